import type { Condition } from '../common/standing.js';
import { placeholders } from '../database/placeholders.js';
import { sql, type Statement } from '../database/statement.js';
import { joinOrganization } from '../organization/organization.queries.js';
import { READERS } from '../organization/path/organization-path.js';
import { ID_OF_LEVEL, PATH_LEVELS, isActive } from '../organization/path/organization-path.queries.js';
import type { FoundUserRow } from './user-visibility.queries.js';

/** As many of one user's roles are compared with another's, so that the cost has a limit. */
const MAX_COMPARED = 1_000;

const readers = [...READERS];
const anyReader = placeholders(readers);

/** The first roles of a user in organizations, and in enterprises. */
const ROLES = `(SELECT user_id, organization_id, role FROM organization_users FORCE INDEX (ix_organization_users_user)
  WHERE user_id = ? ORDER BY organization_id LIMIT ${MAX_COMPARED})`;
const ENTERPRISES = `(SELECT user_id, enterprise_id, organization_id
  FROM enterprise_users FORCE INDEX (ix_enterprise_users_user)
  WHERE user_id = ? ORDER BY organization_id, enterprise_id LIMIT ${MAX_COMPARED})`;
/** The first organizations to which a user is visible by an enterprise. */
const REACH = `(SELECT user_id, ancestor_id FROM user_reach FORCE INDEX (PRIMARY)
  WHERE user_id = ? ORDER BY ancestor_id, organization_id LIMIT ${MAX_COMPARED})`;

/** Where a user has a role or is visible, by the column that names the organization. */
const ROWS = { organization_id: ROLES, ancestor_id: REACH } as const;

/**
 * The id of a user, if another user sees them: a viewer who may read an organization that is not suspended sees the
 * users visible to it, and a viewer with a role in an enterprise those with a role in the same one.
 *
 * The first `MAX_COMPARED` roles of either are looked for among those of the other, each by key. So the cost has a limit,
 * and what they share is found unless both have more than that; or unless the viewer has, and the user's only role is
 * above all but the viewer's later ones.
 */
export function seenByUser(viewerId: string, userId: string): Statement<FoundUserRow> {
  const both = [viewerId, userId] as const;
  const shared = [
    ...[rolesAboveViewer(...both), rowsBelowViewer(...both, 'organization_id'), enterprisesBelowViewer(...both)],
    ...[
      rowsBelowViewer(...both, 'ancestor_id'),
      enterprisesOfBoth(userId, viewerId, 'l'),
      enterprisesOfBoth(viewerId, userId, 'x'),
    ],
  ];
  return sql(
    `SELECT c.id FROM (${shared.map((each) => each.sql).join(' UNION ALL ')}) c
      WHERE ${isActive('c.organization_id')} LIMIT 1`,
    shared.flatMap(({ params }) => params),
  );
}

/** The user's roles on the paths of the organizations that the viewer may read. CROSS keeps the order on SQLite. */
function rolesAboveViewer(viewerId: string, userId: string): Condition {
  return {
    sql: `SELECT STRAIGHT_JOIN t.user_id AS id, m.organization_id FROM ${ROLES} m
      ${joinOrganization('o', 'm.organization_id')}
      CROSS JOIN ${PATH_LEVELS}
      CROSS JOIN organization_users t FORCE INDEX (PRIMARY) ON t.organization_id = ${ID_OF_LEVEL} AND t.user_id = ?
      WHERE m.role IN (${anyReader})`,
    params: [viewerId, userId, ...readers],
  };
}

/** Whether the user has enterprises in or below the organizations that the viewer may read: one row for each of these. */
function enterprisesBelowViewer(viewerId: string, userId: string): Condition {
  return {
    sql: `SELECT STRAIGHT_JOIN r.user_id AS id, m.organization_id FROM ${ROLES} m
      CROSS JOIN user_reach r FORCE INDEX (PRIMARY) ON r.user_id = ? AND r.ancestor_id = m.organization_id
        AND r.organization_id = (SELECT f.organization_id FROM user_reach f FORCE INDEX (PRIMARY)
          WHERE f.user_id = ? AND f.ancestor_id = m.organization_id ORDER BY f.organization_id LIMIT 1)
      WHERE m.role IN (${anyReader})`,
    params: [viewerId, userId, userId, ...readers],
  };
}

/** The user's rows in organizations that the viewer may read, beginning with the user's. */
function rowsBelowViewer(viewerId: string, userId: string, column: keyof typeof ROWS): Condition {
  return {
    sql: `SELECT STRAIGHT_JOIN t.user_id AS id, m.organization_id FROM ${ROWS[column]} t
      CROSS JOIN organization_users m FORCE INDEX (PRIMARY)
        ON m.organization_id = t.${column} AND m.user_id = ? AND m.role IN (${anyReader})`,
    params: [userId, viewerId, ...readers],
  };
}

/** @param seen the alias of the one of the two who is the user: `l` are the first user's enterprises, `x` the other's */
function enterprisesOfBoth(firstId: string, otherId: string, seen: 'l' | 'x'): Condition {
  return {
    sql: `SELECT STRAIGHT_JOIN ${seen}.user_id AS id, l.organization_id FROM ${ENTERPRISES} l
      CROSS JOIN enterprise_users x FORCE INDEX (PRIMARY) ON x.enterprise_id = l.enterprise_id AND x.user_id = ?`,
    params: [firstId, otherId],
  };
}
