import type { RateLimitStatus } from '../common/rate-limit-status.js';

const WINDOW_MS = 60_000;
/** The most counts that are kept of tokens with calls left, and of those without. */
const MAX_COUNTS = 100_000;

interface Window {
  used: number;
  readonly until: number;
}

/** In the order in which they were put there. */
type Windows = Map<string, Window>;

/**
 * Counts the calls of each token, or of all tokens that share a count, in windows of a minute, in this process alone: with
 * several replicas behind a balancer a token's limit is multiplied by their number.
 *
 * The number of counts has a limit. Where more tokens call within a minute, the oldest window is removed for a new one,
 * so the next call of its token begins another; but not that of a token without calls left, for which there is as much
 * room again: no caller gets out of a refusal by the calls of others (record 0046).
 */
export class RateLimits {
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
  count(countedWith: string, ownLimit: number | null): RateLimitStatus | undefined {
    const permitted = this.permitted(ownLimit);
    if (permitted === 0) return undefined;
    const now = Date.now();
    const window = this.windowOf(countedWith, now);
    const exceeded = window.used >= permitted;
    if (!exceeded) window.used++;
    if (window.used >= permitted) this.keepAsSpent(countedWith, window, now);
    return { permitted, remaining: Math.max(0, permitted - window.used), resetMs: window.until - now, exceeded };
  }

  private windowOf(key: string, now: number): Window {
    const known = this.windows.get(key) ?? this.spent.get(key);
    if (known && known.until > now) return known;
    this.windows.delete(key);
    this.spent.delete(key);
    const window = { used: 0, until: now + WINDOW_MS };
    this.put(this.windows, key, window, now);
    return window;
  }

  private keepAsSpent(key: string, window: Window, now: number): void {
    if (this.windows.delete(key)) this.put(this.spent, key, window, now);
  }

  private put(windows: Windows, key: string, window: Window, now: number): void {
    for (const [oldest, { until }] of windows) {
      if (until > now && windows.size < this.maxCounts) break;
      windows.delete(oldest);
    }
    windows.set(key, window);
  }
}
