import { digestOf } from '../common/digest.js';
import type { Row, Statement } from '../database/statement.js';

/** Whom a token speaks for. */
export type TokenSubject =
  | { readonly kind: 'operator' }
  | { readonly kind: 'organization'; readonly organizationId: string }
  | { readonly kind: 'user'; readonly userId: string };

/** A token as its row says it, with the hash of its secret, which nobody has. Times in milliseconds since 1970. */
export interface StoredToken {
  readonly id: string;
  readonly subject: TokenSubject;
  readonly name: string;
  readonly secretHash: string;
  readonly scopes: readonly string[];
  /** None is anywhere. */
  readonly networks: readonly string[];
  /** Calls a minute, 0 without limit; null is the installation's own. */
  readonly rateLimit: number | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** The token that a rotation has put in its place. */
  readonly replacedBy: string | null;
  /** The token on whose count of calls its own stand; null is a count of its own. */
  readonly countedWith: string | null;
  /** Of its annotations, `annotationsHash`; null where it has none. */
  readonly annotationsHash: string | null;
}

/** The columns that `storedToken` reads, of the table known as `t`. */
export const TOKEN_COLUMNS = `t.id, t.kind, t.organization_id, t.user_id, t.name, t.secret_hash, t.scopes, t.networks,
  t.rate_limit, t.created_at, t.expires_at, t.revoked_at, t.replaced_by_id, t.counted_with_id,
  t.annotations_hash`;

/** Reads a row of `TOKEN_COLUMNS`. */
export function storedToken(row: Row): StoredToken {
  return {
    id: String(row.id),
    subject: subjectOf(row),
    name: String(row.name),
    secretHash: String(row.secret_hash),
    scopes: wordsOf(row.scopes),
    networks: wordsOf(row.networks),
    rateLimit: numberOf(row.rate_limit),
    createdAt: Number(row.created_at),
    expiresAt: numberOf(row.expires_at),
    revokedAt: numberOf(row.revoked_at),
    replacedBy: textOf(row.replaced_by_id),
    countedWith: textOf(row.counted_with_id),
    annotationsHash: textOf(row.annotations_hash),
  };
}

/** Whom the token of a row with `kind`, `organization_id` and `user_id` speaks for. */
export function subjectOf(row: Row): TokenSubject {
  if (row.kind === 'organization') return { kind: 'organization', organizationId: String(row.organization_id) };
  if (row.kind === 'user') return { kind: 'user', userId: String(row.user_id) };
  return { kind: 'operator' };
}

/** Looks for the token of an id, if it speaks for this subject. */
export function ownTokenStep(id: string, subject: TokenSubject): Statement {
  const sql = `SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ?`;
  if (subject.kind === 'operator') return { sql: `${sql} AND t.kind = 'operator'`, params: [id] };
  return subject.kind === 'user'
    ? { sql: `${sql} AND t.user_id = ?`, params: [id, subject.userId] }
    : { sql: `${sql} AND t.organization_id = ?`, params: [id, subject.organizationId] };
}

/** What stands in a column with a space between each. */
export function wordsOf(column: Row[string] | undefined): string[] {
  return typeof column === 'string' && column !== '' ? column.split(' ') : [];
}

/** A tag for a token's state: it changes with everything that can be changed of it, its secret included. */
export function tokenTag(token: Omit<StoredToken, 'countedWith'>): string {
  const { name, secretHash, scopes, networks, rateLimit, expiresAt, revokedAt, annotationsHash } = token;
  const numbers = [rateLimit, expiresAt, revokedAt].map((number) => (number === null ? null : String(number)));
  return digestOf([name, secretHash, scopes.join(' '), networks.join(' '), ...numbers, annotationsHash]).slice(0, 32);
}

function textOf(column: Row[string] | undefined): string | null {
  return typeof column === 'string' ? column : null;
}

function numberOf(column: Row[string] | undefined): number | null {
  return column === null || column === undefined ? null : Number(column);
}
