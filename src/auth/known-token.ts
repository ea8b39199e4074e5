import type { Actor } from '../common/call-context.js';
import type { Row } from '../database/steps.js';
import { subjectOf, wordsOf } from './stored-token.js';

/** A token as it is believed: who acts, and how far. Times in milliseconds since 1970. */
export interface KnownToken {
  readonly id: string;
  readonly actor: Actor;
  readonly secretHash: string;
  readonly scopes: ReadonlySet<string>;
  /** The networks it may be used from; none is any. */
  readonly networks: readonly string[];
  /** Calls a minute; null is the installation's own limit. */
  readonly rateLimit: number | null;
  /** The token on whose count of calls its own stand: itself, or one with which it shares a limit. */
  readonly countedWith: string;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
  /** Its scopes and networks as they stand in the row, for a comparison with what stands there later. */
  readonly granted: { readonly scopes: string; readonly networks: string };
}

/** The columns that `knownToken` reads, of the table known as `t`. */
export const KNOWN_COLUMNS = `t.id, t.kind, t.organization_id, t.user_id, t.secret_hash, t.scopes, t.networks,
  t.rate_limit, t.counted_with_id, t.expires_at, t.revoked_at, t.last_used_at`;

/** Reads a row of `KNOWN_COLUMNS`. */
export function knownToken(row: Row): KnownToken {
  const id = String(row.id);
  return {
    id,
    actor: { ...subjectOf(row), tokenId: id },
    secretHash: String(row.secret_hash),
    scopes: new Set(wordsOf(row.scopes)),
    networks: wordsOf(row.networks),
    rateLimit: row.rate_limit === null ? null : Number(row.rate_limit),
    countedWith: String(row.counted_with_id ?? id),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
    revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
    lastUsedAt: row.last_used_at === null ? null : Number(row.last_used_at),
    granted: { scopes: String(row.scopes), networks: String(row.networks ?? '') },
  };
}
