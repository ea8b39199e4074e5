import { OPERATOR, type WebhookEndpoint } from '../../../webhook/webhook-endpoint.js';
import { Coloured } from '../../output/coloured.js';
import { table } from '../../output/tables.js';
import { iso, moment } from '../../output/times.js';

/** An endpoint for people; never its secret, which the report of its creation or rotation adds. */
export function endpointTable(endpoint: WebhookEndpoint): string {
  const { id, url, description, organizationId, types, failingSince, createdAt } = endpoint;
  const previousUntil = previousSecretUntil(endpoint);
  return table({
    id,
    of: organizationId === OPERATOR ? 'operator' : `organization ${organizationId}`,
    url,
    description: description ?? undefined,
    types: types ?? 'all',
    state: stateOf(endpoint),
    'failing since': failingSince === null ? undefined : moment(failingSince),
    'old secret until': previousUntil === null ? undefined : moment(previousUntil),
    created: moment(createdAt),
  });
}

/** An endpoint for programs; never its secret. */
export function endpointJson(endpoint: WebhookEndpoint) {
  const { id, organizationId, url, description, types, disabledReason } = endpoint;
  return {
    ...{ id, organizationId: organizationId === OPERATOR ? null : organizationId, url, description },
    ...{ types: types ?? [], enabled: disabledReason === null, disabledReason },
    failingSince: iso(endpoint.failingSince),
    previousSecretUntil: iso(previousSecretUntil(endpoint)),
    createdAt: iso(endpoint.createdAt),
    updatedAt: iso(endpoint.updatedAt),
  };
}

const WORDS = {
  manual: new Coloured('yellow', 'disabled'),
  gone: new Coloured('red', 'disabled: answered 410'),
  failing: new Coloured('red', 'disabled: failed 5 days'),
} as const;

/** The state of an endpoint, for people. */
export function stateOf({ disabledReason }: WebhookEndpoint): Coloured {
  return disabledReason === null ? new Coloured('green', 'enabled') : WORDS[disabledReason];
}

function previousSecretUntil({ previousUntil }: WebhookEndpoint): number | null {
  return previousUntil !== null && previousUntil > Date.now() ? previousUntil : null;
}
