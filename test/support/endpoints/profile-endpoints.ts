import type { Endpoint } from './every-endpoint.js';
import { aKey, aSubDomain } from '../scenes/factories.js';

const at = (id: string, what = '') => `/core/v1/organizations/${id}${what}`;

/** What organizations are called, where they are billed, and what is noted about them, for `every-endpoint.ts`. */
export const PROFILE_ENDPOINTS: readonly Endpoint[] = [
  {
    // For the operator alone, and the token of these calls is not an operator's.
    name: 'create organization',
    dialect: 'core-v1',
    writes: false,
    status: 403,
    call: (_, token) => ({
      method: 'POST',
      url: '/core/v1/organizations',
      token,
      json: { name: 'N', sub_domain: aSubDomain() },
    }),
  },
  {
    name: 'update organization',
    dialect: 'core-v1',
    writes: true,
    status: 200,
    call: ({ id }, token) => ({ method: 'PATCH', url: at(id), token, json: { name: `Named ${aKey()}` } }),
  },
  {
    name: 'get annotations',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: at(id, '/annotations'), token }),
  },
  {
    name: 'replace annotations',
    dialect: 'core-v1',
    writes: true,
    status: 200,
    call: ({ id }, token) => ({
      method: 'PUT',
      url: at(id, '/annotations'),
      token,
      json: { annotations: [{ key: aKey() }] },
    }),
  },
];
