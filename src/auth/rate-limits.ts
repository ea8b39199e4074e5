import { MinuteWindows } from '../common/minute-windows.js';
import type { RateLimitStatus } from '../common/rate-limit-status.js';

/**
 * Counts the calls of each token, or of all tokens that share a count, in windows of a minute, in this process alone: with
 * several replicas behind a balancer a token's limit is multiplied by their number.
 */
export class RateLimits {
  private readonly windows = new MinuteWindows();

  /** @param perMinute the limit of a token that has none of its own; 0 is no limit */
  constructor(private readonly perMinute: number) {}

  /** How many counts are kept: of the tokens that were used within a minute. */
  get size(): number {
    return this.windows.size;
  }

  /** Calls a minute of a token with this limit of its own; 0 is no limit. */
  permitted(ownLimit: number | null): number {
    return ownLimit ?? this.perMinute;
  }

  /**
   * Counts a call; one too many is not counted, so that it costs nothing to another token with the same count.
   * @param countedWith the token whose count it is
   * @param ownLimit of the token that calls
   * @returns what is left, or undefined for a token without a limit
   */
  count(countedWith: string, ownLimit: number | null): RateLimitStatus | undefined {
    const permitted = this.permitted(ownLimit);
    if (permitted === 0) return undefined;
    const now = Date.now();
    const before = this.windows.find(countedWith, now);
    if (before !== undefined && before.used >= permitted) {
      return { permitted, remaining: 0, resetMs: before.until - now, exceeded: true };
    }
    const { used, until } = this.windows.use(countedWith, 1, now);
    return { permitted, remaining: permitted - used, resetMs: until - now, exceeded: false };
  }
}
