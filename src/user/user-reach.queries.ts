import { placeholders } from '../database/placeholders.js';
import { sql, type Statement } from '../database/statement.js';

/** A user, and the path of an organization in which the user has enterprises, or had. */
export interface Reach {
  readonly userId: string;
  readonly path: readonly string[];
}

export interface ReachRow {
  readonly user_id: string;
  readonly organization_id: string;
}

/**
 * The rows of users who get a role in an enterprise of the organization with this path. Those that are there are locked
 * shared and not written: creations with a common admin do not wait for each other, and a removal waits for them all.
 * In the order of users and then of the path, as every transaction locks them.
 */
export function reachInsertion(userIds: readonly string[], path: readonly string[]): Statement {
  const organizationId = path.at(-1)!;
  const rows = userIds.toSorted().flatMap((userId) => path.map((ancestorId) => [userId, ancestorId, organizationId]));
  return sql(
    `INSERT IGNORE INTO user_reach (user_id, ancestor_id, organization_id)
      VALUES ${rows.map(() => '(?, ?, ?)').join(', ')}`,
    rows.flat(),
  );
}

/**
 * Those of an organization and those below it in which a user has enterprises, after one of these ids, in the order of
 * the index: the cost is that of the rows.
 */
export function reachBelow(
  userId: string,
  ancestorId: string,
  { afterId, rows }: { readonly afterId: string; readonly rows: number },
): Statement<{ readonly organization_id: string }> {
  return sql(
    `SELECT r.organization_id FROM user_reach r FORCE INDEX (PRIMARY)
      WHERE r.user_id = ? AND r.ancestor_id = ? AND r.organization_id > ? ORDER BY r.organization_id LIMIT ?`,
    [userId, ancestorId, afterId, rows],
  );
}

/** The first row of each of these, under an exclusive lock: all that adds to it waits, or is waited for. */
export function reachLocked(reaches: readonly Reach[]): Statement<ReachRow> {
  const first = firstRows(reaches);
  return sql(
    `SELECT r.user_id, r.organization_id FROM user_reach r FORCE INDEX (PRIMARY) WHERE ${first.sql}
      ORDER BY r.user_id, r.ancestor_id, r.organization_id FOR UPDATE`,
    first.params,
  );
}

/**
 * Those of these in whose organization the user has no enterprise any more; reliable behind `reachLocked`. It is no
 * condition of the DELETE, which would lock the roles that it reads: two removals would wait for each other.
 */
export function reachWithoutRole(reaches: readonly Reach[]): Statement<ReachRow> {
  const first = firstRows(reaches);
  return sql(
    `SELECT r.user_id, r.organization_id FROM user_reach r FORCE INDEX (PRIMARY) WHERE (${first.sql})
      AND (SELECT 1 FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
        WHERE l.user_id = r.user_id AND l.organization_id = r.organization_id LIMIT 1) IS NULL`,
    first.params,
  );
}

export function reachDeletion(reaches: readonly Reach[]): Statement {
  const rows = reaches.map(
    ({ path }) => `(user_id = ? AND ancestor_id IN (${placeholders(path)})
      AND organization_id = ?)`,
  );
  return sql(
    `DELETE FROM user_reach WHERE ${rows.join(' OR ')}`,
    reaches.flatMap(({ userId, path }) => [userId, ...path, path.at(-1)!]),
  );
}

/** Of the table known as `r`: the row of each of these for the root of the path. */
function firstRows(reaches: readonly Reach[]) {
  return {
    sql: reaches.map(() => '(r.user_id = ? AND r.ancestor_id = ? AND r.organization_id = ?)').join(' OR '),
    params: reaches.flatMap(({ userId, path }) => [userId, path[0]!, path.at(-1)!]),
  };
}
