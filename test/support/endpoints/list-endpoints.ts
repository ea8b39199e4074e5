import type { Organization } from '../../../src/organization/organization.js';
import type { Endpoint } from './every-endpoint.js';

function reading(name: string, status: number, url: (organization: Organization) => string): Endpoint {
  return {
    name,
    dialect: 'core-v1',
    writes: false,
    status,
    call: (organization, token) => ({ method: 'GET', url: `/core/v1/${url(organization)}`, token }),
  };
}

/** The lists of core-v1, and whose token it is, for `every-endpoint.ts`. */
export const LIST_ENDPOINTS: readonly Endpoint[] = [
  reading('list organizations', 200, () => 'organizations'),
  reading('list managed organizations', 200, ({ id }) => `organizations/${id}/managed`),
  reading(
    'list managed organizations with two annotations',
    200,
    ({ id }) => `organizations/${id}/managed?annotations[][key]=a&annotations[][key]=b`,
  ),
  reading('list users with access', 200, ({ id }) => `organizations/${id}/users_with_access`),
  // The operator's; the token that all are called with is an organization's.
  reading('list all audit events', 403, () => 'audit_events'),
  reading('list all events', 403, () => 'events'),
  reading('list events', 200, ({ id }) => `organizations/${id}/events`),
  // The token that all are called with is no user's.
  reading('get the current user', 404, () => 'users/current'),
];
