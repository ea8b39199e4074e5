const MINUTE_MS = 60_000;

/** What was used of a minute that began with the first use. */
export interface MinuteWindow {
  readonly used: number;
  /** When it ends, in milliseconds since 1970. */
  readonly until: number;
}

/** Counts what each of many keys uses, in windows of a minute, in this process alone. No timer: a use ends old windows. */
export class MinuteWindows {
  /** In the order in which they began, so the oldest is the first. */
  private readonly windows = new Map<string, { used: number; until: number }>();

  /** @param maxKeys the most keys that are kept: for each further one, one of the oldest windows is removed */
  constructor(private readonly maxKeys = Infinity) {}

  /** How many keys are kept. */
  get size(): number {
    return this.windows.size;
  }

  /** The window of a key, undefined where it has none or its minute is over. */
  find(key: string, now: number): MinuteWindow | undefined {
    const window = this.windows.get(key);
    return window !== undefined && window.until > now ? window : undefined;
  }

  /** Counts so many points for a key, in a new window where its minute is over. */
  use(key: string, points: number, now: number): MinuteWindow {
    const window = this.windows.get(key);
    if (window !== undefined && window.until > now) {
      window.used += points;
      return window;
    }
    this.windows.delete(key);
    this.makeRoom(now);
    const begun = { used: points, until: now + MINUTE_MS };
    this.windows.set(key, begun);
    return begun;
  }

  private makeRoom(now: number): void {
    for (const [key, { until }] of this.windows) {
      if (until > now && this.windows.size < this.maxKeys) return;
      this.windows.delete(key);
    }
  }
}
