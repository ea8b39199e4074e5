import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import { acceptedFirst } from '../../organization/listing/accepted-first.js';
import { MarkedListService, UNMARKED } from '../../paging/marked-list.service.js';
import { ACCOUNT_TYPES } from '../enterprise-fingerprint.js';
import { enterprisesOfType } from '../enterprise.queries.js';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../../user/organization-role.js';
import type { CursorQuery } from '../../user/roles/user-role-list.service.js';
import {
  administeredOrganizations,
  type CallerOrganizationRow,
  organizationsOfUser,
} from './caller-organizations.queries.js';

/** An organization in which the caller has a role. */
export interface CallerOrganization {
  readonly id: string;
  readonly name: string;
  readonly role: OrganizationRole;
  /**
   * How many enterprises it has; for a customer, how many of these are the customer's own; 0 while the caller may not
   * read it because it is suspended or not activated (decisions §8).
   */
  readonly enterpriseCount: number;
}

/** One page, and whether there are more. */
export interface CallerOrganizationPage {
  readonly organizations: readonly CallerOrganization[];
  readonly more: boolean;
}

/** A page of the organizations in which the caller has one of these roles, or any. */
export interface CallerOrganizationQuery extends CursorQuery {
  readonly roles?: readonly OrganizationRole[];
}

/** Which organizations a caller has a role in (api-v2.md §3.1). */
@Injectable()
export class CallerOrganizationsService {
  constructor(
    private readonly database: Database,
    private readonly lists: MarkedListService,
  ) {}

  /**
   * One page, oldest first; if the page is the whole list, accepted roles come before all others. For a user the
   * organizations with a role, in any state; for an organization's token its own, as admin; for the operator the roots,
   * as admin.
   */
  async of(
    ctx: CallContext,
    { roles = ORGANIZATION_ROLES, limit, afterId = '' }: CallerOrganizationQuery,
  ): Promise<CallerOrganizationPage> {
    const { actor } = ctx;
    if (actor.kind !== 'user' && !roles.includes('admin')) return { organizations: [], more: false };
    const rows = await this.rowsOf(ctx, roles, { limit, afterId });
    const shown = rows.slice(0, limit);
    const counts = await this.counts(ctx, shown);
    const organizations = shown.map(({ id, name, role }, index) => ({
      id,
      name,
      role,
      enterpriseCount: counts[index]!,
    }));
    return { organizations, more: rows.length > limit };
  }

  /** The numbers of enterprises. Those of an organization with very many are counted by blocks from the next call on. */
  private async counts(ctx: CallContext, rows: readonly CallerOrganizationRow[]): Promise<number[]> {
    const listsOf = ({ id }: CallerOrganizationRow) => ACCOUNT_TYPES.map((type) => enterprisesOfType(id, type));
    await this.lists.mark(
      rows.filter(({ role, n }) => role !== 'customer' && n !== null && n >= UNMARKED).flatMap(listsOf),
    );
    const inBlocks = rows.filter(({ n }) => n === null);
    if (inBlocks.length === 0) return rows.map(({ n }) => n ?? 0);
    const sizes = await this.lists.sizes(ctx, inBlocks.flatMap(listsOf));
    const sums = new Map(
      inBlocks.map(({ id }, index) => {
        const from = index * ACCOUNT_TYPES.length;
        return [id, sizes.slice(from, from + ACCOUNT_TYPES.length).reduce((sum, size) => sum + size, 0)];
      }),
    );
    return rows.map(({ id, n }) => n ?? sums.get(id) ?? 0);
  }

  private async rowsOf(
    ctx: CallContext,
    roles: readonly OrganizationRole[],
    { limit, afterId }: Required<CursorQuery>,
  ): Promise<readonly CallerOrganizationRow[]> {
    const { actor } = ctx;
    const page = { afterId, rows: limit + 1 };
    if (actor.kind !== 'user') {
      return (await this.database.read(ctx, (reader) => reader.read(administeredOrganizations(actor, page))))[0];
    }
    const statement = organizationsOfUser(actor.userId, roles, page);
    const [rows] = await this.database.read(ctx, (reader) => reader.read(statement));
    return acceptedFirst(rows, afterId === '' && rows.length <= limit);
  }
}
