import { DATABASE_CLOCK } from '../database/clock.js';
import { sql, type Statement } from '../database/statement.js';
import type { DeliveryState, WebhookDeliveryRow } from './webhook-delivery.js';

const COLUMNS = `d.event_id, d.type, d.state, d.attempts, d.next_attempt_at, d.last_attempt_at, d.last_status, d.last_error,
  d.answer_beginning, d.created_at, d.finished_at`;

/** Which deliveries of an endpoint to list, the newest event first. */
export interface DeliveryQuery {
  readonly state?: DeliveryState;
  /** Those of events before this one. */
  readonly beforeId?: string;
  /** At most so many; one more is read, which shows whether another page follows. */
  readonly limit: number;
}

export function webhookDeliveries(endpointId: string, query: DeliveryQuery): Statement<WebhookDeliveryRow> {
  // Ids are hexadecimal: none is behind a g.
  const { state, beforeId = 'g', limit } = query;
  const index = state === undefined ? 'PRIMARY' : 'ix_webhook_deliveries_state';
  return sql(
    `SELECT ${COLUMNS} FROM webhook_deliveries d FORCE INDEX (${index})
      WHERE d.endpoint_id = ? ${state === undefined ? '' : 'AND d.state = ?'} AND d.event_id < ?
      ORDER BY d.event_id DESC LIMIT ?`,
    [endpointId, ...(state === undefined ? [] : [state]), beforeId, limit + 1],
  );
}

export function webhookDeliveryById(endpointId: string, eventId: string): Statement<WebhookDeliveryRow> {
  return sql(`SELECT ${COLUMNS} FROM webhook_deliveries d WHERE d.endpoint_id = ? AND d.event_id = ?`, [
    endpointId,
    eventId,
  ]);
}

/** A delivery that is due at once. */
export function webhookDeliveryInsert(endpointId: string, eventId: string, type: string): Statement {
  return sql(
    `INSERT INTO webhook_deliveries (endpoint_id, event_id, type, state, attempts, next_attempt_at, created_at)
      VALUES (?, ?, ?, 'pending', 0, ${DATABASE_CLOCK}, ${DATABASE_CLOCK})`,
    [endpointId, eventId, type],
  );
}

/** Has a delivery that has ended made again, at once, as if it were new; one that is pending is left alone. */
export function webhookDeliveryReplay(endpointId: string, eventId: string): Statement {
  return sql(
    `UPDATE webhook_deliveries SET state = 'pending', attempts = 0, next_attempt_at = ${DATABASE_CLOCK},
        finished_at = NULL
      WHERE endpoint_id = ? AND event_id = ? AND state <> 'pending'`,
    [endpointId, eventId],
  );
}
