import type { Endpoint } from './every-endpoint.js';

const at = (id: string, what: string) => `/core/v1/organizations/${id}/${what}`;

/**
 * The state, the end and the limits of organizations. The requests are a root's own: what is done from above it, or
 * by the operator alone, is refused when its path has been read.
 */
export const LIFECYCLE_ENDPOINTS: readonly Endpoint[] = [
  {
    name: 'activate organization',
    dialect: 'core-v1',
    writes: false,
    status: 403,
    call: ({ id }, token) => ({ method: 'POST', url: at(id, 'activate'), token }),
  },
  {
    name: 'place a hold',
    dialect: 'core-v1',
    writes: false,
    status: 403,
    call: ({ id }, token) => ({ method: 'POST', url: at(id, 'holds'), token, json: { reason: 'x' } }),
  },
  {
    name: 'lift a hold',
    dialect: 'core-v1',
    writes: false,
    status: 403,
    call: ({ id }, token) => ({ method: 'DELETE', url: at(id, 'holds'), token }),
  },
  {
    name: 'get effective status',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: at(id, 'effective_status'), token }),
  },
  {
    name: 'get deletion steps',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: at(id, 'deletion_steps'), token }),
  },
  {
    name: 'delete managed organization',
    dialect: 'core-v1',
    writes: false,
    status: 403,
    call: ({ id }, token) => ({ method: 'DELETE', url: `/core/v1/managed_organizations/${id}`, token }),
  },
  {
    name: 'delete organization',
    dialect: 'core-v1',
    writes: false,
    status: 403,
    call: ({ id }, token) => ({ method: 'DELETE', url: `/core/v1/organizations/${id}`, token }),
  },
  {
    name: 'get policy',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: at(id, 'policy'), token }),
  },
  {
    name: 'get policy limits',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: at(id, 'policy_limits'), token }),
  },
  {
    name: 'set policy limits',
    dialect: 'core-v1',
    writes: false,
    status: 403,
    call: ({ id }, token) => ({
      method: 'PUT',
      url: at(id, 'policy_limits'),
      token,
      json: { policy_limits: { maximum_managed_organizations: { value: null, unlimited: true } } },
    }),
  },
];
