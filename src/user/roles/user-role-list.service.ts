import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import type { OrganizationRole } from '../organization-role.js';
import { toldTo } from '../told-names.js';
import { type User, userOf } from '../user.service.js';
import { readableBy } from '../user-visibility.js';

/** A user's role in an organization; `since` in milliseconds since 1970. */
export interface Membership {
  readonly organizationId: string;
  readonly name: string;
  readonly subDomain: string;
  readonly role: OrganizationRole;
  readonly since: number;
}

/** Which page of a list is asked for: at most so many, of those whose ids come after this one. */
export interface CursorQuery {
  readonly limit: number;
  readonly afterId?: string;
}

/** Who has a role in an organization, and which. */
export interface OrganizationMember {
  readonly user: User;
  readonly role: OrganizationRole;
}

/**
 * An id as it is, in a form that MariaDB does not carry a range over: it would begin with the table that is joined, and
 * read that one from the cursor on.
 */
export const whole = (column: string): string => `SUBSTR(${column}, 1, 32)`;

/** Lists the roles of users in organizations. */
@Injectable()
export class UserRoleListService {
  constructor(private readonly database: Database) {}

  /**
   * One page of a user's roles in organizations, the oldest organization first, and whether there is more: those in
   * living organizations that the caller may look at, and all of his own. It does not ask whether the caller sees the user.
   */
  async of(
    ctx: CallContext,
    user: Pick<User, 'id'>,
    { limit, afterId = '' }: CursorQuery,
  ): Promise<{ roles: Membership[]; more: boolean }> {
    const { actor } = ctx;
    const isOwn = actor.kind === 'user' && actor.userId === user.id;
    const seen = readableBy(isOwn ? { kind: 'system', name: 'self' } : actor);
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT t.organization_id, o.name, o.sub_domain, t.role, t.created_at
          FROM organization_users t FORCE INDEX (ix_organization_users_user)
          JOIN organizations o ON o.id = ${whole('t.organization_id')}
          WHERE t.user_id = ? AND t.organization_id > ? AND o.deleted_at IS NULL AND ${seen.sql}
          ORDER BY t.organization_id LIMIT ?`,
        params: [user.id, afterId, ...seen.params, limit + 1],
      }),
    );
    const roles = rows!.map((row) => ({
      organizationId: String(row.organization_id),
      name: String(row.name),
      subDomain: String(row.sub_domain),
      role: row.role as OrganizationRole,
      since: Number(row.created_at),
    }));
    return { roles: roles.slice(0, limit), more: roles.length > limit };
  }

  /** One page of those who have a role in an organization itself, or one certain role, by their ids. */
  async in(
    ctx: CallContext,
    organization: Organization,
    { limit, afterId = '', role }: CursorQuery & { readonly role?: OrganizationRole },
  ): Promise<{ members: OrganizationMember[]; more: boolean }> {
    const index = role === undefined ? 'PRIMARY' : 'ix_organization_users_role';
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT u.id, u.email, u.first_name, u.last_name, u.created_at, t.role, t.accepted
          FROM organization_users t FORCE INDEX (${index}) JOIN users u ON u.id = ${whole('t.user_id')}
          WHERE t.organization_id = ? ${role === undefined ? '' : 'AND t.role = ?'} AND t.user_id > ?
          ORDER BY t.user_id LIMIT ?`,
        params: [organization.id, ...(role === undefined ? [] : [role]), afterId, limit + 1],
      }),
    );
    const members = rows!.map((row) => ({
      user: toldTo(ctx.actor, userOf(row), Number(row.accepted) === 1),
      role: row.role as OrganizationRole,
    }));
    return { members: members.slice(0, limit), more: members.length > limit };
  }
}
