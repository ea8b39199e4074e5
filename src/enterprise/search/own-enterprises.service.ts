import { Injectable } from '@nestjs/common';
import type { Actor, CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Statement } from '../../database/statement.js';
import type { Organization } from '../../organization/organization.js';
import { assertOpen, pathStateOf, pathStateStep } from '../../organization/path/organization-path.js';
import { OrganizationService } from '../../organization/organization.service.js';
import { isOpen } from '../../organization/path/path-levels.js';
import { type CursorQuery, whole } from '../../user/roles/user-role-list.service.js';
import { toPage, EnterpriseListService, type EnterprisePage } from './enterprise-list.service.js';
import { heldEnterprises } from '../held-enterprises.js';
import type { SearchPlace } from './enterprise-search-cursor.js';
import { EnterpriseSearchService, type FoundEnterprises } from './enterprise-search.service.js';

/** Which of the caller's own enterprises in an organization are asked for. */
export interface OwnEnterpriseQuery {
  /** At most so many. */
  readonly limit: number;
  /** Those whose ids come after this one. */
  readonly afterId?: string;
  /** The beginning of a name, or an id. */
  readonly text?: string;
  /** Of those with such a name, the ones behind this place. */
  readonly after?: SearchPlace;
}

/**
 * Which enterprises are the caller's own: those in which he has a role, where he is a user; for an organization's token
 * those of that organization; for the operator all.
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
   * One part of all, oldest first; of a user in more organizations than one, organization by organization where the
   * list has several parts. `afterId` is the last one of the part before; behind one that is nowhere there is nothing. A
   * user is not shown what is refused: those in organizations that are suspended, not activated or deleted.
   */
  async all(ctx: CallContext, query: CursorQuery): Promise<EnterprisePage> {
    const { actor } = ctx;
    if (actor.kind === 'user') return this.allOfUser(ctx, actor.userId, query);
    const [rows] = await this.database.read(ctx, (reader) => reader.read(ownOf(actor, query)));
    return toPage(rows!, query.limit);
  }

  /** One page of those in an organization, oldest first; by their names, where they are searched for. */
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
   * An organization for those who may have enterprises of their own in it: whoever may read it, its customers, and
   * users with a role in one of its enterprises alone, who stand below it.
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated
   */
  async organizationOf(ctx: CallContext, id: string): Promise<Organization> {
    try {
      return await this.organizations.findVisible(ctx, { id }, 'read');
    } catch (refusal) {
      if (ctx.actor.kind !== 'user' || !(refusal instanceof DomainError)) throw refusal;
      // A customer: the state was judged before his role.
      if (refusal.code === 'permission_denied') return this.organizations.byId(ctx, id);
      const hasOne = refusal.code === 'organization_not_found' && (await this.hasOneIn(ctx, ctx.actor.userId, id));
      if (!hasOne) throw refusal;
      return this.open(ctx, await this.organizations.byId(ctx, id));
    }
  }

  private async allOfUser(ctx: CallContext, userId: string, query: CursorQuery): Promise<EnterprisePage> {
    const rows = await heldEnterprises(this.database, ctx, query, (condition, params, most) => ({
      sql: `SELECT e.id, e.name FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
        JOIN enterprises e ON e.id = ${whole('l.enterprise_id')}
        WHERE l.user_id = ? AND ${condition} AND ${IN_OPEN_ORGANIZATION}
        ORDER BY l.organization_id, l.enterprise_id LIMIT ?`,
      params: [userId, ...params, most],
    }));
    const { enterprises, more } = toPage(rows, query.limit);
    const isWhole = query.afterId === undefined && !more;
    return { enterprises: isWhole ? enterprises.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : enterprises, more };
  }

  private async ofUserIn(
    ctx: CallContext,
    organization: Organization,
    userId: string,
    { limit, afterId = '' }: OwnEnterpriseQuery,
  ): Promise<EnterprisePage> {
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT e.id, e.name FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          JOIN enterprises e ON e.id = l.enterprise_id
          WHERE l.user_id = ? AND l.organization_id = ? AND l.enterprise_id > ? ORDER BY l.enterprise_id LIMIT ?`,
        params: [userId, organization.id, afterId, limit + 1],
      }),
    );
    return toPage(rows!, limit);
  }

  private async hasOneIn(ctx: CallContext, userId: string, organizationId: string): Promise<boolean> {
    if (!isId(organizationId)) return false;
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT 1 AS one FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          WHERE l.user_id = ? AND l.organization_id = ? LIMIT 1`,
        params: [userId, organizationId],
      }),
    );
    return rows!.length > 0;
  }

  private async open(ctx: CallContext, organization: Organization): Promise<Organization> {
    const [path] = await this.database.read(ctx, (reader) => reader.read(pathStateStep(organization.path, 'unlocked')));
    assertOpen(organization.id, path!.map(pathStateOf), organization.depth);
    return organization;
  }
}

function ownOf(actor: Exclude<Actor, { kind: 'user' }>, { limit, afterId = '' }: CursorQuery): Statement {
  if (actor.kind === 'organization') {
    return {
      sql: `SELECT e.id, e.name FROM enterprises e FORCE INDEX (ix_enterprises_organization)
        WHERE e.organization_id = ? AND e.id > ? ORDER BY e.id LIMIT ?`,
      params: [actor.organizationId, afterId, limit + 1],
    };
  }
  return {
    sql: `SELECT e.id, e.name FROM enterprises e FORCE INDEX (PRIMARY) WHERE e.id > ? ORDER BY e.id LIMIT ?`,
    params: [afterId, limit + 1],
  };
}

/** A question about each row and no join, or MariaDB would begin with all organizations, and then has to sort. */
const IN_OPEN_ORGANIZATION = isOpen('l.organization_id');
