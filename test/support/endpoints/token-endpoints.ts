import type { Endpoint } from './every-endpoint.js';

const NO_TOKEN = '0'.repeat(32);

/** The endpoints of tokens and of the audit. Those that change one token are asked about one that is not there. */
export const TOKEN_ENDPOINTS: readonly Endpoint[] = [
  {
    name: 'list API tokens',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: `/core/v1/organizations/${id}/api_tokens`, token }),
  },
  {
    name: 'create API token',
    dialect: 'core-v1',
    writes: true,
    status: 200,
    call: ({ id }, token) => ({
      method: 'POST',
      url: `/core/v1/organizations/${id}/api_tokens`,
      token,
      json: { properties: { name: 'made', scopes: ['enterprises:read'] } },
    }),
  },
  {
    name: 'update API token',
    dialect: 'core-v1',
    writes: false,
    status: 404,
    call: (_, token) => ({
      method: 'PATCH',
      url: `/core/v1/api_tokens/${NO_TOKEN}`,
      token,
      json: { properties: { name: 'other' } },
    }),
  },
  {
    name: 'delete API token',
    dialect: 'core-v1',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'DELETE', url: `/core/v1/api_tokens/${NO_TOKEN}`, token }),
  },
  {
    name: 'regenerate the secret of an API token',
    dialect: 'core-v1',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'POST', url: `/core/v1/api_tokens/${NO_TOKEN}/regenerate_secret`, token }),
  },
  {
    name: 'list audit events',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: `/core/v1/organizations/${id}/audit_events`, token }),
  },
];
