/** How events are cleared. Not configurable but for the days; an object, so that a test can have shorter times. */
export class RetentionSettings {
  /** Milliseconds between two looks for what is old enough to be cleared. */
  everyMs = 600_000;
  /** Milliseconds between two steps, for what else the database has to do. */
  breathMs = 50;

  constructor(
    /** 0: events are kept for ever. */
    readonly days: number,
  ) {}
}
