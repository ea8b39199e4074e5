import type { AuthenticatedToken } from '../../auth/authenticated-token.js';
import { subjectOf, splitWords } from '../stored-token.js';
import type { AuthenticatedTokenRow } from './token-authentication.queries.js';

export function authenticatedToken(row: AuthenticatedTokenRow): AuthenticatedToken {
  const { id } = row;
  return {
    id,
    actor: { ...subjectOf(row), tokenId: id },
    secretHash: row.secret_hash,
    scopes: new Set(splitWords(row.scopes)),
    networks: splitWords(row.networks),
    rateLimit: row.rate_limit,
    countedWith: row.counted_with_id ?? id,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
    granted: { scopes: row.scopes, networks: row.networks ?? '' },
  };
}
