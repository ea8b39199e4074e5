import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RateLimitStatus } from '../common/rate-limit-status.js';

const WINDOW_SECONDS = 60;
const LAST_MOMENTS_MS = 1_000;
/** The most counts that are kept of tokens with calls left, and of those without. */
const MAX_COUNTS = 100_000;

/** When each window ends, in the order in which they were put there. */
type Windows = Map<string, number>;

/**
 * Counts the calls of each token, or of all tokens that share a count, in windows of a minute, in this process alone: with
 * several replicas behind a balancer a token's limit is multiplied by their number.
 *
 * The number of counts has a limit. Where more tokens call within a minute, the oldest window is removed for a new one,
 * so the next call of its token begins another; but not that of a token without calls left, for which there is as much
 * room again: no caller gets out of a refusal by the calls of others.
 */
export class RateLimits {
  // The library refuses at one number for all keys; every token has its own, so it only counts here.
  private readonly counter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS });
  private readonly windows: Windows = new Map();
  private readonly spent: Windows = new Map();

  /** @param perMinute the limit of a token that has none of its own; 0 is no limit */
  constructor(
    private readonly perMinute: number,
    private readonly maxCounts = MAX_COUNTS,
  ) {}

  /** How many counts are kept. */
  get size(): number {
    return this.windows.size + this.spent.size;
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
  async count(countedWith: string, ownLimit: number | null): Promise<RateLimitStatus | undefined> {
    const permitted = this.permitted(ownLimit);
    if (permitted === 0) return undefined;
    const { consumedPoints, msBeforeNext } = await this.counter.consume(countedWith);
    const exceeded = consumedPoints > permitted;
    // Given back in the last moments it could fall into the next window, as a call more.
    if (exceeded && msBeforeNext > LAST_MOMENTS_MS) await this.counter.reward(countedWith);
    const until = Date.now() + msBeforeNext;
    if (consumedPoints === 1) this.keep(this.windows, countedWith, until);
    if (consumedPoints >= permitted && !this.spent.has(countedWith)) this.keep(this.spent, countedWith, until);
    const remaining = Math.max(0, permitted - consumedPoints);
    return { permitted, remaining, resetMs: msBeforeNext, exceeded };
  }

  private keep(windows: Windows, key: string, until: number): void {
    this.windows.delete(key);
    this.spent.delete(key);
    const now = Date.now();
    for (const [oldest, end] of windows) {
      if (end > now && windows.size < this.maxCounts) break;
      windows.delete(oldest);
      void this.counter.delete(oldest);
    }
    windows.set(key, until);
  }
}
