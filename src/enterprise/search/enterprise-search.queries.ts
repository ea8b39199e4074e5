import type { Condition } from '../../common/standing.js';
import { sql, type Statement } from '../../database/statement.js';
import { searchable } from '../enterprise-constants.js';
import type { EnterpriseSearchQuery } from './enterprise-list.js';

/** With up to this many enterprises of a user, the search begins with these; with more, it begins with the names. */
export const MAX_FEW = 1_000;
/** Sorts after every text with the same beginning: no name contains this character. */
const LAST = '\u{10ffff}';

const COLUMNS = 'e.id, e.name, e.name_search';

export interface FoundRow {
  readonly id: string;
  readonly name: string;
  readonly name_search: string;
}

/** How many enterprises of an organization a user has a role in, counted up to `MAX_FEW` and one more. */
export function fewCount(organizationId: string, userId: string): Statement<{ n: number }> {
  return sql(
    `SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          WHERE l.user_id = ? AND l.organization_id = ? LIMIT ${MAX_FEW + 1}) t`,
    [userId, organizationId],
  );
}

/** One page and one row more, by name, in the order of the index. */
export function enterprisesByName(organizationId: string, query: EnterpriseSearchQuery): Statement<FoundRow> {
  const [named, own] = [nameCondition(query), roleCondition(query.userId)];
  return sql(
    `SELECT ${COLUMNS} FROM enterprises e FORCE INDEX (ix_enterprises_name)
      WHERE e.organization_id = ? AND ${named.sql} ${own.sql} ORDER BY e.name_search, e.id LIMIT ?`,
    [organizationId, ...named.params, ...own.params, query.limit + 1],
  );
}

/** The same among the few enterprises in which a user has a role. */
export function fewEnterprisesByName(
  organizationId: string,
  userId: string,
  query: EnterpriseSearchQuery,
): Statement<FoundRow> {
  const named = nameCondition(query);
  return sql(
    `SELECT ${COLUMNS}
      FROM (SELECT l.enterprise_id FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
        WHERE l.user_id = ? AND l.organization_id = ? LIMIT ${MAX_FEW}) f
      JOIN enterprises e FORCE INDEX (PRIMARY) ON e.id = f.enterprise_id
      WHERE ${named.sql} ORDER BY e.name_search, e.id LIMIT ?`,
    [userId, organizationId, ...named.params, query.limit + 1],
  );
}

/** The enterprise whose id is the text. */
export function enterpriseByText(
  organizationId: string,
  { text, accountType, userId }: EnterpriseSearchQuery,
): Statement<FoundRow> {
  const own = roleCondition(userId);
  const ofType = accountType === undefined ? '' : 'AND e.account_type = ?';
  return sql(`SELECT ${COLUMNS} FROM enterprises e WHERE e.id = ? AND e.organization_id = ? ${ofType} ${own.sql}`, [
    text,
    organizationId,
    ...(accountType === undefined ? [] : [accountType]),
    ...own.params,
  ]);
}

/**
 * Whether the enterprise `e` matches. SQLite would evaluate the two sides of the OR separately and then sort: the `+`,
 * which has no effect on MySQL, prevents that, and the range is a separate condition.
 */
function nameCondition({ text, after, accountType }: EnterpriseSearchQuery): Condition {
  const beginning = searchable(text).trimEnd();
  const from = after?.name ?? beginning;
  const conditions: Condition[] = [
    { sql: 'e.name_search >= ? AND e.name_search < ?', params: [from, `${beginning}${LAST}`] },
  ];
  if (after) {
    const behind = '(+e.name_search > ? OR (+e.name_search = ? AND +e.id > ?))';
    conditions.push({ sql: behind, params: [after.name, after.name, after.id] });
  }
  if (accountType !== undefined) conditions.push({ sql: 'e.account_type = ?', params: [accountType] });
  return {
    sql: conditions.map((each) => each.sql).join(' AND '),
    params: conditions.flatMap(({ params }) => params),
  };
}

/**
 * Whether a user has a role in it: a condition instead of a join, which a database may reorder and then have to sort.
 */
function roleCondition(userId: string | undefined): Condition {
  if (userId === undefined) return { sql: '', params: [] };
  return {
    sql: 'AND (SELECT 1 FROM enterprise_users l WHERE l.enterprise_id = e.id AND l.user_id = ?) = 1',
    params: [userId],
  };
}
