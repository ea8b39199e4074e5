const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The times of deliveries, in milliseconds. They are promised to receivers (docs/events.md) and not configurable; they are
 * an object, so that a test can have shorter ones.
 */
export class DeliverySettings {
  /** Between an attempt and the one before; the first is at once. Each is varied by up to a tenth, either way. */
  schedule: readonly number[] = [
    0,
    ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR],
    ...[10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  ];
  /** For everything from the look-up of the name to the end of the answer. */
  attemptMs = 15 * SECOND;
  /**
   * How long a connection is kept that nothing is sent on: shorter than receivers keep theirs, of which the shortest usual
   * time is two seconds. What is sent at the moment at which they close it would fail.
   */
  idleMs = 1_500;
  /** After this time a receiver's name is looked up again, and it is connected to anew. */
  connectionMs = MINUTE;
  /** A `Retry-After` is followed up to this. */
  longestRetryAfterMs = DAY;
  /** How long a process has an endpoint for itself: longer than an attempt, or another would send the same. */
  leaseMs = 20 * SECOND;
  /** An answer that takes longer makes its endpoint one of the slow ones. */
  slowMs = 2 * SECOND;
  /** An endpoint to which nothing has succeeded for so long is disabled. */
  failingMs = 5 * DAY;
  /** An endpoint at which nothing succeeds is paused from this turn in a row on. */
  pausedFromTurn = 3;
  /** The first of its pauses. Each further one is twice as long, up to the longest; a success ends them. */
  firstPauseMs = SECOND;
  longestPauseMs = 30 * SECOND;
  /** How long a delivery is kept after its end, and one that cannot be sent after its event. */
  keptMs = 30 * DAY;
  /** Between two looks at an endpoint whose organization is not active. */
  inactivePauseMs = MINUTE;
  /** Between two looks at what a disabled endpoint still has, to delete it when it is old. */
  disabledPauseMs = HOUR;
  /** Between two looks for what is old enough to be deleted. */
  clearingEveryMs = 10 * MINUTE;
  /** How long a process that stops waits for answers. */
  stopMs = 5 * SECOND;

  constructor(
    /** Between two looks for what is due; 0: never. */
    readonly everyMs: number,
    /** How many endpoints are delivered to at the same time. */
    readonly concurrency: number,
  ) {}
}
