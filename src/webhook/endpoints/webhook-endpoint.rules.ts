import { DomainError } from '../../common/errors.js';
import { MAX_WEBHOOK_ENDPOINTS, typesColumn, type WebhookEndpoint } from '../webhook-endpoint.js';

/** What a caller sets of an endpoint; what is left out stays, or is none. */
export interface WebhookEndpointInput {
  readonly url?: string;
  /** '' is none. */
  readonly description?: string;
  /** Types of events; an empty list is all. */
  readonly types?: readonly string[];
  readonly isEnabled?: boolean;
}

/** What a new endpoint is beside what is set of it. */
export const NEW_WEBHOOK_ENDPOINT = {
  description: null,
  types: null,
  previousSecretSealed: null,
  previousUntil: null,
  disabledReason: null,
  disabledAt: null,
  failingSince: null,
} as const satisfies Partial<WebhookEndpoint>;

/** @throws DomainError webhook_endpoint_not_found for one that was deleted since it was found */
export function existing(endpoint: WebhookEndpoint | undefined): WebhookEndpoint {
  if (!endpoint) throw new DomainError('webhook_endpoint_not_found', {});
  return endpoint;
}

/** @throws DomainError webhook_endpoint_disabled */
export function assertEnabled({ disabledReason }: WebhookEndpoint): void {
  if (disabledReason !== null) throw new DomainError('webhook_endpoint_disabled', {});
}

/** The first place that is not taken. @throws DomainError webhook_endpoint_limit_reached */
export function freePlace(taken: readonly number[]): number {
  const places = Array.from({ length: MAX_WEBHOOK_ENDPOINTS }, (_, index) => index + 1);
  const free = places.find((place) => !taken.includes(place));
  if (free === undefined) throw new DomainError('webhook_endpoint_limit_reached', { limit: MAX_WEBHOOK_ENDPOINTS });
  return free;
}

/** The endpoint with what is set of it, but for its URL. */
export function withInput(endpoint: WebhookEndpoint, input: WebhookEndpointInput): WebhookEndpoint {
  const { description, types, isEnabled } = input;
  return {
    ...endpoint,
    ...(description !== undefined && { description: description.trim() || null }),
    ...(types && { types: types.length === 0 ? null : [...new Set(types)].sort() }),
    ...(isEnabled === true && { disabledReason: null, disabledAt: null, failingSince: null }),
    ...(isEnabled === false &&
      endpoint.disabledReason === null && { disabledReason: 'manual' as const, disabledAt: Date.now() }),
  };
}

/** What of an endpoint a change has changed, in words. */
export function changedMembers(before: WebhookEndpoint, after: WebhookEndpoint): string[] {
  const isChanged = {
    url: before.url !== after.url,
    description: before.description !== after.description,
    types: typesColumn(before.types) !== typesColumn(after.types),
    enabled: before.disabledReason !== after.disabledReason || before.failingSince !== after.failingSince,
  };
  return Object.entries(isChanged).flatMap(([member, changed]) => (changed ? [member] : []));
}

/** What the audit has of an endpoint. Not its URL, which may hold a secret of the receiver. */
export function auditDataOf({ types, disabledReason }: WebhookEndpoint) {
  return { types: types === null ? null : types.join(' '), enabled: disabledReason === null };
}
