import type { Actor } from '../common/call-context.js';
import { isId } from '../common/ids.js';
import type { Condition } from '../common/standing.js';
import type { Statement } from '../database/statement.js';
import { type Organization, PATH_SEPARATOR } from '../organization/organization.js';
import { IDS_OF_PATH, READERS } from '../organization/path/organization-path.js';
import { knownTo } from '../organization/path/organization-visibility.js';
import { isOpen } from '../organization/path/path-levels.js';

/** As many of one user's enterprises are compared with another's, so that two who have a million each cost no more. */
const MOST_COMPARED = 1_000;

const readers = [...READERS];
const anyReader = readers.map(() => '?').join(', ');

/**
 * Of the organization known as `o`: whether this actor may look at what belongs to it (decisions §5). A user may where
 * he has a role that allows it, in it or above it, in an organization that nothing holds.
 */
export function readableBy(actor: Actor): Condition {
  if (actor.kind !== 'user') return knownTo(actor);
  return {
    sql: `EXISTS (SELECT 1 FROM organization_users m JOIN organizations r ON r.id = m.organization_id
      WHERE m.user_id = ? AND m.organization_id IN (${IDS_OF_PATH}) AND m.role IN (${anyReader}) AND ${isOpen('r.id')})`,
    params: [actor.userId, ...readers],
  };
}

/** Of the enterprise known as `l`, in the organization known as `o`: whether this actor has a role in it himself. */
export function memberIs(actor: Actor): Condition {
  if (actor.kind !== 'user') return { sql: '1 = 0', params: [] };
  return {
    sql: `(EXISTS (SELECT 1 FROM enterprise_users x WHERE x.enterprise_id = l.enterprise_id AND x.user_id = ?)
      AND ${isOpen('o.id')})`,
    params: [actor.userId],
  };
}

/**
 * Looks for those of some users who are visible to an organization: with a role in it or in an ancestor, or in one
 * of its or its descendants' enterprises. Gives their ids; what has not the form of an id is nobody's.
 *
 * The inner DISTINCT is what keeps a service user of a million enterprises cheap: his organizations are read off
 * the index in jumps, and not his enterprises one by one.
 */
export function visibleAmong(organization: Organization, userIds: readonly string[]): Statement {
  const ids = userIds.filter(isId);
  if (ids.length === 0) return { sql: 'SELECT u.id FROM users u WHERE 1 = 0', params: [] };
  const users = ids.map(() => '?').join(', ');
  const path = organization.path.map(() => '?').join(', ');
  const start = organization.path.join(PATH_SEPARATOR);
  return {
    sql: `SELECT m.user_id AS id FROM organization_users m
        WHERE m.user_id IN (${users}) AND m.organization_id IN (${path})
      UNION SELECT l.user_id AS id
        FROM (SELECT DISTINCT user_id, organization_id FROM enterprise_users WHERE user_id IN (${users})) l
        JOIN organizations o ON o.id = l.organization_id
        WHERE SUBSTR(o.path, 1, ${start.length}) = ?`,
    params: [...ids, ...organization.path, ...ids, start],
  };
}

/**
 * Looks for a user as another one sees him: who may look at an organization that nothing holds sees those visible to
 * it, and who has a role in an enterprise those with a role in the same. The answer is the user's id, or none.
 */
export function seenByUser(viewerId: string, userId: string): Statement {
  const ofOrganizations = `SELECT t.user_id AS id FROM organization_users m JOIN organizations o ON o.id = m.organization_id
    JOIN organization_users t ON t.user_id = ? AND t.organization_id IN (${IDS_OF_PATH})
    WHERE m.user_id = ? AND m.role IN (${anyReader}) AND ${isOpen('o.id')}`;
  const ofTheirEnterprises = `SELECT d.user_id AS id
    FROM (SELECT DISTINCT user_id, organization_id FROM enterprise_users WHERE user_id = ?) d
    JOIN organizations o ON o.id = d.organization_id
    JOIN organization_users m ON m.user_id = ? AND m.organization_id IN (${IDS_OF_PATH}) AND m.role IN (${anyReader})
    JOIN organizations r ON r.id = m.organization_id WHERE ${isOpen('r.id')}`;
  const ofOneEnterprise = (seen: 'l' | 'x') => `SELECT ${seen}.user_id AS id
    FROM (SELECT user_id, enterprise_id, organization_id FROM enterprise_users FORCE INDEX (ix_enterprise_users_user)
      WHERE user_id = ? ORDER BY organization_id, enterprise_id LIMIT ${MOST_COMPARED}) l
    JOIN enterprise_users x ON x.enterprise_id = l.enterprise_id AND x.user_id = ?
    JOIN organizations o ON o.id = l.organization_id WHERE ${isOpen('o.id')}`;
  return {
    sql: `SELECT s.id FROM (${[ofOrganizations, ofTheirEnterprises, ofOneEnterprise('l'), ofOneEnterprise('x')].join(
      ' UNION ALL ',
    )}) s LIMIT 1`,
    params: [
      ...[userId, viewerId, ...readers],
      ...[userId, viewerId, ...readers],
      ...[userId, viewerId],
      ...[viewerId, userId],
    ],
  };
}
