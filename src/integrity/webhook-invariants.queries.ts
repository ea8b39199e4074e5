import { STATEMENT_CLOCK } from '../database/clock.js';
import { sql } from '../database/statement.js';
import { TEST_EVENT_TYPE } from '../webhook/webhook-endpoint.js';
import { hears } from '../webhook/webhook-endpoint.queries.js';
import { LINES } from './audit-invariants.queries.js';
import { type BrokenRow, type Invariant, MAX_BROKEN } from './invariant.js';
import { ALL_EVENTS_KEPT, noRow, type Walk, type WalkRange } from './walk.queries.js';

const DELIVERIES: Walk = { table: 'webhook_deliveries', alias: 'd', group: 'endpoint_id', member: 'event_id' };

/** Ended deliveries are kept for 30 days after their end, so those of younger events are all there. */
const KEPT_MS = 29 * 86_400_000;
/** By how much the clocks of replicas may differ, and a change may be committed after its time. */
const MARGIN_MS = 600_000;

/** Deliveries: that there is one of each event that is heard, and that each of them will be sent or has ended. */
export const WEBHOOK_INVARIANTS: readonly Invariant[] = [
  {
    name: 'webhook-events',
    promise:
      'An enabled endpoint has a delivery of each event of the last weeks that it hears, since it was last changed.',
    surveys: [{ walk: LINES, broken: heardWithoutDelivery }],
  },
  {
    name: 'webhook-deliveries',
    promise:
      'A delivery is of an event of its type, or a test; it has ended, or the time of its next attempt is known.',
    surveys: [{ walk: DELIVERIES, broken: brokenDeliveries }],
  },
  {
    name: 'webhook-queues',
    promise: 'An endpoint with something to send, or a deleted one with something left, is queued for those that send.',
    surveys: [{ walk: DELIVERIES, broken: neverLookedAt }],
  },
];

function heardWithoutDelivery(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT l.event_id AS subject, CONCAT(l.action, ' without a delivery to ', w.id) AS found
      FROM audit_lines l JOIN webhook_endpoints w FORCE INDEX (ix_webhook_endpoints_organization)
        ON w.organization_id = l.organization_id
      WHERE ${range.sql} AND ${hears('l.action')} AND l.at > w.updated_at + ${MARGIN_MS}
        AND l.at > ${STATEMENT_CLOCK} - ${KEPT_MS}
        AND ${noRow('webhook_deliveries d WHERE d.endpoint_id = w.id AND d.event_id = l.event_id')} LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function brokenDeliveries(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT d.event_id AS subject, CONCAT(d.type, ' to ', d.endpoint_id, ', ', d.state,
        CASE WHEN e.id IS NULL THEN ', without an event' ELSE CONCAT(', of ', e.action) END) AS found
      FROM webhook_deliveries d LEFT JOIN audit_events e ON e.id = d.event_id
      WHERE ${range.sql} AND (
        (d.type <> '${TEST_EVENT_TYPE}' AND CASE WHEN e.id IS NULL THEN ${ALL_EVENTS_KEPT} ELSE e.action <> d.type END)
        OR d.state NOT IN ('pending', 'succeeded', 'failed')
        OR (d.state = 'pending') <> (d.next_attempt_at IS NOT NULL)
        OR (d.state = 'pending') <> (d.finished_at IS NULL)) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

/** What no process would ever find due. */
function neverLookedAt(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT d.endpoint_id AS subject, CONCAT(d.state, ' delivery of ', d.event_id,
        CASE WHEN q.endpoint_id IS NULL THEN ', without a queue' ELSE ', and nothing is due' END) AS found
      FROM webhook_deliveries d LEFT JOIN webhook_queues q ON q.endpoint_id = d.endpoint_id
      WHERE ${range.sql} AND q.due_at IS NULL
        AND (d.state = 'pending' OR ${noRow('webhook_endpoints w WHERE w.id = d.endpoint_id')}) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}
