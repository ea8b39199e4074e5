import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { CLEARED_AT_ONCE, EventRetentionService } from './event-retention.service.js';
import { RetentionSettings } from './retention-settings.js';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 10_000;

/** Clears old events beside the requests, at first and then every ten minutes, in each process that serves. */
@Injectable()
export class RetentionSchedule implements BeforeApplicationShutdown {
  private readonly logger = new Logger(RetentionSchedule.name);
  private readonly stopped = new AbortController();
  private working: Promise<void> | undefined;

  constructor(
    private readonly retention: EventRetentionService,
    private readonly settings: RetentionSettings,
  ) {}

  /** Begins, once the database is ready; keeps no process alive. */
  begin(): void {
    if (this.settings.days > 0) this.working ??= this.work();
  }

  /** Waits for the transaction that is under way, before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    const { signal } = this.stopped;
    const { everyMs, breathMs } = this.settings;
    while (!signal.aborted) {
      const isMore = (await this.step()) === CLEARED_AT_ONCE;
      await delay(isMore ? breathMs : everyMs, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  private async step(): Promise<number> {
    try {
      return await this.retention.clearSome({ signal: AbortSignal.timeout(PATIENCE_MS) }, this.settings.days * DAY_MS);
    } catch (error) {
      this.logger.warn(`Old events were not cleared; it is tried again: ${String(error)}`);
      return 0;
    }
  }
}
