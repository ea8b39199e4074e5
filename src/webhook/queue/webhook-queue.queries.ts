import { STATEMENT_CLOCK } from '../../database/clock.js';
import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';

/** Endpoints that work, and those that failed or were slow the last time. */
export type Lane = 0 | 1;

const DUE = 'webhook_queues FORCE INDEX (ix_webhook_queues_due)';

/** One row where an endpoint of these lanes is due; there is at least one lane. */
export function anyDue(lanes: readonly Lane[]): Statement<{ endpoint_id: string }> {
  return sql(
    `SELECT endpoint_id FROM ${DUE} WHERE lane IN (${placeholders(lanes)}) AND due_at <= ${STATEMENT_CLOCK} LIMIT 1`,
    lanes,
  );
}

/** For how many milliseconds the endpoint of a lane that is due longest has waited for a process; no row where none is due. */
export function longestDue(lane: Lane): Statement<{ age: number }> {
  return sql(
    `SELECT ${STATEMENT_CLOCK} - due_at AS age FROM ${DUE} WHERE lane = ? AND due_at <= ${STATEMENT_CLOCK}
      ORDER BY due_at LIMIT 1`,
    [lane],
  );
}

/**
 * The endpoints of a lane that are due, those first that have waited longest, without those that another process is
 * taking at this moment.
 */
export function dueForUpdate(lane: Lane, limit: number): Statement<{ endpoint_id: string }> {
  return sql(
    `SELECT endpoint_id FROM ${DUE} WHERE lane = ? AND due_at <= ${STATEMENT_CLOCK}
      ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED`,
    [lane, limit],
  );
}

/** Takes these endpoints: until the lease ends nothing else finds them due. */
export function leaseUpdate(endpointIds: readonly string[], leaseId: string, leaseMs: number): Statement {
  return sql(
    `UPDATE webhook_queues SET lease_id = ?, due_at = ${STATEMENT_CLOCK} + ?
      WHERE endpoint_id IN (${placeholders(endpointIds)})`,
    [leaseId, leaseMs, ...endpointIds],
  );
}

/** The lease of an endpoint, locked; no row where the endpoint has no queue. */
export function leaseForUpdate(endpointId: string): Statement<{ lease_id: string | null; failed_turns: number }> {
  return sql('SELECT lease_id, failed_turns FROM webhook_queues WHERE endpoint_id = ? FOR UPDATE', [endpointId]);
}

const NEXT_ATTEMPT = `(SELECT MIN(d.next_attempt_at) FROM webhook_deliveries d FORCE INDEX (ix_webhook_deliveries_due)
  WHERE d.state = 'pending' AND d.endpoint_id = ?)`;

/**
 * Gives an endpoint back, to be due with the next of its deliveries. Behind `leaseForUpdate`, by a statement of its own:
 * so it sees what was committed until the lock was there, and what comes later finds the endpoint given back.
 */
export function leaseEnd(endpointId: string, lane: Lane): Statement {
  return sql(`UPDATE webhook_queues SET lease_id = NULL, lane = ?, due_at = ${NEXT_ATTEMPT} WHERE endpoint_id = ?`, [
    lane,
    endpointId,
    endpointId,
  ]);
}

/** The same after attempts of which one succeeded. */
export function leaseEndWithSuccess(endpointId: string, lane: Lane): Statement {
  return sql(
    `UPDATE webhook_queues SET lease_id = NULL, lane = ?, failed_turns = 0, paused_until = NULL,
        due_at = ${NEXT_ATTEMPT} WHERE endpoint_id = ?`,
    [lane, endpointId, endpointId],
  );
}

/** The same after attempts of which none succeeded: it is not due before the pause, which may be 0, is over. */
export function leaseEndWithFailure(endpointId: string, pauseMs: number): Statement {
  const end = `${STATEMENT_CLOCK} + ?`;
  return sql(
    `UPDATE webhook_queues SET lease_id = NULL, lane = 1, failed_turns = failed_turns + 1, paused_until = ${end},
        due_at = CASE WHEN ${NEXT_ATTEMPT} < ${end} THEN ${end} ELSE ${NEXT_ATTEMPT} END WHERE endpoint_id = ?`,
    [pauseMs, endpointId, pauseMs, pauseMs, endpointId, endpointId],
  );
}

/** The same for an endpoint to which nothing may be delivered now: it is looked at again after the pause. */
export function leaseEndWithPause(endpointId: string, pauseMs: number): Statement {
  return sql(
    `UPDATE webhook_queues SET lease_id = NULL,
        due_at = CASE WHEN ${NEXT_ATTEMPT} IS NULL THEN NULL ELSE ${STATEMENT_CLOCK} + ? END WHERE endpoint_id = ?`,
    [endpointId, pauseMs, endpointId],
  );
}

/** The same for an endpoint with which something is left to do, whatever is due of it. */
export function leaseEndAtOnce(endpointId: string): Statement {
  return sql(`UPDATE webhook_queues SET lease_id = NULL, due_at = ${STATEMENT_CLOCK} WHERE endpoint_id = ?`, [
    endpointId,
  ]);
}

const IS_LATER = `lease_id IS NULL AND (due_at IS NULL OR due_at > ${STATEMENT_CLOCK})`;

/**
 * These endpoints have something to deliver. One that a process has is left to it: it looks again before it gives the
 * endpoint back. One that is paused is due after the pause. There is at least one.
 */
export function queuesUpsert(endpointIds: readonly string[]): Statement {
  return sql(
    `INSERT INTO webhook_queues (endpoint_id, lane, due_at, lease_id) VALUES ${dueNow(endpointIds)}
      ON DUPLICATE KEY UPDATE due_at = CASE WHEN NOT (${IS_LATER}) THEN due_at
        WHEN paused_until > ${STATEMENT_CLOCK} THEN paused_until ELSE ${STATEMENT_CLOCK} END`,
    endpointIds,
  );
}

/** The same where a caller did something to them: their pauses end, and that of a turn that is under way does not begin. */
export function queuesUpsertUnpaused(endpointIds: readonly string[]): Statement {
  return sql(
    `INSERT INTO webhook_queues (endpoint_id, lane, due_at, lease_id) VALUES ${dueNow(endpointIds)}
      ON DUPLICATE KEY UPDATE failed_turns = 0, paused_until = NULL,
        due_at = CASE WHEN ${IS_LATER} THEN ${STATEMENT_CLOCK} ELSE due_at END`,
    endpointIds,
  );
}

function dueNow(endpointIds: readonly string[]): string {
  return endpointIds.map(() => `(?, 0, ${STATEMENT_CLOCK}, NULL)`).join(', ');
}

export function queueDelete(endpointId: string): Statement {
  return sql('DELETE FROM webhook_queues WHERE endpoint_id = ?', [endpointId]);
}
