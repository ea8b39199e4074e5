import { Injectable } from '@nestjs/common';
import type { OrganizationPath } from '../organization.js';

const MAX_ENTRIES = 10_000;

/**
 * The paths of organizations that this process has found before, so that a creation below a busy organization needs no
 * trip to the database to find it.
 *
 * Nothing in it can be out of date: the path of an organization never changes, and its id is never given to another. What
 * can change (its state, its settings, the roles in it) is not in it, so a path found here is no permission.
 */
@Injectable()
export class KnownPaths {
  private readonly paths = new Map<string, OrganizationPath>();

  find(organizationId: string): OrganizationPath | undefined {
    return this.paths.get(organizationId);
  }

  keep({ id, path, depth }: OrganizationPath): void {
    if (this.paths.has(id)) return;
    if (this.paths.size >= MAX_ENTRIES) this.paths.delete(this.paths.keys().next().value!);
    this.paths.set(id, { id, path, depth });
  }
}
