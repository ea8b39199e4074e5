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
}

/** Reads a row of `access_tokens` that has this hash of a secret. */
export function knownToken(row: Row, hash: string): KnownToken {
  const id = String(row.id);
  return {
    id,
    actor: { ...subjectOf(row), tokenId: id },
    secretHash: hash,
    scopes: new Set(wordsOf(row.scopes)),
    networks: wordsOf(row.networks),
    rateLimit: row.rate_limit === null ? null : Number(row.rate_limit),
    countedWith: String(row.counted_with_id ?? id),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
    revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
    lastUsedAt: row.last_used_at === null ? null : Number(row.last_used_at),
  };
}
