import type { Actor } from '../common/call-context.js';

/** The token of a call: the actor and what they may do. Times in milliseconds since 1970. */
export interface AuthenticatedToken {
  readonly id: string;
  readonly actor: Actor;
  readonly secretHash: string;
  readonly scopes: ReadonlySet<string>;
  /** The networks it may be used from; none is any. */
  readonly networks: readonly string[];
  /** Calls a minute; null is the installation's own limit. */
  readonly rateLimit: number | null;
  /** The token whose count of calls it shares: itself, or one with which it shares a limit. */
  readonly countedWith: string;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
  /** Its scopes and networks as stored, for a comparison with the stored ones later. */
  readonly granted: { readonly scopes: string; readonly networks: string };
}
