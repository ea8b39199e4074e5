import { DomainError, type TokenBound } from '../common/errors.js';
import { areWithin } from '../common/networks.js';
import { missingScopes, isGrantable } from '../auth/scopes.js';
import type { StoredToken } from './stored-token.js';

/** How far a token reaches. Every `StoredToken` says it. */
export interface TokenBounds {
  readonly scopes: readonly string[];
  /** None is anywhere. */
  readonly networks: readonly string[];
  /** Calls a minute, 0 without limit; null is the installation's own. */
  readonly rateLimit: number | null;
  /** In milliseconds since 1970; null is never. */
  readonly expiresAt: number | null;
}

/** Of the command line, which grants nothing that it was not told to grant. */
const UNBOUND: TokenBounds = { scopes: [], networks: [], rateLimit: null, expiresAt: null };

/** The reach of a new token: what is left out is that of the token in use. @param held absent for the command line */
export function completed(wanted: Partial<TokenBounds>, held: TokenBounds | undefined): TokenBounds {
  const { scopes, networks, rateLimit, expiresAt } = held ?? UNBOUND;
  return {
    scopes: wanted.scopes ?? scopes.filter(isGrantable),
    networks: wanted.networks ?? networks,
    rateLimit: wanted.rateLimit ?? rateLimit,
    expiresAt: wanted.expiresAt === undefined ? expiresAt : wanted.expiresAt,
  };
}

/**
 * The token on whose count the calls of a new one stand; null is a count of its own. One with a limit of its own shares
 * its count with all that is made through it, and through that, or it could call any number of times through them.
 * @param held the token in use; absent for the command line
 */
export function sharedCount(held: Pick<StoredToken, 'id' | 'rateLimit' | 'countedWith'> | undefined): string | null {
  const hasOwnLimit = held !== undefined && held.rateLimit !== null && held.rateLimit > 0;
  return hasOwnLimit ? (held.countedWith ?? held.id) : null;
}

/**
 * No token reaches beyond the one that it is made or changed with: in scopes, in time, in networks, in calls a minute.
 * So it is asked of what a token is to be, and of what it is, since whoever changes a token or its secret could use it.
 * @param held of the token in use; absent for the command line, which may give everything
 * @param permitted the calls a minute of a token with this limit of its own; 0 is no limit
 * @throws DomainError permission_denied, naming the scopes that the token in use lacks; token_bounds_exceeded
 */
export function assertWithin(
  held: TokenBounds | undefined,
  wanted: TokenBounds,
  permitted: (own: number | null) => number,
): void {
  if (!held) return;
  const lacking = missingScopes(new Set(held.scopes), wanted.scopes);
  if (lacking.length > 0) {
    const details = `The token that asks does not have these scopes itself: ${lacking.join(', ')}`;
    throw new DomainError('permission_denied', { details });
  }
  const bounds: TokenBound[] = [];
  if ((wanted.expiresAt ?? Infinity) > (held.expiresAt ?? Infinity)) bounds.push('lifetime');
  if (!areWithin(held.networks, wanted.networks)) bounds.push('networks');
  const rate = (own: number | null) => permitted(own) || Infinity;
  if (rate(wanted.rateLimit) > rate(held.rateLimit)) bounds.push('rate_limit');
  if (bounds.length > 0) throw new DomainError('token_bounds_exceeded', { bounds });
}
