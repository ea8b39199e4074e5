import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DeliveryClearing } from './delivery-clearing.service.js';
import { DeliverySettings } from './delivery-settings.js';
import { DeliveryTurns } from './delivery-turns.service.js';
import type { Turn } from '../queue/turn.js';
import type { Lane } from '../queue/webhook-queue.queries.js';
import { WebhookQueue } from '../queue/webhook-queue.service.js';

/** While the database cannot do it. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * Delivers webhooks beside the requests, by every process that serves: at once what this process has sequenced or queued,
 * and what is due otherwise within the interval. An idle process reads one entry of an index each time.
 */
@Injectable()
export class DeliverySchedule implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliverySchedule.name);
  /** Nothing is begun any more. */
  private readonly stopped = new AbortController();
  /** What is under way is ended. */
  private readonly halted = new AbortController();
  private readonly running = new Map<Promise<void>, Lane>();
  private working: Promise<void> | undefined;
  private isWoken = false;
  private wakeUp: () => void = () => undefined;
  private clearingAt = 0;
  private hasFailed = false;

  constructor(
    private readonly turns: DeliveryTurns,
    private readonly clearing: DeliveryClearing,
    private readonly queue: WebhookQueue,
    private readonly settings: DeliverySettings,
  ) {}

  /** Begins, once the database is ready; keeps no process alive. */
  begin(): void {
    if (this.settings.everyMs === 0 || this.working) return;
    this.queue.onWake(() => this.wake());
    this.working = this.work();
  }

  /** Waits for answers for some seconds, and gives all endpoints back, before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    this.wake();
    await this.working;
    const ending = Promise.all(this.running.keys());
    await Promise.race([ending, delay(this.settings.stopMs, undefined, { ref: false })]);
    this.halted.abort();
    await ending;
  }

  private wake(): void {
    this.isWoken = true;
    this.wakeUp();
  }

  private async work(): Promise<void> {
    for (let pause = this.settings.everyMs; !this.stopped.signal.aborted;) {
      if (await this.look()) {
        await this.rest(this.settings.everyMs, true);
        pause = this.settings.everyMs;
      } else {
        // A wake does not end this: the database needs time.
        await this.rest(pause, false);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** Waits for the interval, or less: until the process stops or, where it may, until something is due. */
  private async rest(ms: number, canBeWoken: boolean): Promise<void> {
    if (this.stopped.signal.aborted || (this.isWoken && canBeWoken)) return;
    const woken = new AbortController();
    this.wakeUp = () => {
      if (canBeWoken || this.stopped.signal.aborted) woken.abort();
    };
    await delay(ms, undefined, { ref: false, signal: woken.signal }).catch(() => undefined);
  }

  /** Begins turns for what is due; whether the database could do it. Only the first of several failures is logged. */
  private async look(): Promise<boolean> {
    this.isWoken = false;
    try {
      await this.beginTurns();
      await this.clear();
      this.hasFailed = false;
      return true;
    } catch (error) {
      this.failed('Webhooks that are due were not found', error);
      return false;
    }
  }

  /** What is due, and is not begun for want of room, is looked at when a turn ends. */
  private async beginTurns(): Promise<void> {
    const lanes = ([0, 1] as const).filter((lane) => this.room(lane) > 0);
    if (lanes.length === 0 || !(await this.turns.isAnyDue(lanes)) || this.stopped.signal.aborted) return;
    for (const turn of await this.turns.take(this.room(0), this.room(1))) this.beginTurn(turn);
  }

  /** How many endpoints of a lane can be taken. Those that failed or were slow get half, and leave the rest to others. */
  private room(lane: Lane): number {
    const { concurrency } = this.settings;
    const slow = [...this.running.values()].filter((each) => each === 1).length;
    const all = concurrency - this.running.size;
    return lane === 0 ? all : Math.min(all, Math.floor(concurrency / 2) - slow);
  }

  private beginTurn(turn: Turn): void {
    const running = this.turns
      .run(turn, this.halted.signal)
      .catch((error: unknown) => this.failed('What was delivered was not written down', error))
      .finally(() => {
        this.running.delete(running);
        this.wake();
      });
    this.running.set(running, turn.lane);
  }

  private async clear(): Promise<void> {
    if (performance.now() < this.clearingAt) return;
    const isMore = await this.clearing.clearSome();
    this.clearingAt = isMore ? 0 : performance.now() + this.settings.clearingEveryMs;
  }

  private failed(what: string, error: unknown): void {
    if (!this.hasFailed) this.logger.warn(`${what}; it is tried again: ${String(error)}`);
    this.hasFailed = true;
  }
}
