/** The states of a delivery. */
export const DELIVERY_STATES = ['pending', 'succeeded', 'failed'] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One event for one endpoint, and how it went; times in milliseconds since 1970. */
export interface WebhookDelivery {
  /** The id of the event, which is the `webhook-id` of every attempt. */
  readonly eventId: string;
  readonly type: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly answerBeginning: string | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

export interface WebhookDeliveryRow {
  event_id: string;
  type: string;
  state: string;
  attempts: number;
  next_attempt_at: number | null;
  last_attempt_at: number | null;
  last_status: number | null;
  last_error: string | null;
  answer_beginning: string | null;
  created_at: number;
  finished_at: number | null;
}

export function webhookDeliveryOf(row: WebhookDeliveryRow): WebhookDelivery {
  return {
    eventId: row.event_id,
    type: row.type,
    state: row.state as DeliveryState,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    lastAttemptAt: row.last_attempt_at,
    lastStatus: row.last_status,
    lastError: row.last_error,
    answerBeginning: row.answer_beginning,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
