import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimitStatus } from '../common/rate-limit-status.js';

const LAST_MOMENTS_MS = 1_000;
/** The most counts that are kept of keys with calls left, and of those without. */
const MAX_COUNTS = 100_000;

/** The library refuses at one number for all keys; each key here has its own, so it only counts. */
export const COUNTING = { points: Number.MAX_SAFE_INTEGER, duration: 60 };

/** Counts the calls of each key, in windows of a minute that begin with its first call. */
export interface CallCounts {
  /**
   * Counts a call; one too many is not counted, so that it costs nothing to another caller with the same key.
   * @param permitted calls a minute
   */
  count(key: string, permitted: number): Promise<RateLimitStatus>;

  /** Takes back a call that was counted and is refused for another reason. */
  giveBack(key: string, resetMs: number): void;

  /** Ends its connections. */
  close(): void;
}

/** What a count means for a caller with this limit. */
export function statusOf({ consumedPoints, msBeforeNext }: RateLimiterRes, permitted: number): RateLimitStatus {
  const exceeded = consumedPoints > permitted;
  return { permitted, remaining: Math.max(0, permitted - consumedPoints), resetMs: msBeforeNext, exceeded };
}

/** Whether a call can be taken back: in the last moments that could fall into the next window, as a call more. */
export function canBeReturned(resetMs: number): boolean {
  return resetMs > LAST_MOMENTS_MS;
}

/** When each window ends, in the order in which they were put there. */
type Windows = Map<string, number>;

/**
 * The counts of this process alone.
 *
 * Their number has a limit. Where more keys are counted within a minute, the oldest window is removed for a new one, so
 * the next call of its key begins another; but not that of a key without calls left, for which there is as much room
 * again: no caller gets out of a refusal by the calls of others.
 */
export class LocalCounts implements CallCounts {
  private readonly windows: Windows = new Map();
  private readonly spent: Windows = new Map();

  constructor(
    private readonly maxCounts = MAX_COUNTS,
    private readonly counter = new RateLimiterMemory(COUNTING),
  ) {}

  /** How many counts are kept. */
  get size(): number {
    return this.windows.size + this.spent.size;
  }

  async count(key: string, permitted: number): Promise<RateLimitStatus> {
    const counted = await this.counter.consume(key);
    const status = statusOf(counted, permitted);
    if (status.exceeded) this.giveBack(key, status.resetMs);
    if (counted.consumedPoints === 1) this.keep(this.windows, key, status.resetMs);
    this.keepSpent(key, status);
    return status;
  }

  giveBack(key: string, resetMs: number): void {
    if (canBeReturned(resetMs)) void this.counter.reward(key);
  }

  /** Takes over what another has counted for a key, so that counting here would go on from there. */
  continueFrom(key: string, status: RateLimitStatus): void {
    void this.counter.set(key, status.permitted - status.remaining, status.resetMs / 1_000);
    if (!this.spent.has(key)) this.keep(this.windows, key, status.resetMs);
    this.keepSpent(key, status);
  }

  close(): void {
    this.windows.clear();
    this.spent.clear();
  }

  private keepSpent(key: string, { remaining, resetMs }: RateLimitStatus): void {
    if (remaining === 0 && !this.spent.has(key)) this.keep(this.spent, key, resetMs);
  }

  private keep(windows: Windows, key: string, resetMs: number): void {
    this.windows.delete(key);
    this.spent.delete(key);
    const now = Date.now();
    for (const [oldest, end] of windows) {
      if (end > now && windows.size < this.maxCounts) break;
      windows.delete(oldest);
      void this.counter.delete(oldest);
    }
    windows.set(key, now + resetMs);
  }
}
