import type { WebhookMessage } from '../sending/webhook-message.js';
import { TEST_EVENT_TYPE } from '../webhook-endpoint.js';
import type { DueDeliveryRow } from './webhook-delivery.queries.js';

/** What a message has of an event; `at` in milliseconds since 1970. */
export interface SentEvent {
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly organizationId: string | null;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
}

/** The message of an event: ids and no more. Receivers read what they need to know by their own token. */
export function eventMessage({ id, type, at, ...event }: SentEvent): WebhookMessage {
  const subject = event.subjectType === null ? null : { type: event.subjectType, id: event.subjectId };
  return messageWith(id, type, at, { organization_id: event.organizationId, subject });
}

/**
 * The message of a delivery.
 * @returns undefined where the event is no longer kept
 */
export function messageOf(row: DueDeliveryRow): WebhookMessage | undefined {
  const { event_id: id, type, at, created_at: createdAt } = row;
  if (at === null) return type === TEST_EVENT_TYPE ? messageWith(id, type, createdAt, {}) : undefined;
  const { organization_id: organizationId, subject_type: subjectType, subject_id: subjectId } = row;
  return eventMessage({ id, type, at, organizationId, subjectType, subjectId });
}

function messageWith(id: string, type: string, at: number, data: Readonly<Record<string, unknown>>): WebhookMessage {
  return { id, body: JSON.stringify({ type, timestamp: new Date(at).toISOString(), data }) };
}
