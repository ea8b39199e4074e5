import type { ErrorContexts, CreatedType, TokenBound } from '../../common/errors.js';
import { pathText, violationsSentence } from './api-v2.arguments.js';
import { domainErrors } from './api-v2.domain-errors.js';
import { type ApiV2Errors, type ApiV2ErrorRendering, UNEXPECTED } from './api-v2.rendering.js';
import { endSentence } from '../shared/token-end.js';

const ID_NAMES = {
  organization: 'InvalidOrganizationId',
  enterprise: 'InvalidEnterpriseId',
  user: 'InvalidUserId',
} as const;

const BOUNDS: Readonly<Record<TokenBound, string>> = {
  lifetime: 'duration',
  networks: 'ipRestrict',
  rate_limit: 'rateLimit',
};

const CREATED: Readonly<Record<CreatedType, string>> = {
  organization: 'the organization',
  enterprise: 'the enterprise',
  access_token: 'the access token',
  role: 'the role of the user',
  webhook_endpoint: 'the webhook endpoint',
  webhook_delivery: 'the webhook delivery of the event',
  webhook_replay: 'the event of the replay',
};

function invalidArguments({ fields, badId }: ErrorContexts['invalid_arguments']): ApiV2ErrorRendering {
  if (badId !== undefined) {
    const error = `The ${badId.name} id in the path must be 32 lower-case hexadecimal digits.`;
    return { status: 400, name: ID_NAMES[badId.name], error, context: { id: badId.id } };
  }
  const context = { fields: fields.map(({ path, rule }) => ({ path: pathText(path), rule })) };
  return { status: 400, name: 'Invalid', error: violationsSentence(fields), context };
}

/**
 * Every error as api-v2 renders it (decisions §6, api-v2.md §4). A code that is missing here does not compile;
 * `docs/errors.md` is compared with this table by a test.
 */
export const apiV2Errors: ApiV2Errors = {
  ...domainErrors,
  missing_token: () => ({
    status: 401,
    name: 'Unauthorized',
    error: 'No access token was sent. Send one in the header "Authorization: Bearer <token>".',
    headers: { 'www-authenticate': 'Bearer' },
  }),
  invalid_token: ({ end }) => ({
    status: 401,
    name: 'Unauthorized',
    error: `The access token ${end ? endSentence(end) : 'is not known here: it is mistyped, or its secret was replaced'}. Use another token.`,
    headers: { 'www-authenticate': 'Bearer error="invalid_token"', 'x-auth-required': 'true' },
  }),
  network_not_allowed: ({ ipAddress }) => ({
    status: 403,
    name: 'NetworkNotAllowed',
    error: `The access token may not be used from ${ipAddress}. Use it from one of the networks it is bound to.`,
    context: { ipAddress },
  }),
  rate_limited: ({ totalPermitted, retryAfterSeconds }) => ({
    status: 429,
    name: 'RateLimitExceeded',
    error: `More than ${totalPermitted} calls a minute were made with this access token and those that share its count, or from this address without a valid one. Try again in ${retryAfterSeconds} s.`,
    context: { retryAfterSeconds },
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  scope_not_granted: ({ scopes }) => ({
    status: 403,
    name: 'ScopeNotGranted',
    error: `The access token lacks the scope for this call. Use a token with one of: ${scopes.join(', ')}.`,
    context: { scopes },
  }),
  malformed_body: ({ details }) => ({
    status: 400,
    name: 'InvalidJson',
    error: `The request body is not usable JSON: ${details}`,
  }),
  payload_too_large: ({ limitBytes }) => ({
    status: 413,
    name: 'PayloadTooLarge',
    error: `The request body is too large. Send at most ${limitBytes} bytes.`,
    context: { limitBytes },
  }),
  unsupported_media_type: ({ accepted }) => ({
    status: 415,
    name: 'UnsupportedMediaType',
    error: `The request body has a media type that is not read here. Send it as ${accepted.join(' or ')}.`,
    context: { accepted },
  }),
  unsupported_content_encoding: ({ accepted }) => ({
    status: 415,
    name: 'UnsupportedContentEncoding',
    error: `The request body is compressed in a way that is not read here. Send it as it is, or in ${accepted.join(' or ')}.`,
    context: { accepted },
    headers: { 'accept-encoding': accepted.join(', ') },
  }),
  invalid_arguments: invalidArguments,
  permission_denied: ({ details }) => ({
    status: 403,
    name: 'Forbidden',
    error: `The access token's owner may not do this: ${details}`,
  }),
  token_bounds_exceeded: ({ bounds }) => ({
    status: 403,
    name: 'TokenBoundsExceeded',
    error: `No access token can reach further than the one it is made with. Ask for no more of: ${bounds.map((bound) => BOUNDS[bound]).join(', ')}.`,
    context: { bounds: bounds.map((bound) => BOUNDS[bound]) },
  }),
  precondition_failed: () => ({
    status: 412,
    name: 'PreconditionFailed',
    error: 'It was changed since you read it: none of the tags in If-Match is its own. Read it again, then change it.',
  }),
  idempotency_key_conflict: ({ enterpriseId, differs }) => ({
    status: 409,
    name: 'IdempotencyKeyConflict',
    error: `This idempotency key was already used with another ${differs.join(', ')}. Use a new key for a new request.`,
    context: { ...(enterpriseId !== undefined && { enterpriseId }), differs },
  }),
  idempotency_key_spent: ({ type, id }) => ({
    status: 409,
    name: 'IdempotencyKeySpent',
    error: `What this idempotency key has made is gone: ${CREATED[type]} ${id}. Use a new key to make another.`,
    context: { type, id },
  }),
  idempotency_key_in_progress: () => ({
    status: 409,
    name: 'IdempotencyKeyInProgress',
    error: 'A request with this idempotency key is still being worked on. Send the same request again in a second.',
    headers: { 'retry-after': '1' },
  }),
  route_not_found: ({ method, path }) => ({
    status: 404,
    name: 'NotFound',
    error: `There is no ${method} ${path} here. What there is, is described at /docs.`,
  }),
  method_not_allowed: ({ method, path, allow }) => ({
    status: 405,
    name: 'MethodNotAllowed',
    error: `${path} does not take ${method}. It takes: ${allow.join(', ')}.`,
    headers: { allow: allow.join(', ') },
  }),
  bad_request: ({ status, reason }) => ({ status, name: 'BadRequest', error: reason }),
  unavailable: () => ({
    status: 503,
    name: 'ServiceUnavailable',
    error: 'The service cannot answer at the moment. Whether a write was done is open: send the same request again.',
    headers: { 'retry-after': '1' },
  }),
  unexpected: () => UNEXPECTED,
};
