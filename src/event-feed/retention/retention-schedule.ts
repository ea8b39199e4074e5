import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CLEARED_AT_ONCE, type EventRetentionService } from './event-retention.service.js';

const DAY_MS = 86_400_000;
const EVERY_MS = 600_000;
/** Between two steps, for what else the database has to do. */
const BREATH_MS = 50;
const PATIENCE_MS = 10_000;

/** Clears old events beside the requests, every ten minutes, in each process that serves. */
export class RetentionSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RetentionSchedule.name);
  private readonly stopped = new AbortController();
  private working: Promise<void> | undefined;

  constructor(
    private readonly retention: EventRetentionService,
    /** 0: events are kept for ever. */
    private readonly days: number,
  ) {}

  /** Begins after ten minutes, so that a command, which takes no longer, clears nothing; keeps no process alive. */
  onApplicationBootstrap(): void {
    if (this.days > 0) this.working = this.work();
  }

  /** Waits for the transaction that is under way, before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    const { signal } = this.stopped;
    for (let pause = EVERY_MS; !signal.aborted;) {
      await delay(pause, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted) return;
      pause = (await this.step()) === CLEARED_AT_ONCE ? BREATH_MS : EVERY_MS;
    }
  }

  private async step(): Promise<number> {
    try {
      return await this.retention.clearSome({ signal: AbortSignal.timeout(PATIENCE_MS) }, this.days * DAY_MS);
    } catch (error) {
      this.logger.warn(`Old events were not cleared; it is tried again: ${String(error)}`);
      return 0;
    }
  }
}
