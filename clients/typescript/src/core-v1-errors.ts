import {
  type AnswerFacts,
  type CoreV1Body,
  CoreV1Error,
  type CreatedType,
  type DeletionSteps,
  type None,
} from './errors.js';

/** An argument as it is published. */
export interface PublishedArgument {
  readonly id?: string;
  readonly name: string;
  readonly description: string | null;
}

/** The argument that was refused. */
export interface ArgumentDetail {
  /** Its name, below those of the objects that it is in. Positions in lists are left out. */
  readonly path: readonly string[];
  readonly argument: PublishedArgument;
}

/** What is wrong with it: docs/errors.md lists the issues. */
export interface ArgumentIssue {
  readonly issue: string;
  readonly issue_description: string | null;
  readonly errors: readonly string[];
  /** The position of the element of a list that has the wrong type. */
  readonly index: number | null;
}

export class ApiTokenEnded extends CoreV1Error<'api_token_ended', { readonly details: string }> {}
export class ApiTokenNotFound extends CoreV1Error<'api_token_not_found', None> {}
export class ApiTokenReplaced extends CoreV1Error<
  'api_token_replaced',
  { readonly id: string; readonly replaced_by: string }
> {}
export class BadRequest extends CoreV1Error<'bad_request', None> {}
export class CountryNotFound extends CoreV1Error<'country_not_found', None> {}
export class CountryStateNotFound extends CoreV1Error<'country_state_not_found', None> {}
export class CurrencyNotFound extends CoreV1Error<'currency_not_found', None> {}
export class DeletionStepsNotSatisfied extends CoreV1Error<
  'deletion_steps_not_satisfied',
  { readonly steps: DeletionSteps }
> {}
export class EventCursorExpired extends CoreV1Error<'event_cursor_expired', { readonly oldest: string }> {}
export class IdempotencyKeyConflict extends CoreV1Error<'idempotency_key_conflict', None> {}
export class IdempotencyKeyInProgress extends CoreV1Error<'idempotency_key_in_progress', None> {}
export class IdempotencyKeySpent extends CoreV1Error<
  'idempotency_key_spent',
  { readonly id: string; readonly type: CreatedType }
> {}
export class InvalidApiToken extends CoreV1Error<'invalid_api_token', { readonly details: string | null }> {}
export class InvalidArgument extends CoreV1Error<'invalid_argument', ArgumentDetail & ArgumentIssue> {}
export class InvalidJsonBody extends CoreV1Error<'invalid_json_body', { readonly details: string }> {}
export class ManagedOrganizationRequired extends CoreV1Error<'managed_organization_required', None> {}
export class MissingApiToken extends CoreV1Error<'missing_api_token', None> {}
export class MissingRequiredArgument extends CoreV1Error<'missing_required_argument', ArgumentDetail> {}
export class NoUserAssociatedWithIdentity extends CoreV1Error<'no_user_associated_with_identity', None> {}
export class OrganizationLimitReached extends CoreV1Error<'organization_limit_reached', None> {}
export class OrganizationNotActivated extends CoreV1Error<'organization_not_activated', None> {}
export class OrganizationNotFound extends CoreV1Error<'organization_not_found', None> {}
export class OrganizationSuspended extends CoreV1Error<'organization_suspended', None> {}
export class PayloadTooLarge extends CoreV1Error<'payload_too_large', None> {}
export class PermissionDenied extends CoreV1Error<'permission_denied', { readonly details: string }> {}
export class PolicyNotAvailableForManagedOrganizations extends CoreV1Error<
  'policy_not_available_for_managed_organizations',
  None
