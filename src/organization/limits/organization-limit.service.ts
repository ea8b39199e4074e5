import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { ANY_STATE, type Precondition } from '../../common/precondition.js';
import { Database } from '../../database/database.js';
import type { Row, Statement, Tx } from '../../database/statement.js';
import type { Organization } from '../organization.js';
import { OrganizationChangeService } from '../organization-change.service.js';

/** How much of its limit a tree uses. */
export interface Usage {
  /** Living managed organizations anywhere below the root. */
  readonly managedCount: number;
  /** Null is unlimited. */
  readonly managedLimit: number | null;
}

/** A tag for a limit: the limit is all there is to it. */
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
    const [rows] = await this.database.read(ctx, (reader) => reader.read(usageStep(path[0]!)));
    return usageOf(rows![0]!);
  }

  /**
   * Sets how many managed organizations a tree may hold; null is unlimited. A limit below the present number only
   * stops further creations.
   * @param precondition judged against `limitTag` of the present limit
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
      const [rows] = await tx.read(usageStep(organization.id));
      if (!precondition.allows(limitTag(usageOf(rows![0]!).managedLimit))) {
        throw new DomainError('precondition_failed', {});
      }
      tx.queue({
        sql: 'UPDATE organization_usage SET managed_limit = ? WHERE organization_id = ?',
        params: [limit, organization.id],
        rows: 1,
      });
      return { action: 'organization.limit_changed', data: { limit } };
    });
  }
}

/** Asks for the usage of a tree; `usageOf` reads the row. */
export function usageStep(rootId: string): Statement {
  return {
    sql: 'SELECT managed_count, managed_limit FROM organization_usage WHERE organization_id = ?',
    params: [rootId],
  };
}

export function usageOf(row: Row): Usage {
  return {
    managedCount: Number(row.managed_count),
    managedLimit: row.managed_limit === null ? null : Number(row.managed_limit),
  };
}
