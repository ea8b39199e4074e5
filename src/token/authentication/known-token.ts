import type { Row } from '../../database/statement.js';
import type { AuthenticatedToken } from '../../auth/authenticated-token.js';
import { subjectOf, wordsOf } from '../stored-token.js';

/** The columns that `knownToken` reads, of the table known as `t`. */
export const KNOWN_COLUMNS = `t.id, t.kind, t.organization_id, t.user_id, t.secret_hash, t.scopes, t.networks,
  t.rate_limit, t.counted_with_id, t.expires_at, t.revoked_at, t.last_used_at`;

/** Reads a row of `KNOWN_COLUMNS`. */
export function knownToken(row: Row): AuthenticatedToken {
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
