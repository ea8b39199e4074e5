import type { Actor } from '../common/call-context.js';
import { isId } from '../common/ids.js';
import type { Condition } from '../common/standing.js';
import { placeholders } from '../database/placeholders.js';
import { noRows, sql, type Statement } from '../database/statement.js';
import { joinOrganization } from '../organization/organization.queries.js';
import type { Organization, OrganizationPath } from '../organization/organization.js';
import { READERS } from '../organization/path/organization-path.js';
import {
  ID_OF_LEVEL,
  LEVELS,
  PATH_LEVELS,
  isActive,
  isOnActivePath,
  knownTo,
} from '../organization/path/organization-path.queries.js';

/** As many accepted roles of one user are read, so that the cost has a limit. */
const MAX_ACCEPTED = 1_000;

const readers = [...READERS];
const anyReader = placeholders(readers);

export interface FoundUserRow {
  readonly id: string;
}

/**
 * Of the organization with the alias `o`: whether this actor may read what belongs to it (decisions §5). A user may
 * with a role that allows it, in it or above it, in an organization that is not suspended.
 */
export function readableBy(actor: Actor): Condition {
  if (actor.kind !== 'user') return knownTo(actor);
  // By key on each level: for a list of ids from another table MariaDB reads the roles of all.
  const hasRole = (alias: string) => `(SELECT 1 FROM organization_users m FORCE INDEX (PRIMARY)
    WHERE m.organization_id = ${alias}.id AND m.user_id = ? AND m.role IN (${anyReader})) = 1`;
  return { sql: isOnActivePath('o.id', hasRole), params: LEVELS.flatMap(() => [actor.userId, ...readers]) };
}

/** Of the enterprise with the alias `l`, in the organization `o`: whether this actor has a role in the enterprise. */
export function memberIs(actor: Actor): Condition {
  if (actor.kind !== 'user') return { sql: '1 = 0', params: [] };
  return {
    sql: `((SELECT 1 FROM enterprise_users x FORCE INDEX (PRIMARY)
        WHERE x.enterprise_id = l.enterprise_id AND x.user_id = ?) = 1 AND ${isActive('o.id')})`,
    params: [actor.userId],
  };
}

/**
 * The ids of those of some users who are visible to an organization: with a role in it or in an ancestor, or in one
 * of its or its descendants' enterprises. A text that has not the form of an id is no user's.
 *
 * A row by key for each user: it costs the same however many enterprises a user has, and whatever the statistics say.
 * One who is visible in both ways may be found twice.
 */
export function visibleAmong(organization: OrganizationPath, userIds: readonly string[]): Statement<FoundUserRow> {
  const ids = userIds.filter(isId);
  if (ids.length === 0) return noRows();
  const reaching = usersReaching(organization.id, ids);
  return sql(
    `SELECT m.user_id AS id FROM organization_users m FORCE INDEX (ix_organization_users_user)
        WHERE m.user_id IN (${placeholders(ids)}) AND m.organization_id IN (${placeholders(organization.path)})
      ${reaching.sql}`,
    [...ids, ...organization.path, ...reaching.params],
  );
}

/** Of so few each has a sub-select of its own, without a row of `users` and a list without duplicates. */
const FEW = 4;

/**
 * Those of some users who are visible to an organization by an enterprise. One is looked for in the table alone, so that
 * the time is the same for a user who is hidden and for none; of many each begins with its own row, since one
 * statement for each would cost the database four times as much for a hundred.
 */
function usersReaching(organizationId: string, ids: readonly string[]): Condition {
  if (ids.length === 1) {
    return {
      sql: `UNION SELECT t.id FROM (SELECT r.user_id AS id FROM user_reach r FORCE INDEX (PRIMARY)
        WHERE r.user_id = ? AND r.ancestor_id = ? LIMIT 1) t`,
      params: [...ids, organizationId],
    };
  }
  const reaches = (user: string) => `(SELECT 1 FROM user_reach r FORCE INDEX (PRIMARY)
          WHERE r.user_id = ${user} AND r.ancestor_id = ? LIMIT 1) = 1`;
  if (ids.length <= FEW) {
    return {
      sql: ids.map(() => `UNION ALL SELECT ? FROM DUAL WHERE ${reaches('?')}`).join(' '),
      params: ids.flatMap((id) => [id, id, organizationId]),
    };
  }
  return {
    sql: `UNION SELECT u.id FROM users u FORCE INDEX (PRIMARY) WHERE u.id IN (${placeholders(ids)})
        AND ${reaches('u.id')}`,
    params: [...ids, organizationId],
  };
}

/**
 * Whether the user of this column has accepted a role in one of these organizations: the operator granted it, or the
 * user has made a change by it. Other organizations are not shown a person's names, or a tenant would learn them by
 * adding an email.
 */
export function hasAccepted(column: string, path: readonly string[]): Condition {
  return {
    sql: `EXISTS (SELECT 1 FROM organization_users n
      WHERE n.user_id = ${column} AND n.organization_id IN (${placeholders(path)}) AND n.accepted = 1)`,
    params: path,
  };
}

/**
 * As `hasAccepted`, of the user with the alias `u` and this id, for another user or an organization that reads them.
 */
export function acceptedBefore(actor: Actor, own: Organization | undefined, userId: string): Condition {
  if (own) return hasAccepted('u.id', own.path);
  return {
    sql: `EXISTS (SELECT STRAIGHT_JOIN 1 FROM (SELECT organization_id FROM organization_users FORCE INDEX (ix_organization_users_user)
        WHERE user_id = ? AND accepted = 1 ORDER BY organization_id LIMIT ${MAX_ACCEPTED}) n
      ${joinOrganization('o', 'n.organization_id')}
      CROSS JOIN ${PATH_LEVELS}
      CROSS JOIN organization_users t FORCE INDEX (PRIMARY) ON t.organization_id = ${ID_OF_LEVEL} AND t.user_id = ?)`,
    params: [userId, actor.kind === 'user' ? actor.userId : ''],
  };
}
