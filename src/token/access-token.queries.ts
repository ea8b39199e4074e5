import { ERASE_BATCH_SIZE } from '../database/keyset.js';
import { sql, type Statement } from '../database/statement.js';
import type { TokenRow, TokenSubject } from './stored-token.js';
import { placeholders } from '../database/placeholders.js';

/** The columns of `TokenRow`, of the table with the alias `t`. */
export const TOKEN_COLUMNS = `t.id, t.kind, t.organization_id, t.user_id, t.name, t.secret_hash, t.scopes, t.networks,
  t.rate_limit, t.created_at, t.expires_at, t.revoked_at, t.replaced_by_id, t.counted_with_id,
  t.annotations_hash`;

/** What is stored of a new token; times in milliseconds since 1970. */
export interface NewTokenRow {
  readonly id: string;
  readonly kind: TokenSubject['kind'];
  readonly organizationId: string | null;
  readonly userId: string | null;
  readonly name: string;
  readonly secretHash: string;
  readonly scopes: string;
  readonly networks: string | null;
  readonly rateLimit: number | null;
  readonly countedWith: string | null;
  readonly expiresAt: number | null;
  readonly annotationsHash: string | null;
}

/** A token by its id, ended ones included. */
export function tokenById(id: string): Statement<TokenRow> {
  return sql(`SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ?`, [id]);
}

export function tokenByIdForUpdate(id: string): Statement<TokenRow> {
  return sql(`SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ? FOR UPDATE`, [id]);
}

/** A token under a shared lock: its revocation waits until the transaction ends. */
export function tokenByIdShared(id: string): Statement<TokenRow> {
  return sql(`SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ? LOCK IN SHARE MODE`, [id]);
}

/** Two tokens under exclusive locks, taken in the order of their ids, so that two such transactions cannot deadlock. */
export function tokensForUpdate(id: string, otherId: string): Statement<TokenRow> {
  return sql(
    `SELECT ${TOKEN_COLUMNS} FROM access_tokens t FORCE INDEX (PRIMARY)
      WHERE t.id IN (?, ?) ORDER BY t.id FOR UPDATE`,
    [id, otherId],
  );
}

/** The token of an id, if it is this subject's. */
export function tokenOfSubject(id: string, subject: TokenSubject): Statement<TokenRow> {
  const text = `SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ?`;
  if (subject.kind === 'operator') return sql(`${text} AND t.kind = 'operator'`, [id]);
  return subject.kind === 'user'
    ? sql(`${text} AND t.user_id = ?`, [id, subject.userId])
    : sql(`${text} AND t.organization_id = ?`, [id, subject.organizationId]);
}

export function tokenInsert(token: NewTokenRow): Statement {
  return sql(
    `INSERT INTO access_tokens
      (id, kind, organization_id, user_id, name, secret_hash, scopes, networks, rate_limit,
        counted_with_id, expires_at, annotations_hash, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      token.id,
      token.kind,
      token.organizationId,
      token.userId,
      token.name,
      token.secretHash,
      token.scopes,
      token.networks,
      token.rateLimit,
      token.countedWith,
      token.expiresAt,
      token.annotationsHash,
      Date.now(),
    ],
  );
}

/** Revokes a token; its annotations are to be deleted with it. */
export function tokenRevoke(id: string): Statement {
  return sql('UPDATE access_tokens SET revoked_at = ?, annotations_hash = NULL WHERE id = ?', [Date.now(), id], {
    rows: 1,
  });
}

/** So many tokens of a deleted organization are revoked by one transaction. */
export const REVOKE_BATCH_SIZE = 500;

/** Some of an organization's tokens that are not revoked, at most as many as one transaction revokes. */
export function tokensToRevoke(organizationId: string): Statement<{ readonly id: string }> {
  return sql(
    `SELECT id FROM access_tokens FORCE INDEX (ix_access_tokens_living)
        WHERE organization_id = ? AND revoked_at IS NULL ORDER BY id LIMIT ${REVOKE_BATCH_SIZE}`,
    [organizationId],
  );
}

/** As `tokenRevoke`, of these tokens; those that are revoked meanwhile stay as they are. @param ids at least one */
export function tokensRevoke(ids: readonly string[]): Statement {
  return sql(
    `UPDATE access_tokens SET revoked_at = ?, annotations_hash = NULL
        WHERE id IN (${placeholders(ids)}) AND revoked_at IS NULL`,
    [Date.now(), ...ids],
  );
}

/** A page of a user's tokens that are not erased yet, after an id. */
export function tokensToErase(userId: string, after: string): Statement<{ id: string }> {
  return sql(
    `SELECT id FROM access_tokens FORCE INDEX (ix_access_tokens_user)
        WHERE user_id = ? AND id > ? AND (name <> '' OR revoked_at IS NULL OR annotations_hash IS NOT NULL)
        ORDER BY id LIMIT ${ERASE_BATCH_SIZE}`,
    [userId, after],
  );
}

/** Revokes these tokens, unless they are, and deletes their names; their annotations are to be deleted with them. */
export function tokensErase(ids: readonly string[]): Statement {
  return sql(
    `UPDATE access_tokens SET name = '', revoked_at = COALESCE(revoked_at, ?), annotations_hash = NULL
        WHERE id IN (${placeholders(ids)})`,
    [Date.now(), ...ids],
  );
}
