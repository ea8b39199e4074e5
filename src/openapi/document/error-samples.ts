import { DomainError, type ErrorCode, type ErrorContexts, type IdName } from '../../common/errors.js';

const ID = '59cd72485007a239fb00282ed480da1f';

/** One context for each code, from which the document's examples are rendered: a new code needs one to compile. */
export const ERROR_SAMPLES: { readonly [C in ErrorCode]: ErrorContexts[C] } = {
  missing_token: {},
  invalid_token: {},
  network_not_allowed: { ipAddress: '203.0.113.7' },
  scope_not_granted: { scopes: ['enterprises'] },
  rate_limited: { totalPermitted: 1_000, retryAfterSeconds: 17 },
  malformed_body: { details: 'Unexpected end of JSON input' },
  payload_too_large: { limitBytes: 65_536 },
  unsupported_media_type: { accepted: ['application/json'] },
  unsupported_content_encoding: { accepted: ['gzip', 'deflate', 'br'] },
  invalid_arguments: { fields: [{ path: ['name'], rule: 'missing' }] },
  validation_failed: { problems: [{ field: 'sub_domain', problem: 'taken' }] },
  permission_denied: { details: 'The role in this organization does not allow this' },
  token_bounds_exceeded: { bounds: ['lifetime'] },
  organization_not_found: { organizationId: ID },
  organization_suspended: { organizationId: ID, inherited: false },
  organization_not_activated: { organizationId: ID },
  organization_limit_reached: { limit: 5 },
  organization_depth_reached: { depth: 5 },
  enterprise_not_found: { enterpriseId: ID },
  enterprise_frozen: { enterpriseId: ID, expires: 1_795_347_260_000 },
  last_admin: { enterpriseId: ID },
  user_not_found: { userIds: [ID] },
  no_user_associated_with_identity: {},
  currency_not_found: {},
  country_not_found: {},
  country_state_not_found: {},
  api_token_not_found: { id: ID },
  api_token_ended: { end: { how: 'expired', at: 1_795_347_260_000 } },
  api_token_replaced: { id: ID, replacedBy: '6854341f9b1b4a0d8f0e2c7a5d3b9e10' },
  webhook_endpoint_not_found: {},
  webhook_endpoint_limit_reached: { limit: 20 },
  webhook_endpoint_disabled: {},
  webhook_url_not_allowed: { details: 'It must begin with https://' },
  webhook_delivery_not_found: {},
  secrets_key_missing: {},
  policy_not_available_for_managed_organizations: {},
  managed_organization_required: {},
  deletion_steps_not_satisfied: { steps: { managed_organizations: { satisfied: false, description: 'Delete them' } } },
  event_cursor_expired: { oldest: 'Qz7mA1xKc4tVn9bRj2sYd8uLf5hGw3pEoTi6XqWvZaBCrHkNMgJyUDPS' },
  too_many_waiting: { limit: 10, retryAfterSeconds: 5 },
  precondition_failed: {},
  idempotency_key_conflict: { enterpriseId: ID, differs: ['email'] },
  idempotency_key_spent: { type: 'organization', id: ID },
  idempotency_key_in_progress: {},
  route_not_found: { method: 'GET', path: '/nowhere' },
  method_not_allowed: { method: 'PUT', path: '/api/v2/user/me', allow: ['GET'] },
  bad_request: { status: 400, reason: 'The request is not well-formed HTTP.' },
  unavailable: {},
  unexpected: {},
};

/** Other contexts of codes whose context is not always of the same shape: the schema of an error covers all of them. */
const FURTHER_SAMPLES: { readonly [C in ErrorCode]?: readonly ErrorContexts[C][] } = {
  invalid_token: [{ end: { how: 'expired', at: 1_795_347_260_000 } }],
  invalid_arguments: [
    { fields: [{ path: ['name'], rule: 'invalid_scalar' }] },
    { fields: [{ path: ['annotations', 1], rule: 'object_expected', description: 'Annotations to add' }] },
    { fields: [{ path: ['annotations'], rule: 'missing', description: 'Annotations to add' }] },
    ...(['organization', 'enterprise', 'user'] as const).map((name) => ({ fields: [], badId: { name, id: 'x' } })),
  ],
  api_token_not_found: [{}],
  idempotency_key_conflict: [{ differs: ['email'] }],
  deletion_steps_not_satisfied: [{ steps: { enterprises: { satisfied: false, description: 'Remove them' } } }],
};

/** Errors of every code, in every shape of their contexts. */
export function allSamples(): DomainError[] {
  return (Object.keys(ERROR_SAMPLES) as ErrorCode[]).flatMap((code) =>
    [ERROR_SAMPLES[code], ...(FURTHER_SAMPLES[code] ?? [])].map((context) => new DomainError(code, context)),
  );
}

/**
 * An error of each of these codes. A wrong argument is another error than a missing one, and so is a malformed id in
 * the path.
 * @param pathIds the resources of the ids in the path
 */
export function samplesOf(codes: readonly ErrorCode[], pathIds: readonly IdName[]): DomainError[] {
  return [...new Set(codes)].flatMap((code) => {
    const sample = new DomainError(code, ERROR_SAMPLES[code]);
    if (code !== 'invalid_arguments') return [sample];
    const fields = [{ path: ['name'], rule: 'invalid_scalar' }];
    const badIds = pathIds.map((name) => new DomainError(code, { fields, badId: { name, id: 'x' } }));
    return [sample, new DomainError(code, { fields }), ...badIds];
  });
}
