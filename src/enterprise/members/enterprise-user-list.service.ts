import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import { withVisibleNames } from '../../user/visible-names.js';
import { type User, userOf } from '../../user/user.service.js';
import type { CursorQuery } from '../../user/roles/user-role-list.service.js';
import type { Enterprise } from '../enterprise.js';
import { heldRanges } from '../held-enterprises.js';
import type { EnterpriseUserRole } from './enterprise-role.js';
import { enterprisesOfUser, userCount, usersOfEnterprise } from './enterprise-user.queries.js';

/** A user of an enterprise, and the role in it. */
export interface EnterpriseUser {
  readonly user: User;
  readonly role: EnterpriseUserRole;
}

/** One page of the users of an enterprise. */
export interface EnterpriseUserPage {
  readonly users: readonly EnterpriseUser[];
  readonly more: boolean;
  /** The total; on the first page only. */
  readonly count?: number;
}

/** An enterprise in which a user has a role. */
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
   * One page of an enterprise's users, by their ids, and whether there are more. Only the first page has the total
   * count, since counting reads a row for each.
   */
  async in(ctx: CallContext, enterprise: Enterprise, { limit, afterId }: CursorQuery): Promise<EnterpriseUserPage> {
    const { id, organization } = enterprise;
    const page = { afterId: afterId ?? '', rows: limit + 1 };
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read(usersOfEnterprise(id, organization.path, page)),
    );
    const users = rows.map((row) => ({
      user: withVisibleNames(ctx.actor, userOf(row), row.accepted === 1),
      role: row.role,
    }));
    const shown = { users: users.slice(0, limit), more: users.length > limit };
    if (afterId !== undefined) return shown;
    return { ...shown, count: shown.more ? await this.count(ctx, id) : users.length };
  }

  private async count(ctx: CallContext, enterpriseId: string): Promise<number> {
    const [[counted]] = await this.database.read(ctx, (reader) => reader.read(userCount(enterpriseId)));
    return counted?.n ?? 0;
  }

  /**
   * One page of the enterprises in which a user has a role, in the order of their organizations and then of their ids,
   * and whether there are more: those that the caller may read. An enterprise of a suspended organization is shown only
   * to callers above it, and not to the user either (decisions §8). Whether the user is visible to the caller is not
   * checked here. `afterId` is the last one of the previous page.
   */
  async of(
    ctx: CallContext,
    user: Pick<User, 'id'>,
    query: CursorQuery,
  ): Promise<{ enterprises: HeldEnterprise[]; more: boolean }> {
    const ranges = await heldRanges(this.database, ctx, user.id, query);
    if (ranges.length === 0) return { enterprises: [], more: false };
    const statements = ranges.map((range) => enterprisesOfUser(ctx.actor, user.id, range));
    const rows = (await this.database.read(ctx, (reader) => reader.read(...statements))).flat();
    const enterprises = rows.map((row) => ({
      id: row.enterprise_id,
      name: row.name,
      organizationId: row.organization_id,
      role: row.role,
    }));
    return { enterprises: enterprises.slice(0, query.limit), more: enterprises.length > query.limit };
  }
}
