import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import type { OrganizationRole } from '../organization-role.js';
import { withVisibleNames } from '../visible-names.js';
import { type User, userOf } from '../user.service.js';
import { readableBy } from '../user-visibility.queries.js';
import { membershipsOf, organizationMembers } from './organization-user.queries.js';

/** A user's role in an organization; `since` in milliseconds since 1970. */
export interface Membership {
  readonly organizationId: string;
  readonly name: string;
  readonly subDomain: string;
  readonly role: OrganizationRole;
  readonly since: number;
}

/** A page of a list: at most so many, of those whose ids come after this one. */
export interface CursorQuery {
  readonly limit: number;
  readonly afterId?: string;
}

/** A user with a role in an organization. */
export interface OrganizationMember {
  readonly user: User;
  readonly role: OrganizationRole;
}

/** Lists the roles of users in organizations. */
@Injectable()
export class UserRoleListService {
  constructor(private readonly database: Database) {}

  /**
   * One page of a user's roles in organizations, the oldest organization first, and whether there is more: those in
   * organizations that are not deleted and that the caller may read, and all of the caller's own. It does not check
   * whether the caller sees the user.
   */
  async of(
    ctx: CallContext,
    user: Pick<User, 'id'>,
    { limit, afterId = '' }: CursorQuery,
  ): Promise<{ roles: Membership[]; more: boolean }> {
    const { actor } = ctx;
    const isOwn = actor.kind === 'user' && actor.userId === user.id;
    const seen = readableBy(isOwn ? { kind: 'system', name: 'self' } : actor);
    const page = { afterId, limit: limit + 1 };
    const [rows] = await this.database.read(ctx, (reader) => reader.read(membershipsOf(user.id, seen, page)));
    const roles = rows.map((row) => ({
      organizationId: row.organization_id,
      name: row.name,
      subDomain: row.sub_domain,
      role: row.role,
      since: row.created_at,
    }));
    return { roles: roles.slice(0, limit), more: roles.length > limit };
  }

  /** One page of the users with a role in an organization itself, or with one certain role, by their ids. */
  async in(
    ctx: CallContext,
    organization: Organization,
    { limit, afterId = '', role }: CursorQuery & { readonly role?: OrganizationRole },
  ): Promise<{ members: OrganizationMember[]; more: boolean }> {
    const page = { afterId, limit: limit + 1 };
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read(organizationMembers(organization.id, role, page)),
    );
    const members = rows.map((row) => ({
      user: withVisibleNames(ctx.actor, userOf(row), row.accepted === 1),
      role: row.role,
    }));
    return { members: members.slice(0, limit), more: members.length > limit };
  }
}
