import type { Annotation } from '../annotation/annotation.rules.js';
import { endOf } from '../auth/token-lifetime.js';
import type { CallContext } from '../common/call-context.js';
import { digestOf } from '../common/digest.js';
import { DomainError } from '../common/errors.js';

/** On whose behalf a token acts. */
export type TokenSubject =
  | { readonly kind: 'operator' }
  | { readonly kind: 'organization'; readonly organizationId: string }
  | { readonly kind: 'user'; readonly userId: string };

/** A token as it is stored, with the hash of its secret; the secret itself is not. Times in milliseconds since 1970. */
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
  /** The token whose count of calls it shares; null is a count of its own. */
  readonly countedWith: string | null;
  /** Of its annotations, `annotationsHash`; null where it has none. */
  readonly annotationsHash: string | null;
}

/** The columns that name a token's subject. */
export type TokenSubjectRow =
  | { readonly kind: 'operator'; readonly organization_id: null; readonly user_id: null }
  | { readonly kind: 'organization'; readonly organization_id: string; readonly user_id: null }
  | { readonly kind: 'user'; readonly organization_id: null; readonly user_id: string };

/** A row of `TOKEN_COLUMNS`. */
export type TokenRow = TokenSubjectRow & {
  readonly id: string;
  readonly name: string;
  readonly secret_hash: string;
  readonly scopes: string;
  readonly networks: string | null;
  readonly rate_limit: number | null;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
  readonly replaced_by_id: string | null;
  readonly counted_with_id: string | null;
  readonly annotations_hash: string | null;
};

export function storedToken(row: TokenRow): StoredToken {
  return {
    id: row.id,
    subject: subjectOf(row),
    name: row.name,
    secretHash: row.secret_hash,
    scopes: splitWords(row.scopes),
    networks: splitWords(row.networks),
    rateLimit: row.rate_limit,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    replacedBy: row.replaced_by_id,
    countedWith: row.counted_with_id,
    annotationsHash: row.annotations_hash,
  };
}

/** On whose behalf the token of a row acts. */
export function subjectOf(row: TokenSubjectRow): TokenSubject {
  if (row.kind === 'organization') return { kind: 'organization', organizationId: row.organization_id };
  if (row.kind === 'user') return { kind: 'user', userId: row.user_id };
  return { kind: 'operator' };
}

/** The words of a column that has a space between each. */
export function splitWords(column: string | null): string[] {
  return column === null || column === '' ? [] : column.split(' ');
}

/** The token of an id among these rows. */
export function tokenAmong(rows: readonly TokenRow[], id: string): StoredToken | undefined {
  const row = rows.find((each) => each.id === id);
  return row && storedToken(row);
}

/**
 * The token in use among these rows; undefined for the command line, which has none.
 * @throws DomainError invalid_token where it has ended since the call was admitted
 */
export function tokenInUse(ctx: CallContext, rows: readonly TokenRow[]): StoredToken | undefined {
  if (ctx.actor.kind === 'system') return undefined;
  const token = tokenAmong(rows, ctx.actor.tokenId);
  const end = token && endOf(token);
  if (!token || end) throw new DomainError('invalid_token', end ? { end } : {});
  return token;
}

/** The id of the token in use; '' for the command line, which has none: no row has an empty id. */
export function idOfTokenInUse({ actor }: CallContext): string {
  return actor.kind === 'system' ? '' : actor.tokenId;
}

/** A digest of a token's annotations, for its tag; null where it has none. */
export function annotationsHash(annotations: readonly Annotation[]): string | null {
  return annotations.length === 0 ? null : digestOf(annotations.flatMap(({ key, value }) => [key, value]));
}

/** A tag for a token's state: it changes with everything that can be changed of it, its secret included. */
export function tokenTag(token: Omit<StoredToken, 'countedWith'>): string {
  const { name, secretHash, scopes, networks, rateLimit, expiresAt, revokedAt, annotationsHash: annotations } = token;
  const numbers = [rateLimit, expiresAt, revokedAt].map((number) => (number === null ? null : String(number)));
  return digestOf([name, secretHash, scopes.join(' '), networks.join(' '), ...numbers, annotations]).slice(0, 32);
}
