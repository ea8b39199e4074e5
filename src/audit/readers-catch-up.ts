import type { EventSequencer } from './event-sequencer.service.js';

/**
 * Gives events their places for those who read them, where no process does it beside its requests. However many read in
 * this process, one works at a time: the others would hold a connection of the database each, to wait for the same row.
 */
export class ReadersCatchUp {
  private running: Promise<void> | undefined;

  constructor(
    private readonly sequencer: EventSequencer,
    /** For how many milliseconds a reader waits at most: a part of the deadline of its request. */
    private readonly patienceMs: number,
  ) {}

  /**
   * Ends when the events have their places, or the time is over: then many of them have theirs. It does not throw: where
   * the database takes no writes, what has its place can be read nevertheless.
   */
  run(): Promise<void> {
    this.running ??= this.sequencer
      .catchUp({ signal: AbortSignal.timeout(this.patienceMs) })
      .catch(() => undefined)
      .finally(() => (this.running = undefined));
    return this.running;
  }
}
