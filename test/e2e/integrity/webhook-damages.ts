import type { Change, CheckedScene, Damage } from './check.scene.js';

const NO_ID = 'f'.repeat(32);

/** Of the deliveries of the endpoint: a column of those of a type, broken and whole. */
const ofType = (
  what: string,
  column: string,
  type: string,
  [broken, whole]: readonly [string, string],
): readonly [string, (scene: CheckedScene) => readonly [Change, Change]] => [
  what,
  ({ endpointId }) => [
    [`UPDATE webhook_deliveries SET ${column} = ${broken} WHERE endpoint_id = ? AND type = ?`, endpointId, type],
    [`UPDATE webhook_deliveries SET ${column} = ${whole} WHERE endpoint_id = ? AND type = ?`, endpointId, type],
  ],
];
const CREATED = 'enterprise.created';

/** What may be wrong with webhooks. */
export const WEBHOOK_DAMAGES: readonly Damage[] = [
  [
    'webhook-events',
    "an event whose delivery is another's",
    ({ endpointId }) => [
      [`UPDATE webhook_deliveries SET endpoint_id = ? WHERE endpoint_id = ? AND type = ?`, NO_ID, endpointId, CREATED],
      [`UPDATE webhook_deliveries SET endpoint_id = ? WHERE endpoint_id = ? AND type = ?`, endpointId, NO_ID, CREATED],
    ],
  ],
  [
    'webhook-deliveries',
    'a type',
    ({ endpointId }) => [
      [`UPDATE webhook_deliveries SET type = 'another' WHERE endpoint_id = ? AND type = ?`, endpointId, CREATED],
      [`UPDATE webhook_deliveries SET type = ? WHERE endpoint_id = ? AND type = 'another'`, CREATED, endpointId],
    ],
  ],
  [
    'webhook-deliveries',
    'one without an event',
    ({ endpointId }) => [
      [`UPDATE webhook_deliveries SET type = ? WHERE endpoint_id = ? AND type = 'webhook.test'`, CREATED, endpointId],
      [
        `UPDATE webhook_deliveries SET type = 'webhook.test' WHERE endpoint_id = ? AND type = ?
          AND event_id NOT IN (SELECT id FROM audit_events)`,
        endpointId,
        CREATED,
      ],
    ],
  ],
  ['webhook-deliveries', ...ofType('one that is never due', 'next_attempt_at', CREATED, ['NULL', '1'])],
  ['webhook-deliveries', ...ofType('an end without a time', 'state', CREATED, ["'succeeded'", "'pending'"])],
  [
    'webhook-queues',
    'a queue without a time',
    ({ endpointId }) => [
      ['UPDATE webhook_queues SET due_at = NULL WHERE endpoint_id = ?', endpointId],
      ['UPDATE webhook_queues SET due_at = 1 WHERE endpoint_id = ?', endpointId],
    ],
  ],
  [
    'webhook-queues',
    'an endpoint without a queue',
    ({ endpointId }) => [
      ['UPDATE webhook_queues SET endpoint_id = ? WHERE endpoint_id = ?', NO_ID, endpointId],
      ['UPDATE webhook_queues SET endpoint_id = ? WHERE endpoint_id = ?', endpointId, NO_ID],
    ],
  ],
];
