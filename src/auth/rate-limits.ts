import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RateLimitStatus } from '../common/rate-limit-status.js';

const WINDOW_SECONDS = 60;
const LAST_MOMENTS_MS = 1_000;

/**
 * Counts the calls of each token, or of all tokens that share a count, in windows of a minute, in this process alone: with
 * several replicas behind a balancer a token's limit is multiplied by their number.
 */
export class RateLimits {
  // The library refuses at one number for all keys; every token has its own, so it only counts here.
  private readonly counter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS });

  /** @param perMinute the limit of a token that has none of its own; 0 is no limit */
  constructor(private readonly perMinute: number) {}

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
  async count(countedWith: string, ownLimit: number | null): Promise<RateLimitStatus | undefined> {
    const permitted = this.permitted(ownLimit);
    if (permitted === 0) return undefined;
    const { consumedPoints, msBeforeNext } = await this.counter.consume(countedWith);
    const exceeded = consumedPoints > permitted;
    // Given back in the last moments it could fall into the next window, as a call more.
    if (exceeded && msBeforeNext > LAST_MOMENTS_MS) await this.counter.reward(countedWith);
    const remaining = Math.max(0, permitted - consumedPoints);
    return { permitted, remaining, resetMs: msBeforeNext, exceeded };
  }
}
