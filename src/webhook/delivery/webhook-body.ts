import type { AuditAction } from '../../audit/audit-actions.js';
import type { WebhookMessage } from '../sending/webhook-message.js';
import { TEST_EVENT_TYPE } from '../webhook-endpoint.js';
import type { DueDeliveryRow } from './webhook-delivery.queries.js';
import type { WebhookEventResponse, WebhookTestResponse } from './webhook-message.response.js';

/** What a message has of an event; `at` in milliseconds since 1970. */
export interface SentEvent {
  readonly id: string;
  readonly type: AuditAction;
  readonly at: number;
  readonly organizationId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
}

/** The message of an event: ids and no more. Receivers read what they need to know by their own token. */
export function eventMessage({ id, type, at, ...event }: SentEvent): WebhookMessage {
  const subject = { type: event.subjectType, id: event.subjectId };
  const data = { organization_id: event.organizationId, subject };
  return messageWith(id, { type, timestamp: new Date(at).toISOString(), data });
}

/**
 * The message of a delivery.
 * @returns undefined where the event is no longer kept
 */
export function messageOf(row: DueDeliveryRow): WebhookMessage | undefined {
  const { event_id: id, created_at: createdAt } = row;
  if (row.at === null) {
    if (row.type !== TEST_EVENT_TYPE) return undefined;
    return messageWith(id, { type: row.type, timestamp: new Date(createdAt).toISOString(), data: {} });
  }
  const { type, at, organization_id: organizationId, subject_type: subjectType, subject_id: subjectId } = row;
  return eventMessage({ id, type, at, organizationId, subjectType, subjectId });
}

/** The body is typed by the API document: what differs from it does not compile. */
function messageWith(id: string, body: WebhookEventResponse | WebhookTestResponse): WebhookMessage {
  return { id, body: JSON.stringify(body) };
}
