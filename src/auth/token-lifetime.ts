import type { TokenEnd } from '../common/errors.js';

/** When a token ends or was ended; times in milliseconds since 1970, null is never. */
export interface TokenLifetime {
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

/** What ended a token first; undefined where it can still be used. */
export function endOf({ expiresAt, revokedAt }: TokenLifetime): TokenEnd | undefined {
  const hasExpired = expiresAt !== null && expiresAt <= Date.now();
  if (hasExpired && (revokedAt === null || expiresAt <= revokedAt)) return { how: 'expired', at: expiresAt };
  return revokedAt === null ? undefined : { how: 'revoked', at: revokedAt };
}

/** Whether a token can be used no more, whatever ended it. */
export function hasEnded(token: TokenLifetime): boolean {
  return endOf(token) !== undefined;
}
