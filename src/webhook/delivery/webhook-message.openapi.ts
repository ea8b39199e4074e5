import type { TakenHeader } from '../../http/docs/operation.js';
import type { WebhookDoc } from '../../http/docs/webhook.js';
import { idSchema, stringSchema } from '../../http/validation/fields/schemas.js';
import { WebhookEventResponse, WebhookTestResponse } from './webhook-message.response.js';

const headers: readonly TakenHeader[] = [
  {
    name: 'webhook-id',
    description:
      "The event's id, the same for every attempt: by it, a receiver recognizes what it has received before.",
    example: '59cd72485007a239fb00282ed480da1f',
    schema: idSchema,
  },
  {
    name: 'webhook-timestamp',
    description: 'When this attempt was made, in unix seconds. Refuse what is more than five minutes away.',
    example: '1795347260',
    schema: { ...stringSchema, pattern: '^\\d+$' },
  },
  {
    name: 'webhook-signature',
    description:
      'For each valid secret `v1,` and the HMAC-SHA256 of `id.timestamp.body` in Base64, with spaces between them. One that matches is enough.',
    example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
    schema: { ...stringSchema, pattern: '^v1,[A-Za-z0-9+/]{43}=( v1,[A-Za-z0-9+/]{43}=)*$' },
  },
];

/** What any delivery does with the answer of its receiver. */
const DELIVERED = {
  headers,
  answers: {
    '2XX': 'Received. It must come within 15 seconds.',
    '410': 'The endpoint is disabled.',
    default:
      'The delivery is attempted again, ten times in all. Redirects are not followed, and a `Retry-After` is kept.',
  },
};

export const EVENT_WEBHOOK: WebhookDoc<WebhookEventResponse> = {
  ...DELIVERED,
  operationId: 'receiveEvent',
  summary: 'An event',
  description:
    'Sent to each enabled endpoint that hears of the organization and has the type, signed after Standard Webhooks 1.0. At least once, and perhaps out of order. It has ids alone: read the rest with your own token.',
  type: WebhookEventResponse,
};

export const TEST_WEBHOOK: WebhookDoc<WebhookTestResponse> = {
  ...DELIVERED,
  operationId: 'receiveTest',
  summary: 'A test',
  description: 'Sent to an endpoint that is being tested, in the same way as an event.',
  type: WebhookTestResponse,
};