> {}
export class PreconditionFailed extends CoreV1Error<'precondition_failed', None> {}
export class RateLimitReached extends CoreV1Error<'rate_limit_reached', { readonly total_permitted: number }> {}
export class RouteNotFound extends CoreV1Error<'route_not_found', None> {}
export class ScopeNotGranted extends CoreV1Error<'scope_not_granted', { readonly scopes: readonly string[] }> {}
export class SecretsKeyMissing extends CoreV1Error<'secrets_key_missing', None> {}
export class ServiceUnavailable extends CoreV1Error<'service_unavailable', None> {}
export class TokenBoundsExceeded extends CoreV1Error<'token_bounds_exceeded', { readonly bounds: readonly string[] }> {}
export class TooManyWaiting extends CoreV1Error<'too_many_waiting', { readonly limit: number }> {}
export class UnauthorizedNetworkForApiToken extends CoreV1Error<
  'unauthorized_network_for_api_token',
  { readonly ip_address: string }
> {}
export class UnhandledException extends CoreV1Error<'unhandled_exception', None> {}
export class UnsupportedContentEncoding extends CoreV1Error<
  'unsupported_content_encoding',
  { readonly accepted: readonly string[] }
> {}
export class ValidationError extends CoreV1Error<'validation_error', { readonly errors: readonly string[] }> {}
export class WebhookDeliveryNotFound extends CoreV1Error<'webhook_delivery_not_found', None> {}
export class WebhookEndpointDisabled extends CoreV1Error<'webhook_endpoint_disabled', None> {}
export class WebhookEndpointLimitReached extends CoreV1Error<
  'webhook_endpoint_limit_reached',
  { readonly limit: number }
> {}
export class WebhookEndpointNotFound extends CoreV1Error<'webhook_endpoint_not_found', None> {}
export class WebhookUrlNotAllowed extends CoreV1Error<'webhook_url_not_allowed', { readonly details: string }> {}

/** The class of each `code` of the catalogue. */
export const CORE_V1_ERRORS: ReadonlyMap<string, new (facts: AnswerFacts, body: CoreV1Body) => CoreV1Error> = new Map(
  Object.entries({
    api_token_ended: ApiTokenEnded,
    api_token_not_found: ApiTokenNotFound,
    api_token_replaced: ApiTokenReplaced,
    bad_request: BadRequest,
    country_not_found: CountryNotFound,
    country_state_not_found: CountryStateNotFound,
    currency_not_found: CurrencyNotFound,
    deletion_steps_not_satisfied: DeletionStepsNotSatisfied,
    event_cursor_expired: EventCursorExpired,
    idempotency_key_conflict: IdempotencyKeyConflict,
    idempotency_key_in_progress: IdempotencyKeyInProgress,
    idempotency_key_spent: IdempotencyKeySpent,
    invalid_api_token: InvalidApiToken,
    invalid_argument: InvalidArgument,
    invalid_json_body: InvalidJsonBody,
    managed_organization_required: ManagedOrganizationRequired,
    missing_api_token: MissingApiToken,
    missing_required_argument: MissingRequiredArgument,
    no_user_associated_with_identity: NoUserAssociatedWithIdentity,
    organization_limit_reached: OrganizationLimitReached,
    organization_not_activated: OrganizationNotActivated,
    organization_not_found: OrganizationNotFound,
    organization_suspended: OrganizationSuspended,
    payload_too_large: PayloadTooLarge,
    permission_denied: PermissionDenied,
    policy_not_available_for_managed_organizations: PolicyNotAvailableForManagedOrganizations,
    precondition_failed: PreconditionFailed,
    rate_limit_reached: RateLimitReached,
    route_not_found: RouteNotFound,
    scope_not_granted: ScopeNotGranted,
    secrets_key_missing: SecretsKeyMissing,
    service_unavailable: ServiceUnavailable,
    token_bounds_exceeded: TokenBoundsExceeded,
    too_many_waiting: TooManyWaiting,
    unauthorized_network_for_api_token: UnauthorizedNetworkForApiToken,
    unhandled_exception: UnhandledException,
    unsupported_content_encoding: UnsupportedContentEncoding,
    validation_error: ValidationError,
    webhook_delivery_not_found: WebhookDeliveryNotFound,
    webhook_endpoint_disabled: WebhookEndpointDisabled,
    webhook_endpoint_limit_reached: WebhookEndpointLimitReached,
    webhook_endpoint_not_found: WebhookEndpointNotFound,
    webhook_url_not_allowed: WebhookUrlNotAllowed,
  }),
);
