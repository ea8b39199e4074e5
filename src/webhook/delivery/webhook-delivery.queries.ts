import type { AuditAction } from '../../audit/audit-actions.js';
import { logsOfEvents } from '../../audit/audit.queries.js';
import { DATABASE_CLOCK, STATEMENT_CLOCK } from '../../database/clock.js';
import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';
import { isActive } from '../../organization/path/organization-path.queries.js';
import type { TEST_EVENT_TYPE } from '../webhook-endpoint.js';
import { hears } from '../webhook-endpoint.queries.js';
import type { AttemptResult } from './attempt-result.js';

const DELIVERIES_DUE = 'webhook_deliveries d FORCE INDEX (ix_webhook_deliveries_due)';

/** The endpoints that hear of these events: enabled, of a log in which the event has a line, and of its type. */
function hearing(eventIds: readonly string[]): { readonly from: string; readonly params: readonly string[] } {
  const { sql: logs, params } = logsOfEvents(eventIds);
  const from = `FROM ${logs} g JOIN webhook_endpoints w FORCE INDEX (ix_webhook_endpoints_organization)
      ON w.organization_id = g.organization_id
    WHERE ${hears('g.action')}`;
  return { from, params: params as readonly string[] };
}

/** The endpoints that hear of at least one of these events, of which there is at least one. */
export function endpointsHearing(eventIds: readonly string[]): Statement<{ id: string }> {
  const { from, params } = hearing(eventIds);
  return sql(`SELECT STRAIGHT_JOIN DISTINCT w.id ${from} ORDER BY w.id`, params);
}

/** To how many endpoints each of these events goes, of which there is at least one; those that go to none have no row. */
export function hearingCounts(eventIds: readonly string[]): Statement<{ event_id: string; endpoints: number }> {
  const { from, params } = hearing(eventIds);
  return sql(`SELECT STRAIGHT_JOIN g.event_id, COUNT(*) AS endpoints ${from} GROUP BY g.event_id`, params);
}

/** A delivery of each of these events to each endpoint that hears of it; those that are there stay as they are. */
export function deliveriesInsert(eventIds: readonly string[]): Statement {
  const { from, params } = hearing(eventIds);
  return sql(
    `INSERT IGNORE INTO webhook_deliveries (endpoint_id, event_id, type, state, attempts, next_attempt_at, created_at)
      SELECT STRAIGHT_JOIN w.id, g.event_id, g.action, 'pending', 0, ${STATEMENT_CLOCK}, ${STATEMENT_CLOCK} ${from}`,
    params,
  );
}

export interface DueEndpointRow {
  url: string;
  organization_id: string;
  secret_sealed: string;
  /** Null where there is none that is still valid. */
  previous_secret_sealed: string | null;
  disabled_reason: string | null;
  /** Whether its organization, and all above it, are active. */
  is_active: 0 | 1;
}

/** What a turn of an endpoint needs to know of it. */
export function dueEndpoint(endpointId: string): Statement<DueEndpointRow> {
  return sql(
    `SELECT w.url, w.organization_id, w.secret_sealed, w.disabled_reason,
        CASE WHEN w.previous_until > ${STATEMENT_CLOCK} THEN w.previous_secret_sealed END AS previous_secret_sealed,
        CASE WHEN w.organization_id = '' OR ${isActive('w.organization_id')} THEN 1 ELSE 0 END AS is_active
      FROM webhook_endpoints w WHERE w.id = ?`,
    [endpointId],
  );
}

/** What a delivery has of its event. */
interface EventColumns {
  type: AuditAction;
  at: number;
  organization_id: string | null;
  subject_type: string;
  subject_id: string;
}

/** There is no such event: it was a test, or it was cleared. */
interface NoEventColumns {
  type: AuditAction | typeof TEST_EVENT_TYPE;
  at: null;
}

export type DueDeliveryRow = { event_id: string; attempts: number; created_at: number } & (
  EventColumns | NoEventColumns
);

