import { DomainError, type TokenBound } from '../common/errors.js';
import { areWithin } from '../common/networks.js';
import { missingScopes, isGrantable } from '../auth/scopes.js';
import type { StoredToken } from './stored-token.js';

/** The bounds of a token; every `StoredToken` has them. */
export interface TokenBounds {
  readonly scopes: readonly string[];
  /** None is anywhere. */
  readonly networks: readonly string[];
  /** Calls a minute, 0 without limit; null is the installation's own. */
  readonly rateLimit: number | null;
  /** In milliseconds since 1970; null is never. */
  readonly expiresAt: number | null;
}

/** Of the command line, which grants nothing by default. */
const UNBOUNDED: TokenBounds = { scopes: [], networks: [], rateLimit: null, expiresAt: null };

/** The bounds of a new token: an absent one is that of the token in use. @param held absent for the command line */
export function completeBounds(wanted: Partial<TokenBounds>, held: TokenBounds | undefined): TokenBounds {
  const { scopes, networks, rateLimit, expiresAt } = held ?? UNBOUNDED;
  return {
    scopes: wanted.scopes ?? scopes.filter(isGrantable),
    networks: wanted.networks ?? networks,
    rateLimit: wanted.rateLimit ?? rateLimit,
    expiresAt: wanted.expiresAt === undefined ? expiresAt : wanted.expiresAt,
  };
}

/**
 * The token whose count of calls a new one shares; null is a count of its own. A token with a limit of its own shares its
 * count with all tokens that are issued with it, directly or not, or it could exceed its limit through them.
 * @param held the token in use; absent for the command line
 */
export function sharedCountId(held: Pick<StoredToken, 'id' | 'rateLimit' | 'countedWith'> | undefined): string | null {
  const hasOwnLimit = held !== undefined && held.rateLimit !== null && held.rateLimit > 0;
  return hasOwnLimit ? (held.countedWith ?? held.id) : null;
}

/**
 * No token exceeds the bounds of the one that it is issued or changed with: scopes, lifetime, networks, calls a minute. A
 * change checks the present bounds as well, since a caller who changes a token or its secret could use it.
 * @param held of the token in use; absent for the command line, which may grant everything
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
