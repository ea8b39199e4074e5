import type { OperationDoc } from '../../http/docs/operation.js';
import {
  DeletedWebhookEndpointAnswer,
  WebhookEndpointAnswer,
  WebhookEndpointPage,
} from './webhook-endpoint.response.js';

const headers = { ETag: 'Names the state of the endpoint that is shown, for If-Match.' };
const request = {
  url: 'https://example.com/webhooks',
  description: 'billing',
  types: ['organization.created', 'organization.deleted'],
};

const CREATED =
  'The secret, which signs what is sent, is in this answer alone. The URL is `https` and its host public, unless the operator has allowed networks (422 webhook_url_not_allowed). At most 20 endpoints (422 webhook_endpoint_limit_reached).';

export const LIST_WEBHOOK_ENDPOINTS: OperationDoc<WebhookEndpointPage> = {
  operationId: 'listWebhookEndpoints',
  summary: 'List webhook endpoints of an organization',
  description: "The organization's own webhook endpoints, oldest first. Never a secret.",
  answer: {
    description: 'One page of endpoints.',
    type: WebhookEndpointPage,
  },
};

export const LIST_OWN_WEBHOOK_ENDPOINTS: OperationDoc<WebhookEndpointPage> = {
  operationId: 'listOperatorWebhookEndpoints',
  summary: 'List webhook endpoints of the operator',
  description: "The operator's own webhook endpoints, oldest first. Never a secret.",
  answer: {
    description: 'One page of endpoints.',
    type: WebhookEndpointPage,
  },
};

export const CREATE_WEBHOOK_ENDPOINT: OperationDoc<WebhookEndpointAnswer> = {
  operationId: 'createWebhookEndpoint',
  summary: 'Create a webhook endpoint for an organization',
  description: `Has the events of the organization, and of all below it, sent to a URL from now on, signed after Standard Webhooks. ${CREATED} A repetition under the same \`Idempotency-Key\` returns the secret again only to the same token.`,
  request,
  headers,
  answer: {
    description: 'The new endpoint, with its secret.',
    type: WebhookEndpointAnswer,
  },
};

export const CREATE_OWN_WEBHOOK_ENDPOINT: OperationDoc<WebhookEndpointAnswer> = {
  operationId: 'createOperatorWebhookEndpoint',
  summary: 'Create a webhook endpoint for the operator',
  description: `Has the events of the whole installation sent to a URL from now on. ${CREATED}`,
  request,
  headers,
  answer: {
    description: 'The new endpoint, with its secret.',
    type: WebhookEndpointAnswer,
  },
};

export const GET_WEBHOOK_ENDPOINT: OperationDoc<WebhookEndpointAnswer> = {
  operationId: 'getWebhookEndpoint',
  summary: 'Show a webhook endpoint',
  description: 'One webhook endpoint of an organization, or for the operator any. Never its secret.',
  headers,
  answer: { description: 'The endpoint.', type: WebhookEndpointAnswer },
};

export const UPDATE_WEBHOOK_ENDPOINT: OperationDoc<WebhookEndpointAnswer> = {
  operationId: 'updateWebhookEndpoint',
  summary: 'Change a webhook endpoint',
  description:
    'Changes what is given and leaves the rest: an empty description is none, an empty list of types is all. While it is disabled nothing is sent, and what happens is not kept for it: replay it afterwards. Enabling one that was disabled as it failed begins anew.',
  request: { enabled: true },
  headers,
  answer: {
    description: 'The endpoint as it is now.',
    type: WebhookEndpointAnswer,
  },
};

export const DELETE_WEBHOOK_ENDPOINT: OperationDoc<DeletedWebhookEndpointAnswer> = {
  operationId: 'deleteWebhookEndpoint',
  summary: 'Delete a webhook endpoint',
  description: 'Nothing is sent to it any more, not even what was due.',
  request: {},
  answer: {
    description: 'What was deleted.',
    type: DeletedWebhookEndpointAnswer,
  },
};

export const ROTATE_WEBHOOK_SECRET: OperationDoc<WebhookEndpointAnswer> = {
  operationId: 'rotateWebhookSecret',
  summary: 'Rotate the secret of a webhook endpoint',
  description:
    'Gives the endpoint a new secret, which is in this answer alone. For `previous_valid_for` seconds (a day, unless given; 0 for a secret that leaked) each delivery is signed with both, so that the receiver can change at any time within it.',
  request: { previous_valid_for: 3600 },
  headers,
  answer: {
    description: 'The endpoint with its new secret.',
    type: WebhookEndpointAnswer,
  },
};
