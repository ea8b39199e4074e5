import { unixSeconds } from '../../organization/organization.presenter.js';
import type { WebhookDelivery } from '../webhook-delivery.js';
import type {
  WebhookDeliveryAnswer,
  WebhookDeliveryPage,
  WebhookDeliveryResponse,
  WebhookReplayAnswer,
} from './webhook-delivery.response.js';
import type { WebhookReplay } from './webhook-replay.service.js';

/** One page of deliveries. */
export function presentDeliveries(page: {
  deliveries: readonly WebhookDelivery[];
  more: boolean;
}): WebhookDeliveryPage {
  const { deliveries, more } = page;
  const last = deliveries.at(-1);
  return { webhook_deliveries: deliveries.map(presented), next_cursor: more && last ? last.eventId : null };
}

export function presentDelivery(delivery: WebhookDelivery): WebhookDeliveryAnswer {
  return { webhook_delivery: presented(delivery) };
}

export function presentReplay({ queued, next }: WebhookReplay): WebhookReplayAnswer {
  return { webhook_replay: { queued, next_cursor: next } };
}

function presented(delivery: WebhookDelivery): WebhookDeliveryResponse {
  return {
    id: delivery.eventId,
    type: delivery.type,
    state: delivery.state,
    attempts: delivery.attempts,
    next_attempt_at: secondsOf(delivery.nextAttemptAt),
    last_attempt_at: secondsOf(delivery.lastAttemptAt),
    last_status: delivery.lastStatus,
    last_error: delivery.lastError,
    answer_beginning: delivery.answerBeginning,
    created_at: unixSeconds(delivery.createdAt),
    finished_at: secondsOf(delivery.finishedAt),
  };
}

const secondsOf = (time: number | null): number | null => (time === null ? null : unixSeconds(time));
