import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { ANY_STATE, type Precondition } from '../../common/precondition.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import type { Organization } from '../organization.js';
import { limitUpdate, type UsageRow, usageOfTree } from './organization-usage.queries.js';
import { OrganizationChangeService } from '../organization-change.service.js';

/** How much of its limit a tree uses. */
export interface Usage {
  /** Living managed organizations anywhere below the root. */
  readonly managedCount: number;
  /** Null is unlimited. */
  readonly managedLimit: number | null;
}

/** The entity tag of a limit. */
export function limitTag(limit: number | null): string {
  return limit === null ? 'unlimited' : `limit-${limit}`;
}

/** @throws DomainError policy_not_available_for_managed_organizations for an organization that is not a root */
export function assertRoot({ parentId }: Pick<Organization, 'parentId'>): void {
  if (parentId !== null) throw new DomainError('policy_not_available_for_managed_organizations', {});
}

/** The limit on managed organizations: it belongs to the root, and counts the whole tree (decisions §8). */
@Injectable()
export class OrganizationLimitService {
  constructor(
    private readonly database: Database,
    private readonly changes: OrganizationChangeService,
  ) {}

  /** What the tree of an organization uses. */
  async usage(ctx: CallContext, { path }: Organization): Promise<Usage> {
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(usageOfTree(path[0]!)));
    return usageOf(row);
  }

  /**
   * Sets how many managed organizations a tree may hold; null is unlimited. A limit below the present number only
   * stops further creations.
   * @param precondition compared with `limitTag` of the present limit
   * @throws DomainError organization_not_found; precondition_failed; policy_not_available_for_managed_organizations
   *   for an organization that is not a root
   */
  async set(
    ctx: CallContext,
    organization: Organization,
    limit: number | null,
    precondition: Precondition = ANY_STATE,
  ): Promise<void> {
    assertRoot(organization);
    await this.changes.apply(ctx, organization, async (tx: Tx) => {
      const [[row]] = await tx.read(usageOfTree(organization.id));
      if (!precondition.allows(limitTag(usageOf(row).managedLimit))) throw new DomainError('precondition_failed', {});
      tx.queue(limitUpdate(organization.id, limit));
      return { action: 'organization.limit_changed', data: { limit } };
    });
  }
}

/** @throws Error where there is no row: every root has one */
export function usageOf(row: UsageRow | undefined): Usage {
  if (!row) throw new Error('A root has no row of its usage.');
  return { managedCount: row.managed_count, managedLimit: row.managed_limit };
}
