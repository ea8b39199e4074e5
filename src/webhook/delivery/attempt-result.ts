import type { DeliverySettings } from './delivery-settings.js';
import type { Attempt } from '../sending/attempt.js';

/** What an attempt means for its delivery. */
export interface AttemptResult {
  readonly state: 'pending' | 'succeeded' | 'failed';
  /** Until the next attempt; null where there is none. */
  readonly retryInMs: number | null;
  readonly status: number | null;
  readonly error: string | null;
  readonly answer: string | null;
}

/** 2xx and nothing else is success: a redirect is not followed, as it may lead anywhere. */
export function isSuccess({ status }: Pick<Attempt, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** For how long an endpoint is paused after so many turns in a row in which nothing succeeded. */
export function pauseAfter(
  failedTurns: number,
  settings: Pick<DeliverySettings, 'pausedFromTurn' | 'firstPauseMs' | 'longestPauseMs'>,
): number {
  const { firstPauseMs, longestPauseMs } = settings;
  const further = failedTurns - settings.pausedFromTurn;
  return further < 0 ? 0 : Math.min(firstPauseMs * 2 ** further, longestPauseMs);
}

/**
 * @param before the attempts that were made already
 * @param random from 0 to 1, so that what failed together is not tried again together
 */
export function resultOf(
  attempt: Attempt,
  before: number,
  { schedule, longestRetryAfterMs }: Pick<DeliverySettings, 'schedule' | 'longestRetryAfterMs'>,
  random = Math.random(),
): AttemptResult {
  const { status, error, answer, retryAfterMs } = attempt;
  const seen = { status, error, answer };
  if (isSuccess(attempt)) return { ...seen, state: 'succeeded', retryInMs: null };
  const pause = schedule[before + 1];
  // 410: no attempt is expected to succeed.
  if (pause === undefined || status === 410) return { ...seen, state: 'failed', retryInMs: null };
  const varied = Math.round(pause * (0.9 + 0.2 * random));
  return { ...seen, state: 'pending', retryInMs: Math.max(varied, Math.min(retryAfterMs ?? 0, longestRetryAfterMs)) };
}
