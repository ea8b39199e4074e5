import type { Actor } from '../common/call-context.js';

/** A token as it is believed: who acts, and how far. Times in milliseconds since 1970. */
export interface KnownToken {
  readonly id: string;
  readonly actor: Actor;
  readonly scopes: ReadonlySet<string>;
  /** The networks it may be used from; none is any. */
  readonly networks: readonly string[];
  /** Calls a minute; null is the installation's own limit. */
  readonly rateLimit: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
}
