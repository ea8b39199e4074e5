import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import { assertActive } from '../../organization/path/organization-path.js';
import { OrganizationService } from '../../organization/organization.service.js';
import type { CursorQuery } from '../../user/roles/user-role-list.service.js';
import { EnterpriseListService } from './enterprise-list.service.js';
import { type EnterprisePage, type FoundEnterprises, type OwnEnterpriseQuery, toPage } from './enterprise-list.js';
import { heldRanges } from '../held-enterprises.js';
import {
  anyRoleIn,
  enterprisesOfActor,
  enterprisesOfUserIn,
  openEnterprisesOfUser,
} from './enterprise-list.queries.js';
import { EnterpriseSearchService } from './enterprise-search.service.js';
import { pathStateOf, pathStates } from '../../organization/path/organization-path.queries.js';

/**
 * The caller's own enterprises: for a user those in which the user has a role, for an organization's token those of
 * that organization, for the operator all.
 */
@Injectable()
export class OwnEnterprisesService {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly directory: EnterpriseListService,
    private readonly searches: EnterpriseSearchService,
  ) {}

  /**
   * One page of all, oldest first; for a user with several pages, ordered by organization first. `afterId` is the last
   * one of the previous page; after an unknown id there is nothing. For a user it omits the enterprises to which
   * requests would be refused: those of organizations that are suspended, not activated or deleted.
   */
  async all(ctx: CallContext, query: CursorQuery): Promise<EnterprisePage> {
    const { actor } = ctx;
    if (actor.kind === 'user') return this.allOfUser(ctx, actor.userId, query);
    const [rows] = await this.database.read(ctx, (reader) => reader.read(enterprisesOfActor(actor, query)));
    return toPage(rows, query.limit);
  }

  /** One page of those in an organization, oldest first; by name if there is a search text. */
  async page(ctx: CallContext, organization: Organization, query: OwnEnterpriseQuery): Promise<FoundEnterprises> {
    const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : undefined;
    const { text, ...page } = query;
    if (text !== undefined) {
      return this.searches.find(ctx, organization, { ...page, text, ...(userId !== undefined && { userId }) });
    }
    if (userId === undefined) return this.directory.list(ctx, organization, page);
    return this.ofUserIn(ctx, organization, userId, page);
  }

  /**
   * An organization for callers who may have enterprises of their own in it: those who may read it, its customers, and
   * users who have a role only in one of its enterprises.
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated
   */
  async organizationOf(ctx: CallContext, id: string): Promise<Organization> {
    try {
      return await this.organizations.findVisible(ctx, { id }, 'read');
    } catch (refusal) {
      if (ctx.actor.kind !== 'user' || !(refusal instanceof DomainError)) throw refusal;
      // A customer: the state was checked before the role.
      if (refusal.code === 'permission_denied') return this.organizations.byId(ctx, id);
      const hasOne = refusal.code === 'organization_not_found' && (await this.hasOneIn(ctx, ctx.actor.userId, id));
      if (!hasOne) throw refusal;
      return this.requireActive(ctx, await this.organizations.byId(ctx, id));
    }
  }

  private async allOfUser(ctx: CallContext, userId: string, query: CursorQuery): Promise<EnterprisePage> {
    const ranges = await heldRanges(this.database, ctx, userId, query);
    if (ranges.length === 0) return { enterprises: [], more: false };
    const statements = ranges.map((range) => openEnterprisesOfUser(userId, range));
    const rows = (await this.database.read(ctx, (reader) => reader.read(...statements))).flat();
    const { enterprises, more } = toPage(rows, query.limit);
    const isWhole = query.afterId === undefined && !more;
    return { enterprises: isWhole ? enterprises.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : enterprises, more };
  }

  private async ofUserIn(
    ctx: CallContext,
    { id }: Organization,
    userId: string,
    page: CursorQuery,
  ): Promise<EnterprisePage> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(enterprisesOfUserIn(id, userId, page)));
    return toPage(rows, page.limit);
  }

  private async hasOneIn(ctx: CallContext, userId: string, organizationId: string): Promise<boolean> {
    if (!isId(organizationId)) return false;
    const [rows] = await this.database.read(ctx, (reader) => reader.read(anyRoleIn(organizationId, userId)));
    return rows.length > 0;
  }

  private async requireActive(ctx: CallContext, organization: Organization): Promise<Organization> {
    const [path] = await this.database.read(ctx, (reader) => reader.read(pathStates(organization.path, 'unlocked')));
    assertActive(organization.id, path.map(pathStateOf), organization.depth);
    return organization;
  }
}
