import { digestOf } from '../common/digest.js';

/** Whose an endpoint of the operator is: it hears of the whole installation. */
export const OPERATOR = '';

/** How many endpoints an organization, or the operator, may have: each event is sent to each of them. */
export const MAX_WEBHOOK_ENDPOINTS = 20;

/** The longest description of an endpoint, in characters. */
export const MAX_WEBHOOK_DESCRIPTION = 255;

/** For how long the secret before may be valid beside a new one, at most, in seconds: 30 days. */
export const MAX_PREVIOUS_SECRET_SECONDS = 30 * 86_400;

/** What is sent to try an endpoint. No event of the audit has this type. */
export const TEST_EVENT_TYPE = 'webhook.test';

/** Why nothing is delivered to an endpoint: by its owner, as it answered 410, or as it failed for days. */
export type DisabledReason = 'manual' | 'gone' | 'failing';

/** An endpoint of webhooks as it is stored; times in milliseconds since 1970. */
export interface WebhookEndpoint {
  readonly id: string;
  /** `OPERATOR` for one of the operator. */
  readonly organizationId: string;
  readonly url: string;
  readonly description: string | null;
  /** The types of events that it receives, or groups of them (`enterprise.*`); null is all. Later releases may have more. */
  readonly types: readonly string[] | null;
  readonly secretSealed: string;
  readonly previousSecretSealed: string | null;
  readonly previousUntil: number | null;
  readonly disabledReason: DisabledReason | null;
  readonly disabledAt: number | null;
  readonly failingSince: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface WebhookEndpointRow {
  id: string;
  organization_id: string;
  url: string;
  description: string | null;
  types: string | null;
  secret_sealed: string;
  previous_secret_sealed: string | null;
  previous_until: number | null;
  disabled_reason: string | null;
  disabled_at: number | null;
  failing_since: number | null;
  created_at: number;
  updated_at: number;
}

export function webhookEndpointOf(row: WebhookEndpointRow): WebhookEndpoint {
  return {
    id: row.id,
    organizationId: row.organization_id,
    url: row.url,
    description: row.description,
    types: row.types === null ? null : row.types.split(',').filter((type) => type !== ''),
    secretSealed: row.secret_sealed,
    previousSecretSealed: row.previous_secret_sealed,
    previousUntil: row.previous_until,
    disabledReason: row.disabled_reason as DisabledReason | null,
    disabledAt: row.disabled_at,
    failingSince: row.failing_since,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** As the column has them: a comma around each, so that SQL finds one by its commas. */
export function typesColumn(types: readonly string[] | null): string | null {
  return types === null ? null : `,${types.join(',')},`;
}

/** A tag for what callers can change of an endpoint: two endpoints with the same tag are the same. */
export function webhookEndpointTag(endpoint: WebhookEndpoint): string {
  const { id, url, description, types, secretSealed, disabledReason } = endpoint;
  return digestOf([id, url, description, typesColumn(types), secretSealed, disabledReason]).slice(0, 32);
}
