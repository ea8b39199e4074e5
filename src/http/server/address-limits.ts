import { MinuteWindows } from '../../common/minute-windows.js';

/** The most addresses that are kept: a client with a network of addresses could fill the memory. */
const MAX_ADDRESSES = 50_000;

/** Counts the calls of client addresses in windows of a minute, in this process alone. */
export class AddressLimits {
  private readonly windows: MinuteWindows;

  /** @param perMinute the limit of an address; 0 is no limit */
  constructor(
    readonly perMinute: number,
    maxAddresses = MAX_ADDRESSES,
  ) {
    this.windows = new MinuteWindows(maxAddresses);
  }

  /** How many addresses are kept. */
  get size(): number {
    return this.windows.size;
  }

  /** Milliseconds until the address may call again; 0 where it may now. */
  waitOf(address: string): number {
    const now = Date.now();
    const window = this.windows.find(address, now);
    return window === undefined || window.used < this.perMinute ? 0 : window.until - now;
  }

  /** Counts a call of this cost for the address. */
  use(address: string, points: number): void {
    this.windows.use(address, points, Date.now());
  }
}
