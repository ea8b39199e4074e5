import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';

/** The roles of a user in these organizations that the user has not accepted. */
const NOT_ACCEPTED = (path: readonly string[]) =>
  `user_id = ? AND organization_id IN (${placeholders(path)}) AND accepted = 0`;

export function notAcceptedRoles(userId: string, path: readonly string[]): Statement<{ organization_id: string }> {
  return sql(`SELECT organization_id FROM organization_users WHERE ${NOT_ACCEPTED(path)}`, [userId, ...path]);
}

export function rolesAcceptance(userId: string, path: readonly string[]): Statement {
  return sql(`UPDATE organization_users SET accepted = 1 WHERE ${NOT_ACCEPTED(path)}`, [userId, ...path]);
}
