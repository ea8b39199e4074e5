import type { Statement } from '../../database/statement.js';
import { MEANING_COLUMNS } from '../enterprise-fingerprint.js';

/** Finds the enterprise that has a key, or what is left of it: then `deleted_at` is its end, and nothing else is known. */
export function keyedStep(organizationId: string, keyHash: string): Statement {
  const unknown = MEANING_COLUMNS.split(',').map(() => 'NULL');
  return {
    sql: `SELECT id, user_id, ${MEANING_COLUMNS}, NULL AS deleted_at FROM enterprises
        WHERE organization_id = ? AND key_hash = ?
      UNION ALL SELECT id, NULL, ${unknown.join(', ')}, deleted_at FROM deleted_enterprises
        WHERE organization_id = ? AND key_hash = ?`,
    params: [organizationId, keyHash, organizationId, keyHash],
  };
}

/** Finds what is left of the enterprise that had a key. */
export function spentKeyStep(organizationId: string, keyHash: string): Statement {
  const sql = 'SELECT id FROM deleted_enterprises WHERE organization_id = ? AND key_hash = ?';
  return { sql, params: [organizationId, keyHash] };
}
