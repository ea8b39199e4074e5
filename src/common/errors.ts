/** One thing wrong with an argument. `path` holds wire names and list positions: `['annotations', 1, 'key']`. */
export interface Violation {
  readonly path: readonly (string | number)[];
  /** A word of the closed list in `http/arguments/rules.ts`: `missing`, `invalid_scalar`, `too_long`, … */
  readonly rule: string;
  /** The name that core-v1 publishes for the set of arguments it belongs to (core-v1.md §5.3). */
  readonly argumentSet?: string;
  /** The published description of the argument, if it has one. */
  readonly description?: string;
}

/** One value that has the right type and still cannot be accepted. `field` is a wire name: `sub_domain`. */
export interface Problem {
  readonly field: string;
  readonly problem: 'blank' | 'invalid' | 'reserved' | 'taken' | 'too_long' | 'too_often' | 'unprintable' | 'duplicate';
  /** The limit that was passed: characters or elements where `problem` is `too_long`, times where it is `too_often`. */
  readonly limit?: number;
}

/** The ids that can be part of a path of api-v2, and have the wrong form there. */
export type IdName = 'organization' | 'enterprise' | 'user';

/** What ended a token first, and when, in milliseconds since 1970. */
export interface TokenEnd {
  readonly how: 'expired' | 'revoked';
  readonly at: number;
}

/** What of a token may not exceed that of the token which makes or changes it; scopes have an error of their own. */
export type TokenBound = 'lifetime' | 'networks' | 'rate_limit';

/** What a repeated request may have created under its idempotency key. */
export type CreatedType =
  'organization' | 'enterprise' | 'access_token' | 'role' | 'webhook_endpoint' | 'webhook_delivery' | 'webhook_replay';

/** One thing that must be done before an organization can be deleted (core-v1.md §4.5). */
export interface DeletionStep {
  readonly satisfied: boolean;
  readonly description: string;
}

/**
 * The closed catalogue: every way a request can be refused, and what is known when it is (decisions §6).
 *
 * These are facts of the domain, independent of HTTP. Each dialect has one table that renders all of them; adding a
 * code here stops the build until both tables, and `docs/errors.md`, name it.
 */
export interface ErrorContexts {
  missing_token: Record<string, never>;
  /** `end` where the caller has shown the secret of a token that has ended; no other caller learns of it. */
  invalid_token: { end?: TokenEnd };
  network_not_allowed: { ipAddress: string };
  rate_limited: { totalPermitted: number; retryAfterSeconds: number };
  scope_not_granted: { scopes: readonly string[] };
  malformed_body: { details: string };
  payload_too_large: { limitBytes: number };
  unsupported_media_type: { accepted: readonly string[] };
  unsupported_content_encoding: { accepted: readonly string[] };
  invalid_arguments: { fields: readonly Violation[]; badId?: { name: IdName; id: string } };
  validation_failed: { problems: readonly Problem[] };
  permission_denied: { details: string };
  /** A token would have more rights than the one in use, or has more and was to be changed. */
  token_bounds_exceeded: { bounds: readonly TokenBound[] };
  organization_not_found: { organizationId: string };
  organization_suspended: { organizationId: string; inherited: boolean };
  organization_not_activated: { organizationId: string };
  organization_limit_reached: { limit: number };
  organization_depth_reached: { depth: number };
  enterprise_not_found: { enterpriseId: string };
  /** `expires` in milliseconds since 1970. */
  enterprise_frozen: { enterpriseId: string; expires: number };
  last_admin: { enterpriseId: string };
  user_not_found: { userIds: readonly string[] };
  no_user_associated_with_identity: Record<string, never>;
  currency_not_found: Record<string, never>;
  country_not_found: Record<string, never>;
  country_state_not_found: Record<string, never>;
  /** `id` where it is part of a path of api-v2. */
  api_token_not_found: { id?: string };
  api_token_ended: { end: TokenEnd };
  api_token_replaced: { id: string; replacedBy: string };
  webhook_endpoint_not_found: Record<string, never>;
  webhook_endpoint_limit_reached: { limit: number };
  /** Nothing can be sent to it before it is enabled again. */
  webhook_endpoint_disabled: Record<string, never>;
  /** An address to which nothing may be delivered; `details` is the reason. */
  webhook_url_not_allowed: { details: string };
  webhook_delivery_not_found: Record<string, never>;
  /** The operator has configured no key that secrets could be sealed with. */
  secrets_key_missing: Record<string, never>;
  policy_not_available_for_managed_organizations: Record<string, never>;
  managed_organization_required: Record<string, never>;
  deletion_steps_not_satisfied: { steps: Readonly<Record<string, DeletionStep>> };
  precondition_failed: Record<string, never>;
  /** `oldest` is the cursor ahead of the oldest event that is kept. */
  event_cursor_expired: { oldest: string };
  /** `limit` is how many may wait at once: of the token, or of the process. */
  too_many_waiting: { limit: number; retryAfterSeconds: number };
  /** `enterpriseId` where the key is an enterprise's own, and not one of the header `Idempotency-Key`. */
  idempotency_key_conflict: { enterpriseId?: string; differs: readonly string[] };
  /** What was created under the key is gone. `id` is that of the user if it was a role. */
  idempotency_key_spent: { type: CreatedType; id: string };
  idempotency_key_in_progress: Record<string, never>;
  route_not_found: { method: string; path: string };
  method_not_allowed: { method: string; path: string; allow: readonly string[] };
  bad_request: { status: 400 | 408 | 414 | 417 | 431; reason: string };
  unavailable: Record<string, never>;
  unexpected: Record<string, never>;
}

export type ErrorCode = keyof ErrorContexts;

/**
 * A refusal or failure in the words of the domain. It becomes HTTP in the last step (`http/error.filter.ts`).
 *
 * `context` may be shown to the client; `cause` is for the log alone and never leaves the process.
 */
export class DomainError<C extends ErrorCode = ErrorCode> extends Error {
  constructor(
    readonly code: C,
    readonly context: ErrorContexts[C],
    options?: { cause?: unknown },
  ) {
    super(code, options);
    this.name = 'DomainError';
  }
}
