import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../../support/answers.js';
import { ENDPOINTS } from '../../support/endpoints/every-endpoint.js';
import { aKey, type Factories } from '../../support/scenes/factories.js';

/** What the operations begin with. */
export interface Place {
  readonly make: Factories;
  readonly root: Organization;
  readonly token: string;
  /** A token of the operator. */
  readonly operator: string;
}

/** An operation that writes: what must be there before it, and the call. */
export interface Operation {
  readonly name: string;
  readonly prepare: (place: Place) => Promise<Call>;
}

/** The number of these in an organization has a limit, which the sweep would reach. */
const LIMITED = 'create webhook endpoint';

const written: readonly Operation[] = ENDPOINTS.filter(({ writes, status }) => writes && status < 300)
  .filter(({ name }) => name !== LIMITED)
  .map(({ name, call }) => ({ name, prepare: ({ root, token }) => Promise.resolve(call(root, token)) }));

const onManaged = (
  name: string,
  call: (id: string) => Omit<Call, 'token'>,
  before: (make: Factories, organization: Organization) => Promise<unknown> = async () => undefined,
): Operation => ({
  name,
  async prepare({ make, root, operator }) {
    const organization = await make.managed(root);
    await before(make, organization);
    return { ...call(organization.id), token: operator };
  },
});

const onEnterprise = (name: string, method: Call['method'], what = ''): Operation => ({
  name,
  async prepare({ make, root, operator }) {
    const { id } = await make.enterprise(root);
    return { method, url: `/api/v2/enterprise/${id}${what}`, token: operator, ...(method === 'POST' && { json: {} }) };
  },
});

/** Every operation that the sweep goes through. */
export const OPERATIONS: readonly Operation[] = [
  ...written,
  onManaged(LIMITED, (id) => ({
    method: 'POST',
    url: `/core/v1/organizations/${id}/webhook_endpoints`,
    json: { url: 'https://example.com/webhooks' },
  })),
  onManaged('suspend organization', (id) => ({
    method: 'POST',
    url: `/core/v1/organizations/${id}/holds`,
    json: { reason: 'unpaid' },
  })),
  onManaged(
    'lift the hold of an organization',
    (id) => ({ method: 'DELETE', url: `/core/v1/organizations/${id}/holds` }),
    (make, organization) => make.suspend(organization),
  ),
  onManaged('delete organization', (id) => ({ method: 'DELETE', url: `/core/v1/organizations/${id}` })),
  {
    name: 'activate organization',
    async prepare({ make, operator }) {
      const { id } = await make.root({ activated: false });
      return { method: 'POST', url: `/core/v1/organizations/${id}/activate`, token: operator };
    },
  },
  onEnterprise('delete enterprise', 'DELETE'),
  onEnterprise('freeze enterprise', 'POST', '/freeze'),
  {
    name: 'erase user',
    async prepare({ make, root, operator }) {
      const { id } = await make.member(root, 'admin');
      return { method: 'DELETE', url: `/api/v2/user/${id}`, token: operator };
    },
  },
  {
    name: 'revoke API token',
    async prepare({ make, root, operator }) {
      const { id } = await make.issue({ kind: 'organization', organizationId: root.id });
      return { method: 'DELETE', url: `/core/v1/api_tokens/${id}`, token: operator };
    },
  },
];

/** The two that tenants are made by. */
export const CREATIONS = OPERATIONS.filter(({ name }) => /^create (enterprise|managed organization)$/.test(name));

/** The same, as a client calls it that can repeat it: a POST has a key. That of an enterprise is in its body. */
export function withKey({ name, prepare }: Operation): Operation {
  return {
    name,
    async prepare(place) {
      const call = await prepare(place);
      if (call.method !== 'POST' || name === 'create enterprise') return call;
      return { ...call, headers: { ...call.headers, 'Idempotency-Key': aKey() } };
    },
  };
}