/** What is due of an endpoint, with the event of each. LEFT, so that no optimizer begins with the events. */
export function dueDeliveries(endpointId: string, limit: number): Statement<DueDeliveryRow> {
  return sql(
    `SELECT d.event_id, d.type, d.attempts, d.created_at, e.at, e.organization_id, e.subject_type, e.subject_id
      FROM ${DELIVERIES_DUE} LEFT JOIN audit_events e ON e.id = d.event_id
      WHERE d.state = 'pending' AND d.endpoint_id = ? AND d.next_attempt_at <= ${STATEMENT_CLOCK}
      ORDER BY d.next_attempt_at LIMIT ?`,
    [endpointId, limit],
  );
}

/** What an attempt came to. A delivery that was replayed or deleted meanwhile is left alone where it is not pending. */
export function attemptUpdate(endpointId: string, eventId: string, result: AttemptResult): Statement {
  const { state, retryInMs, status, error, answer } = result;
  const next = retryInMs === null ? 'NULL' : `${DATABASE_CLOCK} + ?`;
  return sql(
    `UPDATE webhook_deliveries SET state = ?, attempts = attempts + 1, next_attempt_at = ${next},
        last_status = ?, last_error = ?, answer_beginning = ?, last_attempt_at = ${DATABASE_CLOCK},
        finished_at = ${state === 'pending' ? 'NULL' : DATABASE_CLOCK}
      WHERE endpoint_id = ? AND event_id = ? AND state = 'pending'`,
    [state, ...(retryInMs === null ? [] : [retryInMs]), status, error, answer, endpointId, eventId],
  );
}

export interface EndpointStateRow {
  organization_id: string;
  disabled_reason: string | null;
  /** For how long no delivery has succeeded; null where the last one did. */
  failing_for: number | null;
}

export function endpointState(endpointId: string): Statement<EndpointStateRow> {
  return sql(
    `SELECT organization_id, disabled_reason, ${STATEMENT_CLOCK} - failing_since AS failing_for
      FROM webhook_endpoints WHERE id = ?`,
    [endpointId],
  );
}

/** One row, locked, where it is enabled. */
export function enabledForUpdate(endpointId: string): Statement<{ id: string }> {
  return sql('SELECT id FROM webhook_endpoints WHERE id = ? AND disabled_reason IS NULL FOR UPDATE', [endpointId]);
}

export function endpointDisable(endpointId: string, reason: 'gone' | 'failing'): Statement {
  return sql(`UPDATE webhook_endpoints SET disabled_reason = ?, disabled_at = ${DATABASE_CLOCK} WHERE id = ?`, [
    reason,
    endpointId,
  ]);
}

/** Notes that an endpoint fails from now on, or no more. */
export function failingUpdate(endpointId: string, isFailing: boolean): Statement {
  const since = isFailing ? DATABASE_CLOCK : 'NULL';
  return sql(`UPDATE webhook_endpoints SET failing_since = ${since} WHERE id = ?`, [endpointId]);
}

/** Deliveries that ended so long ago: some of them, the oldest first. */
export function finishedBefore(ms: number, limit: number): Statement<{ endpoint_id: string; event_id: string }> {
  return sql(
    `SELECT endpoint_id, event_id FROM webhook_deliveries FORCE INDEX (ix_webhook_deliveries_finished)
      WHERE finished_at < ${STATEMENT_CLOCK} - ? ORDER BY finished_at LIMIT ?`,
    [ms, limit],
  );
}

/** Some deliveries of an endpoint in this state, of events whose ids are below this one. */
export function deliveriesBelow(
  endpointId: string,
  state: string,
  below: string,
  limit: number,
): Statement<{ event_id: string }> {
  return sql(
    `SELECT event_id FROM webhook_deliveries FORCE INDEX (ix_webhook_deliveries_state)
      WHERE endpoint_id = ? AND state = ? AND event_id < ? ORDER BY event_id LIMIT ?`,
    [endpointId, state, below, limit],
  );
}

/** Deletes deliveries of an endpoint by their keys, of which there is at least one. */
export function deliveriesDelete(endpointId: string, eventIds: readonly string[]): Statement {
  return sql(`DELETE FROM webhook_deliveries WHERE endpoint_id = ? AND event_id IN (${placeholders(eventIds)})`, [
    endpointId,
    ...eventIds,
  ]);
}
