import type { Actor } from '../../common/call-context.js';
import { sql, type Statement } from '../../database/statement.js';
import { type CursorQuery } from '../../user/roles/user-role-list.service.js';
import { keyHash, pairHash } from '../enterprise-fingerprint.js';
import type { HeldRange } from '../held-enterprises.js';
import type { EnterpriseQuery, ListedEnterprise } from './enterprise-list.js';
import { whole } from '../../user/roles/organization-user.queries.js';
import { isActive } from '../../organization/path/organization-path.queries.js';

/**
 * One page of an organization's enterprises and one row more. Each filter has an index that ends with the order of the
 * list.
 */
export function enterprisesOfOrganization(organizationId: string, query: EnterpriseQuery): Statement<ListedEnterprise> {
  const { idempotencyKey, thirdPartyIdentifier, accountType, limit, afterId = '' } = query;
  const ofType = accountType === undefined ? '' : 'AND e.account_type = ?';
  const type = accountType === undefined ? [] : [accountType];
  if (idempotencyKey !== undefined) {
    return sql(
      `SELECT e.id, e.name FROM enterprises e
        WHERE e.organization_id = ? AND e.key_hash = ? AND e.id > ? ${ofType}`,
      [organizationId, keyHash(idempotencyKey), afterId, ...type],
    );
  }
  if (thirdPartyIdentifier !== undefined) {
    return sql(
      `SELECT e.id, e.name FROM third_party_identifiers t FORCE INDEX (ix_third_party_identifiers_pair)
        JOIN enterprises e ON e.id = t.enterprise_id
        WHERE t.organization_id = ? AND t.pair_hash = ? AND t.enterprise_id > ? ${ofType}
        ORDER BY t.enterprise_id LIMIT ?`,
      [organizationId, pairHash(thirdPartyIdentifier), afterId, ...type, limit + 1],
    );
  }
  const index = accountType === undefined ? 'ix_enterprises_organization' : 'ix_enterprises_account_type';
  return sql(
    // Without the hint MariaDB reads the organization's enterprises from the first one on, for every page.
    `SELECT e.id, e.name FROM enterprises e FORCE INDEX (${index})
      WHERE e.organization_id = ? ${ofType} AND e.id > ? ORDER BY e.id LIMIT ?`,
    [organizationId, ...type, afterId, limit + 1],
  );
}

/** One page and one row more: an organization's enterprises for its token, all for the operator. */
export function enterprisesOfActor(
  actor: Exclude<Actor, { kind: 'user' }>,
  { limit, afterId = '' }: CursorQuery,
): Statement<ListedEnterprise> {
  if (actor.kind === 'organization') {
    return sql(
      `SELECT e.id, e.name FROM enterprises e FORCE INDEX (ix_enterprises_organization)
        WHERE e.organization_id = ? AND e.id > ? ORDER BY e.id LIMIT ?`,
      [actor.organizationId, afterId, limit + 1],
    );
  }
  return sql('SELECT e.id, e.name FROM enterprises e FORCE INDEX (PRIMARY) WHERE e.id > ? ORDER BY e.id LIMIT ?', [
    afterId,
    limit + 1,
  ]);
}

/**
 * Of the enterprises in which a user has a role, those whose organizations are active. A condition on each row instead
 * of a join: MariaDB would begin with all organizations and then have to sort.
 */
export function openEnterprisesOfUser(userId: string, range: HeldRange): Statement<ListedEnterprise> {
  return sql(
    `SELECT e.id, e.name FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
        JOIN enterprises e ON e.id = ${whole('l.enterprise_id')}
        WHERE l.user_id = ? AND ${range.condition} AND ${isActive('l.organization_id')}
        ORDER BY l.organization_id, l.enterprise_id LIMIT ?`,
    [userId, ...range.params, range.rows],
  );
}

/** One page and one row more of an organization's enterprises in which a user has a role. */
export function enterprisesOfUserIn(
  organizationId: string,
  userId: string,
  { limit, afterId = '' }: CursorQuery,
): Statement<ListedEnterprise> {
  return sql(
    `SELECT e.id, e.name FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          JOIN enterprises e ON e.id = l.enterprise_id
          WHERE l.user_id = ? AND l.organization_id = ? AND l.enterprise_id > ? ORDER BY l.enterprise_id LIMIT ?`,
    [userId, organizationId, afterId, limit + 1],
  );
}

/** One row if a user has a role in an enterprise of this organization. */
export function anyRoleIn(organizationId: string, userId: string): Statement<{ one: number }> {
  return sql(
    `SELECT 1 AS one FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          WHERE l.user_id = ? AND l.organization_id = ? LIMIT 1`,
    [userId, organizationId],
  );
}
