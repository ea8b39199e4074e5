import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Logger } from '@nestjs/common';
import type { EventSequencer } from './event-sequencer.service.js';

/** For one step: after a long downtime all of them can take minutes. */
const PATIENCE_MS = 5_000;
/** While the database cannot do it. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * Has events sequenced beside the requests, by every process that serves: a few milliseconds after their COMMIT at best,
 * and so late at most as the interval. An idle process reads one row of an empty table each time.
 */
export class SequencerSchedule implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SequencerSchedule.name);
  private readonly stopped = new AbortController();
  private working: Promise<void> | undefined;

  constructor(
    private readonly sequencer: EventSequencer,
    /** 0: never. */
    private readonly everyMs: number,
  ) {}

  /** Begins, once the database is ready; keeps no process alive. */
  begin(): void {
    if (this.everyMs > 0) this.working ??= this.work();
  }

  /** Waits for the transaction that is under way, before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    const { signal } = this.stopped;
    for (let pause = this.everyMs; !signal.aborted;) {
      await delay(pause, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted) return;
      const isDone = await this.look(pause === this.everyMs);
      pause = isDone ? this.everyMs : Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  /** One look; whether the database could do it. Only the first of several failures is logged. */
  private async look(isFirst: boolean): Promise<boolean> {
    try {
      if (await this.sequencer.isBehind(step())) await this.catchUp();
      return true;
    } catch (error) {
      const what = 'Events were not sequenced; it is tried again';
      if (isFirst) this.logger.warn(`${what}: ${String(error)}`);
      return false;
    }
  }

  private async catchUp(): Promise<void> {
    let limit: number | undefined;
    while (limit !== 0 && !this.stopped.signal.aborted) limit = await this.sequencer.placeSome(step(), limit);
  }
}

function step(): { readonly signal: AbortSignal } {
  return { signal: AbortSignal.timeout(PATIENCE_MS) };
}
