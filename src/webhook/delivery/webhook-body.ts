import type { WebhookMessage } from '../sending/webhook-message.js';
import { TEST_EVENT_TYPE } from '../webhook-endpoint.js';
import type { DueDeliveryRow } from './webhook-delivery.queries.js';

/**
 * The message of a delivery: ids and no more. Receivers read what they need to know by their own token.
 * @returns undefined where the event is no longer kept
 */
export function messageOf(row: DueDeliveryRow): WebhookMessage | undefined {
  const { event_id: id, type, at, created_at: createdAt } = row;
  if (at === null && type !== TEST_EVENT_TYPE) return undefined;
  const subject = row.subject_type === null ? null : { type: row.subject_type, id: row.subject_id };
  const data = at === null ? {} : { organization_id: row.organization_id, subject };
  return { id, body: JSON.stringify({ type, timestamp: new Date(at ?? createdAt).toISOString(), data }) };
}
