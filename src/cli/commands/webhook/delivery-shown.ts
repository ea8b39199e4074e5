import type { DeliveryState, WebhookDelivery } from '../../../webhook/webhook-delivery.js';
import { Coloured } from '../../output/coloured.js';
import type { Cell } from '../../output/tables.js';
import { iso, moment } from '../../output/times.js';

const COLOURS = { pending: 'yellow', succeeded: 'green', failed: 'red' } as const satisfies Record<
  DeliveryState,
  string
>;

/** A delivery as a row for people. */
export function deliveryRow(delivery: WebhookDelivery): Record<string, Cell> {
  const { eventId, type, state, attempts, nextAttemptAt, lastStatus, lastError, answerBeginning } = delivery;
  const answer = [lastStatus?.toString(), lastError, answerBeginning].filter((line) => line != null && line !== '');
  return {
    event: [eventId, type],
    state: [
      new Coloured(COLOURS[state], state),
      `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
      ...(nextAttemptAt === null ? [] : [`next ${moment(nextAttemptAt)}`]),
    ],
    answer: answer.length === 0 ? undefined : (answer as string[]),
  };
}

/** A delivery for programs; `id` is that of the event. */
export function deliveryJson(delivery: WebhookDelivery) {
  const { eventId, type, state, attempts, lastStatus, lastError, answerBeginning } = delivery;
  return {
    ...{ id: eventId, type, state, attempts },
    nextAttemptAt: iso(delivery.nextAttemptAt),
    lastAttemptAt: iso(delivery.lastAttemptAt),
    ...{ lastStatus, lastError, answerBeginning },
    createdAt: iso(delivery.createdAt),
    finishedAt: iso(delivery.finishedAt),
  };
}
