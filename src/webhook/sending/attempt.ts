/** Why an attempt had no success, as deliveries show it. */
export const DELIVERY_ERRORS = [
  'name_not_resolved',
  'address_not_allowed',
  'not_connected',
  'tls_failed',
  'timed_out',
  'connection_broken',
  'redirected',
  'refused',
  'secret_not_readable',
  'event_cleared',
] as const;

export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

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
