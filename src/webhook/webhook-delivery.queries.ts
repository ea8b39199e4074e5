import { DATABASE_CLOCK, STATEMENT_CLOCK } from '../database/clock.js';
import { placeholders } from '../database/placeholders.js';
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

/** A delivery that is due at once, before everything else that is due of the endpoint. */
export function webhookDeliveryInsert(endpointId: string, eventId: string, type: string): Statement {
  return sql(
    `INSERT INTO webhook_deliveries (endpoint_id, event_id, type, state, attempts, next_attempt_at, created_at)
      SELECT ?, ?, ?, 'pending', 0,
        CASE WHEN q.first_at <= ${STATEMENT_CLOCK} THEN q.first_at - 1 ELSE ${STATEMENT_CLOCK} END, ${STATEMENT_CLOCK}
      FROM (SELECT MIN(d.next_attempt_at) AS first_at FROM webhook_deliveries d FORCE INDEX (ix_webhook_deliveries_due)
        WHERE d.state = 'pending' AND d.endpoint_id = ?) q`,
    [endpointId, eventId, type, endpointId],
  );
}

/** Has the deliveries of these events, of which there is at least one, that have ended made again, at once, as if new. */
export function webhookDeliveriesReplay(endpointId: string, eventIds: readonly string[]): Statement {
  return sql(
    `UPDATE webhook_deliveries SET state = 'pending', attempts = 0, next_attempt_at = ${DATABASE_CLOCK},
        finished_at = NULL
      WHERE endpoint_id = ? AND event_id IN (${placeholders(eventIds)}) AND state <> 'pending'`,
    [endpointId, ...eventIds],
  );
}

/** A delivery, due at once, of each of these events that has none; there is at least one event. */
export function missingDeliveriesInsert(endpointId: string, eventIds: readonly string[]): Statement {
  return sql(
    `INSERT IGNORE INTO webhook_deliveries (endpoint_id, event_id, type, state, attempts, next_attempt_at, created_at)
      SELECT ?, e.id, e.action, 'pending', 0, ${STATEMENT_CLOCK}, ${STATEMENT_CLOCK}
      FROM audit_events e FORCE INDEX (PRIMARY) WHERE e.id IN (${placeholders(eventIds)})`,
    [endpointId, ...eventIds],
  );
}
