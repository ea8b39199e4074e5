const WINDOW_MS = 60_000;
/** The most addresses that are kept: for each further one, one of the oldest windows is removed. */
const MAX_ADDRESSES = 50_000;

interface Window {
  used: number;
  readonly until: number;
}

/**
 * Counts the calls of client addresses in windows of a minute, in this process alone.
 *
 * Not the rate limiter of the tokens: that library keeps every key, with a timer for each, and a client with a network
 * of addresses could fill the memory.
 */
export class AddressLimits {
  /** In the order in which they began, so the oldest is the first. */
  private readonly windows = new Map<string, Window>();

  /** @param perMinute the limit of an address; 0 is no limit */
  constructor(
    readonly perMinute: number,
    private readonly maxAddresses = MAX_ADDRESSES,
  ) {}

  /** How many addresses are kept. */
  get size(): number {
    return this.windows.size;
  }

  /** Milliseconds until the address may call again; 0 where it may now. */
  waitOf(address: string): number {
    const window = this.windows.get(address);
    if (window === undefined || window.used < this.perMinute) return 0;
    return Math.max(0, window.until - Date.now());
  }

  /** Counts a call of this cost for the address. */
  use(address: string, points: number): void {
    const now = Date.now();
    const window = this.windows.get(address);
    if (window !== undefined && window.until > now) {
      window.used += points;
      return;
    }
    this.windows.delete(address);
    this.makeRoom(now);
    this.windows.set(address, { used: points, until: now + WINDOW_MS });
  }

  private makeRoom(now: number): void {
    for (const [address, { until }] of this.windows) {
      if (until > now && this.windows.size < this.maxAddresses) return;
      this.windows.delete(address);
    }
  }
}
