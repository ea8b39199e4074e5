import { LARGE_SET, type PageRequest } from '../../common/page.js';
import type { Condition } from '../../common/standing.js';
import { sql, type Statement } from '../../database/statement.js';
import { READERS } from '../../organization/path/organization-path.js';
import { hasAccepted } from '../user-visibility.queries.js';

export interface PeerRow {
  readonly id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly accepted: number;
}

/**
 * The users with one role in one organization, off its index: an organization may have very many customers, who have no
 * access. LEFT, so that no database begins with the users of all organizations.
 */
function idsOfRole(organizationId: string, role: string, limit: number): Condition {
  return {
    sql: `SELECT m.user_id FROM organization_users m FORCE INDEX (ix_organization_users_role)
      LEFT JOIN users u ON u.id = m.user_id
      WHERE m.organization_id = ? AND m.role = ? AND u.erased_at IS NULL ORDER BY m.user_id LIMIT ?`,
    params: [organizationId, role, limit],
  };
}

/** The users of all organizations of a path together: of each role in each no more are read than fit on the page. */
function idsOf(path: readonly string[], limit: number, offset: number): Condition {
  const roles = path.flatMap((id) => [...READERS].map((role) => idsOfRole(id, role, offset + limit)));
  const each = roles.map(({ sql: text }, index) => `SELECT r${index}.user_id FROM (${text}) r${index}`);
  return {
    sql: `${each.join(' UNION ')} ORDER BY user_id LIMIT ? OFFSET ?`,
    params: [...roles.flatMap(({ params }) => params), limit, offset],
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
