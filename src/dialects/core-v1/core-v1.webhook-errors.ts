import type { CoreV1Errors } from './core-v1.rendering.js';

/** The errors about webhooks, as core-v1 renders them: an addition to the published API. */
export const webhookErrors = {
  webhook_endpoint_not_found: () => ({
    status: 404,
    code: 'webhook_endpoint_not_found',
    description: 'No webhook endpoint was found matching any of the criteria provided in the arguments',
  }),
  webhook_endpoint_limit_reached: ({ limit }) => ({
    status: 422,
    code: 'webhook_endpoint_limit_reached',
    description: 'The maximum number of webhook endpoints has been reached, delete one to create another',
    detail: { limit },
  }),
  webhook_endpoint_disabled: () => ({
    status: 409,
    code: 'webhook_endpoint_disabled',
    description: 'The webhook endpoint is disabled, enable it before anything is sent to it',
  }),
  webhook_url_not_allowed: ({ details }) => ({
    status: 422,
    code: 'webhook_url_not_allowed',
    description: 'Nothing may be delivered to the URL of the webhook endpoint',
    detail: { details },
  }),
  webhook_delivery_not_found: () => ({
    status: 404,
    code: 'webhook_delivery_not_found',
    description: 'No webhook delivery was found matching any of the criteria provided in the arguments',
  }),
  secrets_key_missing: () => ({
    status: 409,
    code: 'secrets_key_missing',
    description: 'The operator of this service has to set SECRETS_KEY before webhook endpoints can have secrets',
  }),
} satisfies Partial<CoreV1Errors>;
