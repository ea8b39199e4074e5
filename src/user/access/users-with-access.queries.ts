import { LARGE_SET, type PageRequest } from '../../common/page.js';
import type { Condition } from '../../common/standing.js';
import { sql, type Statement } from '../../database/statement.js';
import { READERS } from '../../organization/path/organization-path.js';
import { hasAccepted } from '../user-visibility.queries.js';
import { placeholders } from '../../database/placeholders.js';

export interface PeerRow {
  readonly id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly accepted: number;
}

/** The users of one organization, off its key. LEFT, so that no database begins with the users of all organizations. */
function idsOfOne(organizationId: string, limit: number, offset: number): Condition {
  const roles = [...READERS];
  return {
    sql: `SELECT m.user_id FROM organization_users m FORCE INDEX (PRIMARY) LEFT JOIN users u ON u.id = m.user_id
      WHERE m.organization_id = ? AND m.role IN (${placeholders(roles)}) AND u.erased_at IS NULL
      ORDER BY m.user_id LIMIT ? OFFSET ?`,
    params: [organizationId, ...roles, limit, offset],
  };
}

/** The users of all organizations of a path together: of each organization no more are read than fit on the page. */
function idsOf(path: readonly string[], limit: number, offset: number): Condition {
  if (path.length === 1) return idsOfOne(path[0]!, limit, offset);
  const levels = path.map((id) => idsOfOne(id, offset + limit, 0));
  const each = levels.map(({ sql: text }, level) => `SELECT l${level}.user_id FROM (${text}) l${level}`);
  return {
    sql: `${each.join(' UNION ')} ORDER BY user_id LIMIT ? OFFSET ?`,
    params: [...levels.flatMap(({ params }) => params), limit, offset],
  };
}

/** How many users have access by a path, counted up to one more than a large set has. */
export function usersWithAccessCount(path: readonly string[]): Statement<{ n: number }> {
  const ids = idsOf(path, LARGE_SET + 1, 0);
  return sql(`SELECT COUNT(*) AS n FROM (${ids.sql}) t`, ids.params);
}

/** A page of the users who have access by a path, each once; the rows have no order. */
export function usersWithAccess(path: readonly string[], { page, perPage }: PageRequest): Statement<PeerRow> {
  const ids = idsOf(path, perPage, (page - 1) * perPage);
  const accepted = hasAccepted('p.user_id', path);
  return sql(
    `SELECT u.id, u.first_name, u.last_name, ${accepted.sql} AS accepted
      FROM (${ids.sql}) p LEFT JOIN users u ON u.id = p.user_id`,
    [...accepted.params, ...ids.params],
  );
}
