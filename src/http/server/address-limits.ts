const WINDOW_MS = 60_000;
/** More addresses than this are not kept: of the oldest windows one is forgotten for each new one. */
const MAX_ADDRESSES = 50_000;

interface Window {
  used: number;
  readonly until: number;
}

/**
 * Counts what client addresses use up in windows of a minute, in this process alone.
 *
 * Not the rate limiter of the tokens: that library keeps every key that it is given, with a timer for each, and whoever
 * has a network of addresses could fill the memory with them.
 */
export class AddressLimits {
  /** In the order in which they began, so the oldest is the first. */
  private readonly windows = new Map<string, Window>();

  /** @param perMinute what an address may use up; 0 is no limit */
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

  /** Takes so much from what the address has left of its minute. */
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
