import { sql, type Statement } from '../database/statement.js';
import { placeholders } from '../database/placeholders.js';

export interface IdempotencyRecordRow {
  id: string;
  meaning_hash: string;
  subject_id: string;
  sealed: string | null;
}

/** What makes a request one that was sent before; the hash is that of its `Idempotency-Key`. */
export interface RecordKey {
  readonly scopeId: string;
  readonly route: string;
  readonly keyHash: string;
}

export interface NewRecord extends RecordKey {
  readonly id: string;
  readonly meaningHash: string;
  readonly subjectId: string;
  readonly sealed: string | null;
  readonly createdAt: number;
}

/** The record of a key, read by its unique key. */
export function recordByKey({ scopeId, route, keyHash }: RecordKey): Statement<IdempotencyRecordRow> {
  return sql(
    `SELECT id, meaning_hash, subject_id, sealed FROM idempotency_records
      WHERE scope_id = ? AND route = ? AND key_hash = ?`,
    [scopeId, route, keyHash],
  );
}

/** Waits at the unique key for a transaction that has inserted the same key and is not committed yet. */
export function recordInsert(record: NewRecord): Statement {
  const { id, scopeId, route, keyHash, meaningHash, subjectId, sealed, createdAt } = record;
  return sql(
    `INSERT INTO idempotency_records
          (id, scope_id, route, key_hash, meaning_hash, subject_id, sealed, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, scopeId, route, keyHash, meaningHash, subjectId, sealed, createdAt],
  );
}

/** Deletes the records of these keys in every scope; there is at least one key. */
export function recordsDelete(keyHashes: readonly string[]): Statement {
  return sql(`DELETE FROM idempotency_records WHERE key_hash IN (${placeholders(keyHashes)})`, keyHashes);
}
