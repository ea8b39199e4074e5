import type { DeliveryResult } from '../../observability/metrics/metrics.js';

/** Why an attempt had no success, as deliveries and metrics show it. */
export type DeliveryError = Exclude<DeliveryResult, 'succeeded'>;

/** One attempt to deliver, as it went. */
export interface Attempt {
  /** Of the answer; null where there was none. */
  readonly status: number | null;
  /** Null after a success. */
  readonly error: DeliveryError | null;
  /** The beginning of the body of the answer, printable; null where there was none. */
  readonly answer: string | null;
  /** What the receiver asked for by `Retry-After`. */
  readonly retryAfterMs: number | null;
  readonly tookMs: number;
}
