import type { Actor } from '../../common/call-context.js';
import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';
import { memberIs, readableBy } from '../../user/user-visibility.queries.js';
import { organizationOfEach } from '../enterprise.queries.js';
import type { HeldRange } from '../held-enterprises.js';
import type { EnterpriseUserRole } from './enterprise-role.js';
import type { UserRow } from '../../user/user.queries.js';
import { hasAccepted } from '../../user/user-visibility.queries.js';
import { whole } from '../../user/roles/organization-user.queries.js';

/** The roles that these users have in an enterprise. */
export function rolesOf(
  enterpriseId: string,
  userIds: readonly string[],
): Statement<{ user_id: string; role: EnterpriseUserRole }> {
  return sql(
    `SELECT user_id, role FROM enterprise_users
      WHERE enterprise_id = ? AND user_id IN (${placeholders(userIds)})`,
    [enterpriseId, ...userIds],
  );
}

/** One row if another user is an admin; reliable only while the enterprise's row is locked. */
export function otherAdmin(enterpriseId: string, userId: string): Statement<{ user_id: string }> {
  return sql(
    `SELECT user_id FROM enterprise_users WHERE enterprise_id = ? AND role = 'admin' AND user_id <> ? LIMIT 1`,
    [enterpriseId, userId],
  );
}

/**
 * Whether the user of the role `l` is the only admin of its enterprise, as 0 or 1: the column `last` of `LastAdminRow`.
 */
export const IS_LAST_ADMIN = `CASE WHEN l.role = 'admin' AND NOT EXISTS (SELECT 1 FROM enterprise_users x
  WHERE x.enterprise_id = l.enterprise_id AND x.role = 'admin' AND x.user_id <> l.user_id) THEN 1 ELSE 0 END`;

/** A role in an enterprise that is about to end. */
export interface LastAdminRow {
  readonly enterprise_id: string;
  readonly organization_id: string;
  readonly last: number;
}

/** An enterprise that would be left without an admin. */
export interface EnterpriseWithoutAdmin {
  readonly id: string;
  readonly organizationId: string;
}

/** The enterprises of these roles that would be left without an admin. */
export function withoutAdmins(rows: readonly LastAdminRow[]): EnterpriseWithoutAdmin[] {
  const left = rows.filter(({ last }) => last === 1);
  return left.map((row) => ({ id: row.enterprise_id, organizationId: row.organization_id }));
}

/** One row if the user has a role. */
export function hasRole(enterpriseId: string, userId: string): Statement<{ user_id: string }> {
  return sql('SELECT user_id FROM enterprise_users WHERE enterprise_id = ? AND user_id = ?', [enterpriseId, userId]);
}

/** The first of these emails' users who has no role. */
export function userWithoutRole(enterpriseId: string, canonicalEmails: readonly string[]): Statement<{ id: string }> {
  return sql(
    `SELECT u.id FROM users u LEFT JOIN enterprise_users l ON l.enterprise_id = ? AND l.user_id = u.id
      WHERE u.email_canonical IN (${placeholders(canonicalEmails)}) AND l.user_id IS NULL
      ORDER BY u.id LIMIT 1`,
    [enterpriseId, ...canonicalEmails],
  );
}

/** The users with a role, up to `limit`. */
export function usersWithRole(enterpriseId: string, limit: number): Statement<{ user_id: string }> {
  return sql(`SELECT user_id FROM enterprise_users WHERE enterprise_id = ? LIMIT ${limit}`, [enterpriseId]);
}

/** A role to be inserted. */
export interface NewRole {
  readonly enterpriseId: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly role: EnterpriseUserRole;
  readonly createdAt: number;
}

export function roleInsertion({ enterpriseId, userId, organizationId, role, createdAt }: NewRole): Statement {
  return sql(
    `INSERT INTO enterprise_users (enterprise_id, user_id, organization_id, role, created_at)
      VALUES (?, ?, ?, ?, ?)`,
    [enterpriseId, userId, organizationId, role, createdAt],
    { foreignKey: 'fk_enterprise_users_user' },
  );
}

export function roleUpdate(enterpriseId: string, userId: string, role: EnterpriseUserRole): Statement {
  return sql(
    'UPDATE enterprise_users SET role = ? WHERE enterprise_id = ? AND user_id = ?',
    [role, enterpriseId, userId],
    { rows: 1 },
  );
}

export function roleDeletion(enterpriseId: string, userId: string): Statement {
  return sql('DELETE FROM enterprise_users WHERE enterprise_id = ? AND user_id = ?', [enterpriseId, userId], {
    rows: 1,
  });
}

/** A user with a role; `accepted` is 1 if the organization may see the names. */
export interface EnterpriseUserRow extends UserRow {
  role: EnterpriseUserRole;
  accepted: number;
}

/** One page of an enterprise's users, by their ids. The index hint keeps MariaDB from beginning with all users. */
export function usersOfEnterprise(
  enterpriseId: string,
  path: readonly string[],
  { afterId, rows }: { readonly afterId: string; readonly rows: number },
): Statement<EnterpriseUserRow> {
  const accepted = hasAccepted('l.user_id', path);
  return sql(
    `SELECT u.id, u.email, u.first_name, u.last_name, u.created_at, l.role, ${accepted.sql} AS accepted
      FROM enterprise_users l FORCE INDEX (PRIMARY) JOIN users u ON u.id = ${whole('l.user_id')}
      WHERE l.enterprise_id = ? AND l.user_id > ? ORDER BY l.user_id LIMIT ?`,
    [...accepted.params, enterpriseId, afterId, rows],
  );
}

/** How many users an enterprise has: reads a row of the index for each. */
export function userCount(enterpriseId: string): Statement<{ n: number }> {
  return sql('SELECT COUNT(*) AS n FROM enterprise_users l FORCE INDEX (PRIMARY) WHERE l.enterprise_id = ?', [
    enterpriseId,
  ]);
}

/** An enterprise in which a user has a role. */
export interface HeldEnterpriseRow {
  enterprise_id: string;
  name: string;
  organization_id: string;
  role: EnterpriseUserRole;
}

/** Of a user's enterprises, those that the caller may read. */
export function enterprisesOfUser(actor: Actor, userId: string, range: HeldRange): Statement<HeldEnterpriseRow> {
  const [readable, shared] = [readableBy(actor), memberIs(actor)];
  return sql(
    `SELECT l.enterprise_id, e.name, l.organization_id, l.role
      FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
      JOIN enterprises e ON e.id = ${whole('l.enterprise_id')}
      ${organizationOfEach('l.organization_id')}
      WHERE l.user_id = ? AND ${range.condition} AND (${readable.sql} OR ${shared.sql})
      ORDER BY l.organization_id, l.enterprise_id LIMIT ?`,
    [userId, ...range.params, ...readable.params, ...shared.params, range.rows],
  );
}

/** One row if this is the user's email. */
export function userWithEmail(userId: string, canonicalEmail: string): Statement<{ id: string }> {
  return sql('SELECT id FROM users WHERE id = ? AND email_canonical = ?', [userId, canonicalEmail]);
}

/** The canonical email of a user, with a shared lock on the row: an erasure waits. */
export function emailLocked(userId: string): Statement<{ email_canonical: string | null }> {
  return sql('SELECT email_canonical FROM users WHERE id = ? LOCK IN SHARE MODE', [userId]);
}
