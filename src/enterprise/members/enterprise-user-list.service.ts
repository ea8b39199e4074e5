import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import { hasAccepted, toldTo } from '../../user/told-names.js';
import { type User, userOf } from '../../user/user.service.js';
import { type CursorQuery, whole } from '../../user/roles/user-role-list.service.js';
import { memberIs, readableBy } from '../../user/user-visibility.js';
import type { Enterprise } from '../enterprise.js';
import type { EnterpriseUserRole } from '../enterprise-role.js';
import { heldEnterprises } from '../held-enterprises.js';

/** Who may do what in an enterprise. */
export interface EnterpriseUser {
  readonly user: User;
  readonly role: EnterpriseUserRole;
}

/** A part of the users of an enterprise. */
export interface EnterpriseUserPage {
  readonly users: readonly EnterpriseUser[];
  readonly more: boolean;
  /** How many there are in all; told with the first part. */
  readonly count?: number;
}

/** An enterprise in which somebody has a role. */
export interface HeldEnterprise {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
  readonly role: EnterpriseUserRole;
}

/** Lists the users of enterprises, and the enterprises of users. */
@Injectable()
export class EnterpriseUserListService {
  constructor(private readonly database: Database) {}

  /**
   * One part of an enterprise's users, by their ids, and whether there are more behind it. How many there are in all is
   * told with the first part alone, since it costs a look at each.
   */
  async in(ctx: CallContext, enterprise: Enterprise, { limit, afterId }: CursorQuery): Promise<EnterpriseUserPage> {
    const { id, organization } = enterprise;
    const accepted = hasAccepted('l.user_id', organization.path);
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT u.id, u.email, u.first_name, u.last_name, u.created_at, l.role, ${accepted.sql} AS accepted
          FROM enterprise_users l FORCE INDEX (PRIMARY) JOIN users u ON u.id = ${whole('l.user_id')}
          WHERE l.enterprise_id = ? AND l.user_id > ? ORDER BY l.user_id LIMIT ?`,
        params: [...accepted.params, id, afterId ?? '', limit + 1],
      }),
    );
    const users = rows!.map((row) => ({
      user: toldTo(ctx.actor, userOf(row), Number(row.accepted) === 1),
      role: row.role as EnterpriseUserRole,
    }));
    const page = { users: users.slice(0, limit), more: users.length > limit };
    if (afterId !== undefined) return page;
    return { ...page, count: page.more ? await this.count(ctx, id) : users.length };
  }

  private async count(ctx: CallContext, enterpriseId: string): Promise<number> {
    const sql = 'SELECT COUNT(*) AS n FROM enterprise_users l FORCE INDEX (PRIMARY) WHERE l.enterprise_id = ?';
    const [rows] = await this.database.read(ctx, (reader) => reader.read({ sql, params: [enterpriseId] }));
    return Number(rows![0]!.n);
  }

  /**
   * One page of the enterprises in which a user has a role, in the order of their organizations and then of their ids,
   * and whether there is more: those that the caller may look at. What is in a suspended organization is shown to those
   * above it alone, and not to the user either (decisions §8). It does not ask whether the caller sees the user.
   * `afterId` is the last one of the page before.
   */
  async of(
    ctx: CallContext,
    user: Pick<User, 'id'>,
    query: CursorQuery,
  ): Promise<{ enterprises: HeldEnterprise[]; more: boolean }> {
    const [readable, shared] = [readableBy(ctx.actor), memberIs(ctx.actor)];
    const rows = await heldEnterprises(this.database, ctx, query, (condition, params, most) => ({
      sql: `SELECT l.enterprise_id, e.name, l.organization_id, l.role
        FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
        JOIN enterprises e ON e.id = ${whole('l.enterprise_id')}
        JOIN organizations o FORCE INDEX (PRIMARY) ON o.id = ${whole('l.organization_id')}
        WHERE l.user_id = ? AND ${condition} AND (${readable.sql} OR ${shared.sql})
        ORDER BY l.organization_id, l.enterprise_id LIMIT ?`,
      params: [user.id, ...params, ...readable.params, ...shared.params, most],
    }));
    const enterprises = rows.map((row) => ({
      id: String(row.enterprise_id),
      name: String(row.name),
      organizationId: String(row.organization_id),
      role: row.role as EnterpriseUserRole,
    }));
    return { enterprises: enterprises.slice(0, query.limit), more: enterprises.length > query.limit };
  }
}
