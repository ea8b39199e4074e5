import { OWN_TOKENS } from '../scenes/access-tokens.js';
import type { Endpoint } from './every-endpoint.js';

const NO_TOKEN = '0'.repeat(32);

/**
 * The caller's own tokens in api-v2. Logging out is not among them: it would end the token that the next call needs. What
 * changes one token is asked about one that is not there.
 */
export const OWN_TOKEN_ENDPOINTS: readonly Endpoint[] = [
  {
    name: 'get session',
    dialect: 'api-v2',
    writes: false,
    status: 200,
    call: (_, token) => ({ method: 'GET', url: '/api/v2/user/session', token }),
  },
  {
    name: 'list access tokens',
    dialect: 'api-v2',
    writes: false,
    status: 200,
    call: (_, token) => ({ method: 'GET', url: OWN_TOKENS, token }),
  },
  {
    name: 'create access token',
    dialect: 'api-v2',
    writes: true,
    status: 200,
    call: (_, token) => ({ method: 'POST', url: OWN_TOKENS, token, json: { label: 'made', scope: ['openid'] } }),
  },
  {
    name: 'end access token',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'DELETE', url: `${OWN_TOKENS}/${NO_TOKEN}`, token }),
  },
  {
    name: 'rotate access token',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'POST', url: `${OWN_TOKENS}/${NO_TOKEN}/rotate`, token, json: {} }),
  },
];
