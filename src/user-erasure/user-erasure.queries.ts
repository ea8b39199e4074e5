import { ERASE_BATCH_SIZE, type Range } from '../database/keyset.js';
import { placeholders } from '../database/placeholders.js';
import { sql, type Statement } from '../database/statement.js';
import { IS_LAST_ADMIN, type LastAdminRow } from '../enterprise/members/enterprise-user.queries.js';

/** An enterprise that was made for the user's email. */
export interface EnterpriseOfEmailRow {
  readonly id: string;
  readonly name: string;
  readonly key_hash: string;
  readonly email_digest: string;
}

export interface IdentifierRow {
  readonly enterprise_id: string;
  readonly position: number;
  readonly label: string;
  readonly identifier: string;
}

/** A page of a user's roles in enterprises, without a lock. */
export function rolesOfUser(userId: string, range: Range): Statement<LastAdminRow> {
  return sql(
    `SELECT l.organization_id, l.enterprise_id, ${IS_LAST_ADMIN} AS last
              FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
              WHERE l.user_id = ? AND ${range.sql} ORDER BY l.organization_id, l.enterprise_id LIMIT ?`,
    [userId, ...range.params, range.limit],
  );
}

/** A page of the enterprises in which a user has a role, each under the lock that every change of its users takes. */
export function enterprisesToLeave(
  userId: string,
  range: Range,
): Statement<{ readonly id: string; readonly organization_id: string }> {
  return sql(
    `SELECT e.id, l.organization_id FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          JOIN enterprises e ON e.id = l.enterprise_id
          WHERE l.user_id = ? AND ${range.sql} ORDER BY l.organization_id, l.enterprise_id LIMIT ? FOR UPDATE`,
    [userId, ...range.params, range.limit],
  );
}

/** The user's roles in these enterprises. */
export function rolesOfUserIn(enterpriseIds: readonly string[], userId: string): Statement<LastAdminRow> {
  return sql(
    `SELECT l.enterprise_id, l.organization_id, ${IS_LAST_ADMIN} AS last FROM enterprise_users l
        WHERE l.enterprise_id IN (${placeholders(enterpriseIds)}) AND l.user_id = ? ORDER BY l.enterprise_id`,
    [...enterpriseIds, userId],
  );
}

export function enterprisesVersionIncrement(ids: readonly string[]): Statement {
  return sql(`UPDATE enterprises SET version = version + 1 WHERE id IN (${placeholders(ids)})`, ids);
}

export function enterpriseRolesDelete(enterpriseIds: readonly string[], userId: string): Statement {
  return sql(`DELETE FROM enterprise_users WHERE enterprise_id IN (${placeholders(enterpriseIds)}) AND user_id = ?`, [
    ...enterpriseIds,
    userId,
  ]);
}

/** A page of the enterprises that were made for the user's email and still have it, under exclusive locks. */
export function enterprisesOfEmail(userId: string, range: Range): Statement<EnterpriseOfEmailRow> {
  return sql(
    `SELECT e.id, e.name, e.key_hash, e.email_digest FROM enterprises e FORCE INDEX (ix_enterprises_user_email)
          WHERE e.user_id = ? AND ${range.sql} ORDER BY e.email_digest, e.id LIMIT ? FOR UPDATE`,
    [userId, ...range.params, range.limit],
  );
}

/**
 * Deletes the email from these enterprises; without a digest of it they are not found again by `enterprisesOfEmail`.
 */
export function enterpriseNamesErase(ids: readonly string[]): Statement {
  return sql(
    `UPDATE enterprises SET name = CONCAT('erased-', id), name_search = CONCAT('erased-', id),
      email_digest = NULL, version = version + 1 WHERE id IN (${placeholders(ids)})`,
    ids,
  );
}

export function legalPersonsErase(enterpriseIds: readonly string[]): Statement {
  return sql(
    `UPDATE enterprise_profiles SET legal_person_name = NULL WHERE enterprise_id IN (${placeholders(enterpriseIds)})`,
    enterpriseIds,
  );
}

/** No hash has this form, so no key finds the enterprises again: the same email is a new person. */
export function enterpriseKeysErase(ids: readonly string[]): Statement {
  return sql(`UPDATE enterprises SET key_hash = CONCAT('erased-', id) WHERE id IN (${placeholders(ids)})`, ids);
}

export function identifiersOfEmail(enterpriseIds: readonly string[]): Statement<IdentifierRow> {
  return sql(
    `SELECT enterprise_id, position, label, identifier FROM third_party_identifiers
      WHERE enterprise_id IN (${placeholders(enterpriseIds)})`,
    enterpriseIds,
  );
}

export function identifierDelete(enterpriseId: string, position: number): Statement {
  return sql('DELETE FROM third_party_identifiers WHERE enterprise_id = ? AND position = ?', [enterpriseId, position]);
}

/** The digest was made from the identifiers that are deleted. */
export function identifiersDigestErase(enterpriseIds: readonly string[]): Statement {
  return sql(
    `UPDATE enterprises SET identifiers_digest = NULL WHERE id IN (${placeholders(enterpriseIds)})`,
    enterpriseIds,
  );
}

/** A page of the deleted enterprises whose idempotency key was the user's email, under exclusive locks. */
export function deletedEnterprisesKeyedBy(userId: string): Statement<{ readonly id: string }> {
  return sql(
    `SELECT id FROM deleted_enterprises FORCE INDEX (ix_deleted_enterprises_keyed_user)
        WHERE keyed_user_id = ? LIMIT ${ERASE_BATCH_SIZE} FOR UPDATE`,
    [userId],
  );
}

export function deletedEnterpriseKeysErase(ids: readonly string[]): Statement {
  return sql(
    `UPDATE deleted_enterprises SET key_hash = CONCAT('erased-', id), keyed_user_id = NULL
        WHERE id IN (${placeholders(ids)})`,
    ids,
  );
}
