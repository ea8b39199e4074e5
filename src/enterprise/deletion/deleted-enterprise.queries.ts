import { sql, type Statement } from '../../database/statement.js';
import { FINGERPRINT_COLUMNS, type FingerprintRow } from '../enterprise-fingerprint.js';

/** The enterprise that has a key, or what is kept of it once it has been deleted. */
export type KeyedRow = FingerprintRow & { readonly id: string } & (
    { readonly user_id: string; readonly deleted_at: null } | { readonly user_id: null; readonly deleted_at: number }
  );

/** The enterprise that was created with this idempotency key, deleted or not. */
export function enterpriseByKey(organizationId: string, keyHash: string): Statement<KeyedRow> {
  const unknown = FINGERPRINT_COLUMNS.split(',').map(() => 'NULL');
  return sql(
    `SELECT id, user_id, ${FINGERPRINT_COLUMNS}, NULL AS deleted_at FROM enterprises
        WHERE organization_id = ? AND key_hash = ?
      UNION ALL SELECT id, NULL, ${unknown.join(', ')}, deleted_at FROM deleted_enterprises
        WHERE organization_id = ? AND key_hash = ?`,
    [organizationId, keyHash, organizationId, keyHash],
  );
}

/** The deleted enterprise that was created with this idempotency key. */
export function deletedEnterpriseByKey(organizationId: string, keyHash: string): Statement<{ id: string }> {
  return sql('SELECT id FROM deleted_enterprises WHERE organization_id = ? AND key_hash = ?', [
    organizationId,
    keyHash,
  ]);
}

/** What remains of a deleted enterprise. */
export interface DeletedEnterprise {
  readonly id: string;
  readonly organizationId: string;
  readonly keyHash: string;
  /** The user whose email was the key. */
  readonly keyedUserId: string | null;
  readonly deletedAt: number;
}

export function deletedEnterpriseInsert({
  id,
  organizationId,
  keyHash,
  keyedUserId,
  deletedAt,
}: DeletedEnterprise): Statement {
  return sql(
    `INSERT INTO deleted_enterprises (id, organization_id, key_hash, keyed_user_id, deleted_at)
      VALUES (?, ?, ?, ?, ?)`,
    [id, organizationId, keyHash, keyedUserId, deletedAt],
  );
}

/** The tables whose rows belong to one enterprise and are deleted before it. */
const TABLES_OF_ONE = ['third_party_identifiers', 'enterprise_users', 'enterprise_freezes', 'enterprise_profiles'];

/** Deletes all rows that belong to an enterprise, except its own. */
export function rowsOfOneDeletion(enterpriseId: string): Statement[] {
  return TABLES_OF_ONE.map((table) => sql(`DELETE FROM ${table} WHERE enterprise_id = ?`, [enterpriseId]));
}
