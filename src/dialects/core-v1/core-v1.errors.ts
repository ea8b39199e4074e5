import { argumentError, problemMessage } from './core-v1.arguments.js';
import { type CoreV1Errors, type CoreV1ErrorRendering, NOT_IN_CORE_V1 } from './core-v1.rendering.js';
import { tokenErrors } from './core-v1.token-errors.js';
import { webhookErrors } from './core-v1.webhook-errors.js';

/** The answer that discloses nothing: core-v1.md §5.3. */
export const UNHANDLED: CoreV1ErrorRendering = { status: 500, code: 'unhandled_exception', description: null };

const NAMESPACE = /^\/core\/v1\/?/;

const VALIDATION = {
  status: 422,
  code: 'validation_error',
  description: 'A validation error occurred with the object that was being created/updated/deleted',
} as const;

/** `api_token` is "API token" in the published texts, and its sentence alone ends in a full stop. */
function notFound(what: 'currency' | 'country' | 'country_state' | 'api_token'): CoreV1ErrorRendering {
  const words = what.replace('api', 'API').replace('_', ' ');
  const description = `No ${words} was found matching any of the criteria provided in the arguments`;
  return {
    status: 404,
    code: `${what}_not_found`,
    description: what === 'api_token' ? `${description}.` : description,
  };
}

function noRoute({ method, path }: { method: string; path: string }): CoreV1ErrorRendering {
  const description = `No route matches '${path.replace(NAMESPACE, '')}' for ${method}`;
  return { status: 404, code: 'route_not_found', description };
}

/**
 * Every error as core-v1 renders it (decisions §6, core-v1.md §5). A code that is missing here does not compile;
 * `docs/errors.md` is compared with this table by a test.
 */
export const coreV1Errors: CoreV1Errors = {
  ...tokenErrors,
  ...webhookErrors,
  malformed_body: ({ details }) => ({
    status: 400,
    code: 'invalid_json_body',
    description: 'The JSON body provided with this request is invalid',
    detail: { details },
  }),
  payload_too_large: ({ limitBytes }) => ({
    status: 413,
    code: 'payload_too_large',
    description: `The body provided with this request is larger than ${limitBytes} bytes`,
  }),
  unsupported_media_type: NOT_IN_CORE_V1,
  unsupported_content_encoding: ({ accepted }) => ({
    status: 415,
    code: 'unsupported_content_encoding',
    description: 'The body provided with this request has a content encoding that is not supported',
    detail: { accepted },
    headers: { 'accept-encoding': accepted.join(', ') },
  }),
  invalid_arguments: ({ fields: [first] }) => ({
    status: 400,
    ...argumentError(first ?? { path: [], rule: 'invalid_scalar' }),
  }),
  validation_failed: ({ problems }) => ({ ...VALIDATION, detail: { errors: problems.map(problemMessage) } }),
  permission_denied: ({ details }) => ({
    status: 403,
    code: 'permission_denied',
    description: 'The authenticated identity is not permitted to perform this action',
    detail: { details },
  }),
  organization_not_found: () => ({
    status: 404,
    code: 'organization_not_found',
    description: 'No organization was found matching any of the criteria provided in the arguments',
  }),
  organization_suspended: () => ({
    status: 403,
    code: 'organization_suspended',
    description: 'An organization was found from the arguments provided but it was suspended',
  }),
  organization_not_activated: () => ({
    status: 403,
    code: 'organization_not_activated',
    description: "An organization was found from the arguments provided but it wasn't activated yet",
  }),
  organization_limit_reached: () => ({
    status: 422,
    code: 'organization_limit_reached',
    description: 'The maxmium number of organizations that can be created has been reached',
  }),
  organization_depth_reached: () => ({
    ...VALIDATION,
    detail: { errors: ['Organization depth has been reached'] },
  }),
  enterprise_not_found: NOT_IN_CORE_V1,
  enterprise_frozen: NOT_IN_CORE_V1,
  last_admin: NOT_IN_CORE_V1,
  user_not_found: NOT_IN_CORE_V1,
  no_user_associated_with_identity: () => ({
    status: 404,
    code: 'no_user_associated_with_identity',
    description: 'There is no user associated with this API token',
  }),
  currency_not_found: () => notFound('currency'),
  country_not_found: () => notFound('country'),
  country_state_not_found: () => notFound('country_state'),
  api_token_not_found: () => notFound('api_token'),
  policy_not_available_for_managed_organizations: () => ({
    status: 400,
    code: 'policy_not_available_for_managed_organizations',
    description: 'Managed organizations do not have policies. Make this request on the parent organization instead.',
  }),
  managed_organization_required: () => ({
    status: 409,
    code: 'managed_organization_required',
    description: 'Only managed organizations can be deleted using this endpoint',
  }),
  deletion_steps_not_satisfied: ({ steps }) => ({
    status: 409,
    code: 'deletion_steps_not_satisfied',
    description:
      'Not all deletion steps have been satisfied, ensure all steps are satisfied before attempting deletion',
    detail: { steps },
  }),
  precondition_failed: () => ({
    status: 412,
    code: 'precondition_failed',
    description: 'The object has been changed since it was read, none of the tags in If-Match is its current one',
  }),
  event_cursor_expired: ({ oldest }) => ({
    status: 410,
    code: 'event_cursor_expired',
    description:
      'Events behind this cursor have been cleared, read on from the oldest one in the detail and compare what you hold',
    detail: { oldest },
  }),
  too_many_waiting: ({ limit, retryAfterSeconds }) => ({
    status: 429,
    code: 'too_many_waiting',
    description: 'Too many requests are waiting for events already, wait with fewer at a time or ask without wait',
    detail: { limit },
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  idempotency_key_conflict: () => ({
    status: 409,
    code: 'idempotency_key_conflict',
    description: 'The idempotency key provided has already been used for a request with other arguments',
  }),
  idempotency_key_spent: ({ type, id }) => ({
    status: 409,
    code: 'idempotency_key_spent',
    description: 'What was made with the idempotency key provided is gone, use a new key to make another',
    detail: { type, id },
  }),
  idempotency_key_in_progress: () => ({
    status: 409,
    code: 'idempotency_key_in_progress',
    description: 'A request with the idempotency key provided is still in progress, please try again later',
    headers: { 'retry-after': '1' },
  }),
  route_not_found: noRoute,
  method_not_allowed: noRoute,
  bad_request: ({ status, reason }) => ({ status, code: 'bad_request', description: reason }),
  unavailable: () => ({
    status: 503,
    code: 'service_unavailable',
    description: 'The service is currently unavailable, please try again later',
    headers: { 'retry-after': '1' },
  }),
  unexpected: () => UNHANDLED,
};
