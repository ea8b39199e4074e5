import {
  type AnswerFacts,
  type ApiV2Body,
  ApiV2Error,
  type CreatedType,
  type DeletionSteps,
  type None,
} from './errors.js';

/** A field that was refused, and the rule that it broke: docs/errors.md lists the rules. */
export interface InvalidField {
  /** Such as `thirdPartyIdentifier[1].label`. */
  readonly path: string;
  readonly rule: string;
}

export class AccessTokenNotFound extends ApiV2Error<'AccessTokenNotFound', { readonly id?: string }> {}
export class AccessTokenReplaced extends ApiV2Error<
  'AccessTokenReplaced',
  { readonly id: string; readonly replacedBy: string }
> {}
export class BadRequest extends ApiV2Error<'BadRequest', None> {}
export class DeletionStepsNotSatisfied extends ApiV2Error<
  'DeletionStepsNotSatisfied',
  { readonly steps: DeletionSteps }
> {}
export class EnterpriseFrozen extends ApiV2Error<
  'EnterpriseFrozen',
  { readonly enterpriseId: string; readonly expires: string }
> {}
export class EnterpriseNotFound extends ApiV2Error<'EnterpriseNotFound', { readonly enterpriseId: string }> {}
export class Forbidden extends ApiV2Error<'Forbidden', None> {}
export class IdempotencyKeyConflict extends ApiV2Error<
  'IdempotencyKeyConflict',
  { readonly enterpriseId?: string; readonly differs: readonly string[] }
> {}
export class IdempotencyKeyInProgress extends ApiV2Error<'IdempotencyKeyInProgress', None> {}
export class IdempotencyKeySpent extends ApiV2Error<
  'IdempotencyKeySpent',
  { readonly id: string; readonly type: CreatedType }
> {}
export class InternalServerError extends ApiV2Error<'InternalServerError', None> {}
export class Invalid extends ApiV2Error<'Invalid', { readonly fields: readonly InvalidField[] }> {}
export class InvalidEnterpriseId extends ApiV2Error<'InvalidEnterpriseId', { readonly id: string }> {}
export class InvalidJson extends ApiV2Error<'InvalidJson', None> {}
export class InvalidOrganizationId extends ApiV2Error<'InvalidOrganizationId', { readonly id: string }> {}
export class InvalidUserId extends ApiV2Error<'InvalidUserId', { readonly id: string }> {}
export class LastAdmin extends ApiV2Error<'LastAdmin', { readonly enterpriseId: string }> {}
export class MethodNotAllowed extends ApiV2Error<'MethodNotAllowed', None> {}
export class NetworkNotAllowed extends ApiV2Error<'NetworkNotAllowed', { readonly ipAddress: string }> {}
export class NotFound extends ApiV2Error<'NotFound', None> {}
export class OrganizationDepthReached extends ApiV2Error<'OrganizationDepthReached', { readonly depth: number }> {}
export class OrganizationLimitReached extends ApiV2Error<'OrganizationLimitReached', { readonly limit: number }> {}
export class OrganizationNotActivated extends ApiV2Error<
  'OrganizationNotActivated',
  { readonly organizationId: string }
> {}
export class OrganizationNotFound extends ApiV2Error<'OrganizationNotFound', { readonly organizationId: string }> {}
export class OrganizationSuspended extends ApiV2Error<
  'OrganizationSuspended',
  { readonly organizationId: string; readonly inherited: boolean }
> {}
export class PayloadTooLarge extends ApiV2Error<'PayloadTooLarge', { readonly limitBytes: number }> {}
export class PreconditionFailed extends ApiV2Error<'PreconditionFailed', None> {}
export class RateLimitExceeded extends ApiV2Error<'RateLimitExceeded', { readonly retryAfterSeconds: number }> {}
export class ScopeNotGranted extends ApiV2Error<'ScopeNotGranted', { readonly scopes: readonly string[] }> {}
export class ServiceUnavailable extends ApiV2Error<'ServiceUnavailable', None> {}
export class TokenBoundsExceeded extends ApiV2Error<'TokenBoundsExceeded', { readonly bounds: readonly string[] }> {}
export class Unauthorized extends ApiV2Error<'Unauthorized', None> {}
export class UnsupportedContentEncoding extends ApiV2Error<
  'UnsupportedContentEncoding',
  { readonly accepted: readonly string[] }
> {}
export class UnsupportedMediaType extends ApiV2Error<
  'UnsupportedMediaType',
  { readonly accepted: readonly string[] }
> {}
export class UserNotFound extends ApiV2Error<'UserNotFound', { readonly userIds: readonly string[] }> {}

/** The class of each `name` of the catalogue. */
export const API_V2_ERRORS: ReadonlyMap<string, new (facts: AnswerFacts, body: ApiV2Body) => ApiV2Error> = new Map(
  Object.entries({
    AccessTokenNotFound,
    AccessTokenReplaced,
    BadRequest,
    DeletionStepsNotSatisfied,
    EnterpriseFrozen,
    EnterpriseNotFound,
    Forbidden,
    IdempotencyKeyConflict,
    IdempotencyKeyInProgress,
    IdempotencyKeySpent,
    InternalServerError,
    Invalid,
    InvalidEnterpriseId,
    InvalidJson,
    InvalidOrganizationId,
    InvalidUserId,
    LastAdmin,
    MethodNotAllowed,
    NetworkNotAllowed,
    NotFound,
    OrganizationDepthReached,
    OrganizationLimitReached,
    OrganizationNotActivated,
    OrganizationNotFound,
    OrganizationSuspended,
    PayloadTooLarge,
    PreconditionFailed,
    RateLimitExceeded,
    ScopeNotGranted,
    ServiceUnavailable,
    TokenBoundsExceeded,
    Unauthorized,
    UnsupportedContentEncoding,
    UnsupportedMediaType,
    UserNotFound,
  }),
);
