import type { ErrorCode, ErrorContexts } from '../common/errors.js';
import { pathText, problemsSentence, violationsSentence } from './api-v2.arguments.js';

/** How api-v2 says one error: `name` never changes, `error` is a sentence for people and may. */
export interface ApiV2Saying {
  readonly status: number;
  readonly name: string;
  readonly error: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is answered where nothing may be told. */
export const UNEXPECTED: ApiV2Saying = {
  status: 500,
  name: 'InternalServerError',
  error: 'Something went wrong on our side. Send the same request again, or report its requestId.',
};

/** Marks a code that no endpoint of api-v2 can raise; should one do so after all, the answer is `UNEXPECTED`. */
export const NEVER_SAID = null;

const ID_NAMES = { organization: 'InvalidOrganizationId', user: 'InvalidUserId' } as const;

function invalidArguments({ fields, badId }: ErrorContexts['invalid_arguments']): ApiV2Saying {
  if (badId !== undefined) {
    const error = `The ${badId.name} id in the path must be 32 lower-case hexadecimal digits.`;
    return { status: 400, name: ID_NAMES[badId.name], error, context: { id: badId.id } };
  }
  const context = { fields: fields.map(({ path, rule }) => ({ path: pathText(path), rule })) };
  return { status: 400, name: 'Invalid', error: violationsSentence(fields), context };
}

/**
 * Every error in the words of api-v2 (decisions §6, api-v2.md §4). A code that is missing here does not compile;
 * `docs/errors.md` is compared with this table by a test.
 */
export const apiV2Errors: { readonly [C in ErrorCode]: ((context: ErrorContexts[C]) => ApiV2Saying) | null } = {
  missing_token: () => ({
    status: 401,
    name: 'Unauthorized',
    error: 'No access token was sent. Send one in the header "Authorization: Bearer <token>".',
    headers: { 'www-authenticate': 'Bearer' },
  }),
  invalid_token: () => ({
    status: 401,
    name: 'Unauthorized',
    error: 'The access token is not valid: it is unknown, revoked or expired. Use another token.',
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
    error: `The access token has used up its ${totalPermitted} calls a minute. Try again in ${retryAfterSeconds} s.`,
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
  invalid_arguments: invalidArguments,
  validation_failed: ({ problems }) => ({
    status: 400,
    name: 'Invalid',
    error: problemsSentence(problems),
    context: { fields: problems.map(({ field, problem }) => ({ path: field, rule: problem })) },
  }),
  permission_denied: ({ details }) => ({
    status: 403,
    name: 'Forbidden',
    error: `The access token's owner may not do this: ${details}`,
  }),
  organization_not_found: ({ organizationId }) => ({
    status: 404,
    name: 'OrganizationNotFound',
    error: 'There is no organization of this id that the access token may see.',
    context: { organizationId },
  }),
  organization_suspended: ({ organizationId, inherited }) => ({
    status: 403,
    name: 'OrganizationSuspended',
    error: inherited
      ? 'An organization above this one is suspended, and everything below it with it. Ask whoever suspended it.'
      : 'The organization is suspended. Ask whoever suspended it to lift the suspension.',
    context: { organizationId, inherited },
  }),
  organization_not_activated: ({ organizationId }) => ({
    status: 403,
    name: 'OrganizationNotActivated',
    error: 'The organization has not been activated yet. Ask the operator of this service to activate it.',
    context: { organizationId },
  }),
  organization_limit_reached: ({ limit }) => ({
    status: 403,
    name: 'OrganizationLimitReached',
    error: `The limit of ${limit} managed organizations is reached. Delete one, or ask for a higher limit.`,
    context: { limit },
  }),
  organization_depth_reached: ({ depth }) => ({
    status: 403,
    name: 'OrganizationDepthReached',
    error: `Organizations nest at most ${depth} levels deep. Create this one under a higher organization.`,
    context: { depth },
  }),
  user_not_found: ({ userIds }) => ({
    status: 404,
    name: 'UserNotFound',
    error: 'No user of these ids is visible to the organization. Nothing was created or changed.',
    context: { userIds },
  }),
  no_user_associated_with_identity: () => ({
    status: 404,
    name: 'UserNotFound',
    error: 'The access token belongs to no user, so there is no "me". Use the token of a user, or a user id.',
    context: { userIds: ['me'] },
  }),
  currency_not_found: NEVER_SAID,
  country_not_found: NEVER_SAID,
  country_state_not_found: NEVER_SAID,
  api_token_not_found: NEVER_SAID,
  policy_not_available_for_managed_organizations: NEVER_SAID,
  managed_organization_required: NEVER_SAID,
  deletion_steps_not_satisfied: NEVER_SAID,
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
  idempotency_key_in_progress: () => ({
    status: 409,
    name: 'IdempotencyKeyInProgress',
    error: 'A request with this idempotency key is still being worked on. Send the same request again in a second.',
    headers: { 'retry-after': '1' },
  }),
  route_not_found: ({ method, path }) => ({
    status: 404,
    name: 'NotFound',
    error: `There is no ${method} ${path} here. Check the path against the documentation.`,
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
