import { ERASE_BATCH_SIZE } from '../../database/keyset.js';
import type { Condition } from '../../common/standing.js';
import { sql, type Statement } from '../../database/statement.js';
import { joinOrganization } from '../../organization/organization.queries.js';
import type { OrganizationRole } from '../organization-role.js';
import type { UserRow } from '../user.queries.js';
import { placeholders } from '../../database/placeholders.js';

/** The one user and the one organization of a role. */
export interface RoleKey {
  readonly organizationId: string;
  readonly userId: string;
}

export interface MembershipRow {
  readonly organization_id: string;
  readonly name: string;
  readonly sub_domain: string;
  readonly role: OrganizationRole;
  readonly created_at: number;
}

export interface MemberRow extends UserRow {
  readonly role: OrganizationRole;
  readonly accepted: number;
}

/**
 * An id as it is, in a form that MariaDB does not carry a range over: it would begin with the joined table, and read
 * that one from the cursor on.
 */
export const whole = (column: string): string => `SUBSTR(${column}, 1, 32)`;

export function organizationRoleOf({ organizationId, userId }: RoleKey): Statement<{ role: OrganizationRole }> {
  return sql('SELECT role FROM organization_users WHERE organization_id = ? AND user_id = ?', [organizationId, userId]);
}

/** @param accepted whether the user's names may be shown to the organization from now on */
export function organizationRoleInsert(
  { organizationId, userId }: RoleKey,
  role: OrganizationRole,
  accepted: boolean,
): Statement {
  return sql(
    `INSERT INTO organization_users (role, created_at, accepted, organization_id, user_id)
    VALUES (?, ?, ?, ?, ?)`,
    [role, Date.now(), accepted ? 1 : 0, organizationId, userId],
    { rows: 1, foreignKey: 'fk_organization_users_user' },
  );
}

/** @param accepted as in `organizationRoleInsert`; a role that was accepted before stays accepted */
export function organizationRoleUpdate(
  { organizationId, userId }: RoleKey,
  role: OrganizationRole,
  accepted: boolean,
): Statement {
  return sql(
    `UPDATE organization_users SET role = ?, created_at = ?,
    accepted = CASE WHEN ? = 1 THEN 1 ELSE accepted END WHERE organization_id = ? AND user_id = ?`,
    [role, Date.now(), accepted ? 1 : 0, organizationId, userId],
    { rows: 1, foreignKey: 'fk_organization_users_user' },
  );
}

export function organizationRoleDelete({ organizationId, userId }: RoleKey): Statement {
  return sql('DELETE FROM organization_users WHERE organization_id = ? AND user_id = ?', [organizationId, userId], {
    rows: 1,
  });
}

/**
 * A user's roles in the organizations that meet a condition, by organization.
 * @param seen a condition on the organization `o`
 */
export function membershipsOf(
  userId: string,
  seen: Condition,
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Statement<MembershipRow> {
  return sql(
    `SELECT t.organization_id, o.name, o.sub_domain, t.role, t.created_at
          FROM organization_users t FORCE INDEX (ix_organization_users_user)
          ${joinOrganization('o', whole('t.organization_id'))}
          WHERE t.user_id = ? AND t.organization_id > ? AND o.deleted_at IS NULL AND ${seen.sql}
          ORDER BY t.organization_id LIMIT ?`,
    [userId, afterId, ...seen.params, limit],
  );
}

/** The users with a role in an organization itself, by user; of one role alone where it is given. */
export function organizationMembers(
  organizationId: string,
  role: OrganizationRole | undefined,
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Statement<MemberRow> {
  const index = role === undefined ? 'PRIMARY' : 'ix_organization_users_role';
  return sql(
    `SELECT u.id, u.email, u.first_name, u.last_name, u.created_at, t.role, t.accepted
          FROM organization_users t FORCE INDEX (${index}) JOIN users u ON u.id = ${whole('t.user_id')}
          WHERE t.organization_id = ? ${role === undefined ? '' : 'AND t.role = ?'} AND t.user_id > ?
          ORDER BY t.user_id LIMIT ?`,
    [organizationId, ...(role === undefined ? [] : [role]), afterId, limit],
  );
}

/** A page of the organizations in which a user has a role, for the user's erasure. */
export function organizationsToLeave(userId: string, after: string): Statement<{ organization_id: string }> {
  return sql(
    `SELECT organization_id FROM organization_users FORCE INDEX (ix_organization_users_user)
      WHERE user_id = ? AND organization_id > ? ORDER BY organization_id LIMIT ${ERASE_BATCH_SIZE}`,
    [userId, after],
  );
}

export function organizationRolesDelete(userId: string, organizationIds: readonly string[]): Statement {
  return sql(
    `DELETE FROM organization_users WHERE user_id = ? AND organization_id IN (${placeholders(organizationIds)})`,
    [userId, ...organizationIds],
  );
}
