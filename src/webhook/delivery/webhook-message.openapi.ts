import type { TakenHeader } from '../../http/docs/operation.js';
import type { WebhookDoc } from '../../http/docs/webhook.js';
import { idSchema, stringSchema } from '../../http/validation/fields/schemas.js';
import { WebhookEventResponse, WebhookTestResponse } from './webhook-message.response.js';

/** A delivery that verifies by this secret: receivers may be tested with it. */
const EXAMPLE = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
  id: '01a2030921447000a1e610212452f6a3',
  timestamp: '1795347260',
  signature: 'v1,1Uq1luNXbY2vfuIjSVvlRt5E/DreIM/SaiqlezoV1Wg=',
  body: {
    type: 'organization.created',
    timestamp: '2026-11-22T11:34:20.000Z',
    data: {
      organization_id: '01a2030922ee7000b247b7dd3d08230b',
      subject: { type: 'organization', id: '01a2030922ee7000b247b7dd3d08230b' },
    },
  },
} as const;

const headers: readonly TakenHeader[] = [
  {
    name: 'webhook-id',
    description:
      "The event's id, the same for every attempt: by it, a receiver recognizes what it has received before.",
    example: EXAMPLE.id,
    schema: idSchema,
  },
  {
    name: 'webhook-timestamp',
    description: 'When this attempt was made, in unix seconds. Refuse what is more than five minutes away.',
    example: EXAMPLE.timestamp,
    schema: { ...stringSchema, pattern: '^\\d+$' },
  },
  {
    name: 'webhook-signature',
    description: `For each valid secret \`v1,\` and the HMAC-SHA256 of \`id.timestamp.body\` in Base64, with spaces between them. One that matches is enough. The example is by the secret \`${EXAMPLE.secret}\`.`,
    example: EXAMPLE.signature,
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
  example: EXAMPLE.body,
};

export const TEST_WEBHOOK: WebhookDoc<WebhookTestResponse> = {
  ...DELIVERED,
  operationId: 'receiveTest',
  summary: 'A test',
  description: 'Sent to an endpoint that is being tested, in the same way as an event.',
  type: WebhookTestResponse,
  example: { type: 'webhook.test', timestamp: EXAMPLE.body.timestamp, data: {} },
};
