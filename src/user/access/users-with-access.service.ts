import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { LARGE_SET, type Page, type PageWish } from '../../common/page.js';
import { Database } from '../../database/database.js';
import type { Parameter, Statement } from '../../database/statement.js';
import type { Organization } from '../../organization/organization.js';
import { READERS } from '../../organization/path/organization-path.js';
import { hasAccepted, toldTo } from '../told-names.js';
import type { User } from '../user.service.js';

/** As much of a user as his peers may see. */
export type Peer = Pick<User, 'id' | 'firstName' | 'lastName'>;

/** Lists who may enter an organization, by id: those with a role that gives access in it or in one above it. */
@Injectable()
export class UsersWithAccessService {
  constructor(private readonly database: Database) {}

  /** One page; each user once, whatever number of roles he has. Who has been erased is nobody's peer. */
  async page(ctx: CallContext, { path }: Organization, wish: PageWish): Promise<Page<Peer>> {
    const [counted, rows] = await this.database.read(ctx, (reader) => reader.read(countOf(path), pageOf(path, wish)));
    const items = rows!.map((row) => {
      const firstName = row.first_name === null ? null : String(row.first_name);
      const lastName = row.last_name === null ? null : String(row.last_name);
      return toldTo(ctx.actor, { id: String(row.id), firstName, lastName }, Number(row.accepted) === 1);
    });
    // What is joined to a page of ids has no order of its own.
    return { items: items.sort((a, b) => (a.id < b.id ? -1 : 1)), total: Number(counted![0]!.n) };
  }
}

interface Ids {
  readonly sql: string;
  readonly params: readonly Parameter[];
}

/** The users of one organization, off its key. LEFT, so that no database begins with the users of all organizations. */
function idsOfOne(organizationId: string, limit: number, offset: number): Ids {
  const roles = [...READERS];
  return {
    sql: `SELECT m.user_id FROM organization_users m FORCE INDEX (PRIMARY) LEFT JOIN users u ON u.id = m.user_id
      WHERE m.organization_id = ? AND m.role IN (${roles.map(() => '?').join(', ')}) AND u.erased_at IS NULL
      ORDER BY m.user_id LIMIT ? OFFSET ?`,
    params: [organizationId, ...roles, limit, offset],
  };
}

/** The users of all organizations of a path together: of each no more are read than could stand on the page. */
function idsOf(path: readonly string[], limit: number, offset: number): Ids {
  if (path.length === 1) return idsOfOne(path[0]!, limit, offset);
  const levels = path.map((id) => idsOfOne(id, offset + limit, 0));
  const each = levels.map(({ sql }, level) => `SELECT l${level}.user_id FROM (${sql}) l${level}`);
  return {
    sql: `${each.join(' UNION ')} ORDER BY user_id LIMIT ? OFFSET ?`,
    params: [...levels.flatMap(({ params }) => params), limit, offset],
  };
}

/** One more than a large set has is enough to know that it is one. */
function countOf(path: readonly string[]): Statement {
  const { sql, params } = idsOf(path, LARGE_SET + 1, 0);
  return { sql: `SELECT COUNT(*) AS n FROM (${sql}) t`, params };
}

function pageOf(path: readonly string[], { page, perPage }: PageWish): Statement {
  const { sql, params } = idsOf(path, perPage, (page - 1) * perPage);
  const accepted = hasAccepted('p.user_id', path);
  return {
    sql: `SELECT u.id, u.first_name, u.last_name, ${accepted.sql} AS accepted
      FROM (${sql}) p LEFT JOIN users u ON u.id = p.user_id`,
    params: [...accepted.params, ...params],
  };
}
