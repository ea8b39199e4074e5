import type { TokenBound } from '../../common/errors.js';
import type { CoreV1Errors } from './core-v1.rendering.js';
import { endSentence } from '../shared/token-end.js';

const BOUNDS: Readonly<Record<TokenBound, string>> = {
  lifetime: 'expires_at',
  networks: 'authorized_ip_addresses',
  rate_limit: 'rate_limit',
};

/** The errors of authentication and of token endpoints, as core-v1 renders them. */
export const tokenErrors = {
  missing_token: () => ({
    status: 400,
    code: 'missing_api_token',
    description:
      'No API token was provided in the Authorization header. Ensure a token is provided prefixed with Bearer',
  }),
  invalid_token: ({ end }) => ({
    status: 403,
    code: 'invalid_api_token',
    description: 'The API token provided was not valid (it may not exist or have expired)',
    detail: { details: end ? `The API token ${endSentence(end)}` : null },
  }),
  network_not_allowed: ({ ipAddress }) => ({
    status: 403,
    code: 'unauthorized_network_for_api_token',
    description: 'Network is not allowed to access the API with this API token',
    detail: { ip_address: ipAddress },
  }),
  rate_limited: ({ totalPermitted, retryAfterSeconds }) => ({
    status: 429,
    code: 'rate_limit_reached',
    description: 'You have reached the rate limit for this type of request',
    detail: { total_permitted: totalPermitted },
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  scope_not_granted: ({ scopes }) => ({
    status: 403,
    code: 'scope_not_granted',
    description: 'The scope required for this endpoint has not been granted to the authenticating identity',
    detail: { scopes },
  }),
  token_bounds_exceeded: ({ bounds }) => ({
    status: 403,
    code: 'token_bounds_exceeded',
    description: 'No API token can reach further than the one that it is created, updated or regenerated with',
    detail: { bounds: bounds.map((bound) => BOUNDS[bound]) },
  }),
  api_token_ended: ({ end }) => ({
    status: 409,
    code: 'api_token_ended',
    description: 'The API token has ended, and an ended token is neither updated nor regenerated',
    detail: { details: `The API token ${endSentence(end)}` },
  }),
  api_token_replaced: ({ id, replacedBy }) => ({
    status: 409,
    code: 'api_token_replaced',
    description: 'The API token has been rotated, and cannot be given a later end than its rotation has set',
    detail: { id, replaced_by: replacedBy },
  }),
} satisfies Partial<CoreV1Errors>;
