import type { OperationDoc } from '../../http/docs/operation.js';
import { WebhookDeliveryAnswer, WebhookDeliveryPage, WebhookReplayAnswer } from './webhook-delivery.response.js';

export const LIST_WEBHOOK_DELIVERIES: OperationDoc<WebhookDeliveryPage> = {
  operationId: 'listWebhookDeliveries',
  summary: 'List deliveries to a webhook endpoint',
  description:
    'What is sent to the endpoint, the newest event first. Deliveries are kept for 30 days. Read on with `cursor` until `next_cursor` is null.',
  answer: {
    description: 'One page of deliveries.',
    type: WebhookDeliveryPage,
  },
};

export const GET_WEBHOOK_DELIVERY: OperationDoc<WebhookDeliveryAnswer> = {
  operationId: 'getWebhookDelivery',
  summary: 'Show a delivery to a webhook endpoint',
  description: 'The delivery of one event.',
  answer: { description: 'The delivery.', type: WebhookDeliveryAnswer },
};

export const TEST_WEBHOOK_ENDPOINT: OperationDoc<WebhookDeliveryAnswer> = {
  operationId: 'testWebhookEndpoint',
  summary: 'Send a test to a webhook endpoint',
  description:
    'Has an event of the type `webhook.test` sent to the endpoint, once: it is not repeated if it fails. Show the delivery a moment later to see how it went.',
  request: {},
  answer: {
    description: 'The delivery, which is pending.',
    type: WebhookDeliveryAnswer,
  },
};

export const REPLAY_WEBHOOK_DELIVERY: OperationDoc<WebhookDeliveryAnswer> = {
  operationId: 'replayWebhookDelivery',
  summary: 'Send an event to a webhook endpoint again',
  description:
    'Has a delivery made again that has succeeded or failed, with the same `webhook-id`; one that is pending stays as it is.',
  request: {},
  answer: {
    description: 'The delivery, which is pending.',
    type: WebhookDeliveryAnswer,
  },
};

export const REPLAY_WEBHOOK_EVENTS: OperationDoc<WebhookReplayAnswer> = {
  operationId: 'replayWebhookEvents',
  summary: 'Send all events since a cursor to a webhook endpoint again',
  description:
    'Has the events behind a cursor of the feed sent to the endpoint, with the same `webhook-id` as before: those of its tree and types, at most 500 in a call. Deliveries that have ended are made again, those that are pending stay as they are, and an event that has none, as it is older than the endpoint or its delivery was cleared, gets one. Call again with `next_cursor` until it is null; with types a call looks at 1,000 events, so it may queue none and have a next cursor.',
  request: {},
  answer: {
    description: 'How many events are sent, and where to go on.',
    type: WebhookReplayAnswer,
  },
};
