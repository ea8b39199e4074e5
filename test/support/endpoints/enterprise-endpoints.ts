import type { Endpoint } from './every-endpoint.js';

const UNKNOWN_ID = '0'.repeat(32);
const inOrganization = (id: string, what: string) => `/api/v2/organization/${id}/${what}`;

/** A reading of api-v2 that succeeds. */
const reading = (name: string, url: (organizationId: string) => string): Endpoint => ({
  name,
  dialect: 'api-v2',
  writes: false,
  status: 200,
  call: ({ id }, token) => ({ method: 'GET', url: url(id), token }),
});

/** Requests about one enterprise that does not exist: the answer comes after the look-up of its path. */
const aboutNobody = (name: string, method: 'GET' | 'PUT' | 'POST' | 'DELETE', what = ''): Endpoint => ({
  name,
  dialect: 'api-v2',
  writes: false,
  status: 404,
  call: (_, token) => ({ method, url: `/api/v2/enterprise/${UNKNOWN_ID}${what}`, token, json: {} }),
});

/** Enterprises and their organizations in api-v2, but for their creation. */
export const ENTERPRISE_ENDPOINTS: readonly Endpoint[] = [
  reading('list the caller’s organizations', () => '/api/v2/organization'),
  reading('get an organization in api-v2', (id) => `/api/v2/organization/${id}`),
  reading('search the enterprises of an organization', (id) => inOrganization(id, 'enterprise?search=a')),
  reading('find enterprises by another system’s name', (id) =>
    inOrganization(id, 'enterprise?thirdPartyLabel=crm&thirdPartyId=7'),
  ),
  reading('search the caller’s own enterprises', (id) => inOrganization(id, 'enterprise/search?q=a')),
  reading('count the enterprises of an organization', (id) => inOrganization(id, 'enterprises/summary')),
  reading('list the caller’s own enterprises', () => '/api/v2/enterprise'),
  aboutNobody('get an enterprise', 'GET'),
  aboutNobody('change an enterprise', 'PUT'),
  aboutNobody('delete an enterprise', 'DELETE'),
  aboutNobody('freeze an enterprise', 'POST', '/freeze'),
  aboutNobody('thaw an enterprise', 'DELETE', '/freeze'),
];
