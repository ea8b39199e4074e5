import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { EventSequencer } from '../audit/event-sequencer.service.js';
import { ReadersCatchUp } from '../audit/readers-catch-up.js';
import type { CallSignal } from '../common/call-signal.js';
import { Database } from '../database/database.js';
import { Drain } from '../http/server/drain.js';
import { INSTALLATION, longestPending, OVERDUE_MS, pathsBehind } from './event-feed.queries.js';

/** So late, at most, is the news of what another process has sequenced. */
const EVERY_MS = 200;
const MOST_AT_ONCE = 500;
const PATIENCE_MS = 5_000;

/** What a request waits for. */
export interface Wait {
  /** The id of an organization; '' for the installation. */
  readonly log: string;
  /** What the log was read up to. */
  readonly place: number;
  /** By `performance.now()`. */
  readonly until: number;
  readonly signal: CallSignal;
}

/**
 * Wakes the requests that wait for events of a log. They hold no connection of the database, and do not look themselves:
 * one look serves all that wait in this process, every 200 ms while there are any, and at once where this process has
 * sequenced something. Only those whose log has something new are woken.
 */
@Injectable()
export class EventWaiters implements BeforeApplicationShutdown {
  /** By log. */
  private readonly waiting = new Map<string, Set<(isNews: boolean) => void>>();
  /** Whatever has its place up to here was announced to those who waited then. */
  private announced = 0;
  private watching: Promise<void> | undefined;
  private isPoked = false;
  private endPause: () => void = () => {};
  private isEnded = false;

  constructor(
    private readonly database: Database,
    private readonly catchUp: ReadersCatchUp,
    sequencer: EventSequencer,
    drain: Drain,
  ) {
    sequencer.follow({ placed: () => this.poke() });
    drain.onBegin(() => this.end());
  }

  /** Whether nothing waits any more, since the process is shutting down. */
  get ended(): boolean {
    return this.isEnded;
  }

  /**
   * Waits until the log may have something behind the place.
   * @returns false where the time is over before that, the client has left, or the process shuts down
   */
  async wait({ log, place, until, signal }: Wait): Promise<boolean> {
    // What was announced between the caller's read and now is news to this caller.
    if (this.isEnded || signal.aborted) return false;
    if (this.watching && place < this.announced) return true;
    const wakers = this.waiting.get(log) ?? new Set();
    this.waiting.set(log, wakers);
    return new Promise((resolve) => {
      const leave = (isNews: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        wakers.delete(leave);
        if (wakers.size === 0 && this.waiting.get(log) === wakers) this.waiting.delete(log);
        resolve(isNews && !this.isEnded);
      };
      const giveUp = () => leave(false);
      const timer = setTimeout(giveUp, until - performance.now());
      signal.addEventListener('abort', giveUp);
      wakers.add(leave);
      this.watch(place);
    });
  }

  /** Every waiter goes on at once, with what it has. */
  async beforeApplicationShutdown(): Promise<void> {
    this.end();
    await this.watching;
  }

  private end(): void {
    this.isEnded = true;
    for (const log of [...this.waiting.keys()]) this.wake(log);
    this.poke();
  }

  private wake(log: string): void {
    for (const leave of [...(this.waiting.get(log) ?? [])]) leave(true);
  }

  private poke(): void {
    this.isPoked = true;
    this.endPause();
  }

  /** @param place where to begin, if nothing is watched yet */
  private watch(place: number): void {
    if (this.watching) return;
    this.announced = place;
    this.watching = this.lookWhileNeeded().finally(() => (this.watching = undefined));
  }

  private async lookWhileNeeded(): Promise<void> {
    for (;;) {
      await this.pause();
      if (this.waiting.size === 0 || this.isEnded) return;
      this.isPoked = false;
      // Where the database cannot be read they go on waiting: what each reads in the end explains it to its caller.
      await this.look().catch(() => undefined);
    }
  }

  private async pause(): Promise<void> {
    if (this.isPoked) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, EVERY_MS);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async look(): Promise<void> {
    const ctx = { signal: AbortSignal.timeout(PATIENCE_MS) };
    const [[pending], placed] = await this.database.read(ctx, (reader) =>
      reader.read(longestPending(), pathsBehind(this.announced, MOST_AT_ONCE)),
    );
    this.announced = placed.at(-1)?.sequence ?? this.announced;
    const paths = new Set(placed.map(({ path }) => path ?? ''));
    const logs = new Set([...paths].flatMap((path) => path.split('/')));
    if (placed.length > 0) logs.add(INSTALLATION);
    for (const log of logs) this.wake(log);
    if (placed.length === MOST_AT_ONCE) this.isPoked = true;
    // No process sequences beside its requests.
    if (pending && pending.age > OVERDUE_MS) await this.catchUp.run();
  }
}
