import { unixSeconds } from '../../organization/organization.presenter.js';
import { OPERATOR, type WebhookEndpoint } from '../webhook-endpoint.js';
import type { WebhookEndpointAnswer, WebhookEndpointResponse } from './webhook-endpoint.response.js';
import type { ShownWebhookEndpoint } from './webhook-endpoint.service.js';

/** An endpoint without its secret. */
export function presentWebhookEndpoint(endpoint: WebhookEndpoint): WebhookEndpointResponse {
  return presentShown({ ...endpoint, secret: null });
}

export function presentWebhookEndpointAnswer(endpoint: ShownWebhookEndpoint): WebhookEndpointAnswer {
  return { webhook_endpoint: presentShown(endpoint) };
}

function presentShown(endpoint: ShownWebhookEndpoint): WebhookEndpointResponse {
  const { organizationId, previousUntil, disabledReason, failingSince } = endpoint;
  const isPreviousValid = previousUntil !== null && previousUntil > Date.now();
  return {
    id: endpoint.id,
    organization_id: organizationId === OPERATOR ? null : organizationId,
    url: endpoint.url,
    description: endpoint.description,
    types: endpoint.types ?? [],
    enabled: disabledReason === null,
    disabled_reason: disabledReason,
    failing_since: failingSince === null ? null : unixSeconds(failingSince),
    previous_secret_until: isPreviousValid ? unixSeconds(previousUntil) : null,
    created_at: unixSeconds(endpoint.createdAt),
    updated_at: unixSeconds(endpoint.updatedAt),
    secret: endpoint.secret,
  };
}
