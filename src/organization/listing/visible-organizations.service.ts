import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../organization.js';
import { OrganizationService } from '../organization.service.js';
import { OrganizationSettings } from '../organization.settings.js';
import { acceptedFirst } from './accepted-first.js';
import { livingOrganizations, organizationsReadBy, type VisibleOrganizationRow } from './organization-list.queries.js';

/** As much of an organization as the list of a token's organizations shows; times in milliseconds since 1970. */
export interface VisibleOrganization extends Pick<
  Organization,
  'id' | 'name' | 'subDomain' | 'createdAt' | 'activatedAt' | 'suspended' | 'managed'
> {
  readonly infrastructureDomain: string;
}

/** As many as are shown at a time. The published list has no pages, so few lists are ever cut. */
export const MAX_VISIBLE = 1_000;

/** A part of the list, and whether another follows. */
export interface VisiblePart {
  readonly organizations: VisibleOrganization[];
  readonly more: boolean;
}

/** Which organizations a token is about: its own, and what one would look at next (core-v1.md §1, row 1). */
@Injectable()
export class VisibleOrganizationsService {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly settings: OrganizationSettings,
  ) {}

  /**
   * At most `MAX_VISIBLE` organizations behind the last one of the part before:
   *
   * - for an organization's token its own, ahead of all others because clients take the first as the parent of what they
   *   create, then the living ones directly below it, oldest first
   * - for a user those in which the user has a role with access, by id, and where the list is whole accepted roles first
   * - for the operator the roots, oldest first
   *
   * It is answered whatever the state of the token's own organization: while that is suspended or not activated, it is
   * shown alone.
   * @throws DomainError organization_not_found when the token's own organization, or one above it, is deleted
   */
  async of(ctx: CallContext, afterId?: string): Promise<VisiblePart> {
    const { actor } = ctx;
    if (actor.kind === 'organization') return this.ofOrganization(ctx, actor.organizationId, afterId);
    if (actor.kind === 'user') return this.ofUser(ctx, actor.userId, afterId);
    return this.part(await this.livingBelow(ctx, null, afterId));
  }

  private async ofOrganization(ctx: CallContext, id: string, afterId?: string): Promise<VisiblePart> {
    const { organization, path } = await this.organizations.findAccess(ctx, { id }, 'viewStatus');
    const infrastructureDomain = this.settings.infrastructureDomainOf(organization.subDomain);
    const own = afterId === undefined ? [{ ...organization, infrastructureDomain }] : [];
    if (path.some(({ holds, activated }) => holds > 0 || !activated)) return { organizations: own, more: false };
    return this.part(await this.livingBelow(ctx, id, afterId), own);
  }

  private async ofUser(ctx: CallContext, userId: string, afterId?: string): Promise<VisiblePart> {
    const part = { afterId: afterId ?? '', rows: MAX_VISIBLE + 1 };
    const [rows] = await this.database.read(ctx, (reader) => reader.read(organizationsReadBy(userId, part)));
    return this.part(acceptedFirst(rows, afterId === undefined && rows.length <= MAX_VISIBLE));
  }

  private async livingBelow(
    ctx: CallContext,
    parentId: string | null,
    afterId = '',
  ): Promise<readonly VisibleOrganizationRow[]> {
    const part = { afterId, rows: MAX_VISIBLE + 1 };
    const [rows] = await this.database.read(ctx, (reader) => reader.read(livingOrganizations(parentId, part)));
    return rows;
  }

  private part(rows: readonly VisibleOrganizationRow[], ahead: readonly VisibleOrganization[] = []): VisiblePart {
    const organizations = [...ahead, ...rows.map((row) => this.visible(row))];
    return { organizations: organizations.slice(0, MAX_VISIBLE), more: organizations.length > MAX_VISIBLE };
  }

  private visible(row: VisibleOrganizationRow): VisibleOrganization {
    return {
      id: row.id,
      name: row.name,
      subDomain: row.sub_domain,
      infrastructureDomain: this.settings.infrastructureDomainOf(row.sub_domain),
      createdAt: row.created_at,
      activatedAt: row.activated_at,
      suspended: row.holds > 0,
      managed: row.managed === 1,
    };
  }
}
