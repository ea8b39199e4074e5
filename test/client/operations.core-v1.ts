import { expect } from '@jest/globals';
import { aSubDomain } from '../support/scenes/factories.js';
import type { Operations } from './operations.js';

const ANNOTATIONS = [{ key: 'plan', value: 'gold' }, { key: 'trial' }, { key: 'note', value: null }];
const of = ({ id }: { readonly id: string }) => ({ path: { organization: id } });
/** An hour from now, in unix seconds. */
const soon = () => Math.floor(Date.now() / 1_000) + 3_600;

/** Organizations, their state and their limits. */
export const ORGANIZATIONS: Operations = {
  'list organizations': ({ own }) => own.GET('/core/v1/organizations'),
  'list more organizations': ({ operator, root }) =>
    operator.GET('/core/v1/organizations', { params: { query: { cursor: root.id } } }),
  'create organization': ({ operator }) =>
    operator.POST('/core/v1/organizations', {
      params: { header: { 'Idempotency-Key': aSubDomain('key') } },
      body: {
        name: 'My Platform',
        sub_domain: aSubDomain(),
        currency: { iso_code: 'GBP' },
        country: { iso_code2: 'GB' },
        country_state: null,
        activated: true,
        maximum_managed_organizations: 500,
      },
    }),
  'get organization': ({ own, root }) => own.GET('/core/v1/organizations/{organization}', { params: of(root) }),
  'update organization': async ({ own, root }) => {
    const path = '/core/v1/organizations/{organization}';
    const { etag } = await own.GET(path, { params: of(root) });
    return own.PATCH(path, {
      params: { ...of(root), header: { 'If-Match': etag } },
      body: {
        name: 'Acme Cloud',
        sub_domain: null,
        billing_name: 'Acme Ltd',
        address1: '1 High Street',
        address2: '',
        address3: null,
        address4: null,
        postcode: 'ZZ9 1LS',
        vat_number: null,
        phone_number: null,
        currency: { iso_code: 'GBP' },
        country: { iso_code2: 'GB' },
        country_state: null,
      },
    });
  },
  'delete organization': async ({ operator, make }) => {
    const organization = await make.root();
    return operator.DELETE('/core/v1/organizations/{organization}', { params: of(organization) });
  },
  'list managed organizations': ({ own, root }) =>
    own.GET('/core/v1/organizations/{organization}/managed', {
      params: { ...of(root), query: { page: 1, per_page: 200 } },
    }),
  'find managed organizations by their annotations': async ({ own, root }) => {
    const path = '/core/v1/organizations/{organization}/managed';
    const made = await own.POST(path, {
      params: of(root),
      body: { name: 'Noted', sub_domain: aSubDomain(), annotations: [...ANNOTATIONS, { key: 'team', value: 'a & b' }] },
    });
    const filter = { 'annotations[][key]': ['plan', 'team'], 'annotations[][value]': ['gold', 'a & b'] };
    const { data } = await own.GET(path, { params: { ...of(root), query: { ...filter, per_page: 200 } } });
    expect(data.organizations.map(({ id }) => id)).toEqual([made.data.organization.id]);
  },
  'look up what a path names': async ({ own, root, managed }) => {
    const { data } = await own.GET('/core/v1/organizations/{organization}', {
      params: { path: { organization: '_' }, query: { 'organization[sub_domain]': managed.subDomain } },
    });
    expect(data.organization.id).toBe(managed.id);
    await own.GET('/core/v1/organizations/{organization}/annotations', {
      params: { path: { organization: '_' }, query: { 'organization[id]': root.id } },
    });
    const euro = await own.GET('/core/v1/currencies/{currency}', {
      params: { path: { currency: '_' }, query: { 'currency[iso_code]': 'EUR' } },
    });
    expect(euro.data.currency.iso_code).toBe('EUR');
  },
  'create managed organization': ({ own, root }) =>
    own.POST('/core/v1/organizations/{organization}/managed', {
      params: of(root),
      body: { name: 'Acme', sub_domain: aSubDomain(), annotations: ANNOTATIONS },
    }),
  'delete managed organization': async ({ own, make, root }) =>
    own.DELETE('/core/v1/managed_organizations/{organization}', { params: of(await make.managed(root)) }),
  'get annotations': ({ own, root, managed }) =>
    Promise.all(
      [root, managed].map((each) => own.GET('/core/v1/organizations/{organization}/annotations', { params: of(each) })),
    ),
  'replace annotations': ({ own, managed }) =>
    own.PUT('/core/v1/organizations/{organization}/annotations', {
      params: of(managed),
      body: { annotations: ANNOTATIONS },
    }),
  'activate organization': async ({ operator, make }) =>
    operator.POST('/core/v1/organizations/{organization}/activate', {
      params: of(await make.root({ activated: false })),
    }),
  'place and lift a hold': async ({ own, managed }) => {
    const path = '/core/v1/organizations/{organization}/holds';
    await own.POST(path, { params: of(managed), body: { reason: 'The contract is paused', source: 'parent' } });
    return own.DELETE(path, { params: of(managed), body: { source: 'parent' } });
  },
  'get effective status': ({ own, managed }) =>
    own.GET('/core/v1/organizations/{organization}/effective_status', { params: of(managed) }),
  'get deletion steps': ({ own, managed }) =>
    own.GET('/core/v1/organizations/{organization}/deletion_steps', { params: of(managed) }),
  'get policy': ({ own, root }) => own.GET('/core/v1/organizations/{organization}/policy', { params: of(root) }),
  'get policy limits': ({ own, root }) =>
    own.GET('/core/v1/organizations/{organization}/policy_limits', { params: of(root) }),
  'set policy limits': ({ operator, root }) =>
    operator.PUT('/core/v1/organizations/{organization}/policy_limits', {
      params: of(root),
      body: { policy_limits: { maximum_managed_organizations: { value: 500, unlimited: false } } },
    }),
};

/** Tokens, the audit log, users and reference data. */
export const OTHERS: Operations = {
  'list API tokens': ({ own, root }) =>
    own.GET('/core/v1/organizations/{organization}/api_tokens', {
      params: { ...of(root), query: { page: 1, per_page: 30 } },
    }),
  'create, update, regenerate and delete an API token': async ({ own, root }) => {
    const { data } = await own.POST('/core/v1/organizations/{organization}/api_tokens', {
      params: of(root),
      body: {
        properties: {
          name: 'backend',
          authorized_ip_addresses: ['127.0.0.1', '10.0.0.0/8'],
          expires_at: soon(),
          scopes: ['managed_organizations', 'enterprises'],
        },
        annotations: ANNOTATIONS,
      },
    });
    const params = { path: { api_token: data.api_token.id } };
    await own.PATCH('/core/v1/api_tokens/{api_token}', {
      params,
      body: { properties: { name: 'frontend', scopes: ['enterprises:read'] }, annotations: null },
    });
    await own.POST('/core/v1/api_tokens/{api_token}/regenerate_secret', { params });
    return own.DELETE('/core/v1/api_tokens/{api_token}', { params });
  },
  'list the audit events of an organization': async ({ own, root }) => {
    const path = '/core/v1/organizations/{organization}/audit_events';
    const query = { per_page: 1, action: 'enterprise.created', after: 0, before: soon() };
    const { data } = await own.GET(path, { params: { ...of(root), query } });
    return own.GET(path, { params: { ...of(root), query: { ...query, cursor: data.next_cursor ?? undefined } } });
  },
  'list the audit events of the installation': ({ operator }) =>
    operator.GET('/core/v1/audit_events', {
      params: { query: { per_page: 200, action: 'enterprise.created', after: 0, before: soon() } },
    }),
  'read the events of an organization': async ({ own, root }) => {
    const path = '/core/v1/organizations/{organization}/events';
    const query = { limit: 1, types: 'enterprise.*', wait: 0 };
    const { data } = await own.GET(path, { params: { ...of(root), query } });
    return own.GET(path, { params: { ...of(root), query: { ...query, after: data.after } } });
  },
  'read the events of the installation': ({ operator }) =>
    operator.GET('/core/v1/events', { params: { query: { limit: 500, types: 'organization.created', after: 'now' } } }),
  'create, list, show, change, rotate, test and delete a webhook endpoint': async ({ own, root }) => {
    const path = '/core/v1/organizations/{organization}/webhook_endpoints';
    const created = await own.POST(path, {
      params: of(root),
      body: { url: 'https://example.com/webhooks', description: 'billing', types: ['organization.created'] },
    });
    const params = { path: { webhook_endpoint: created.data.webhook_endpoint.id } };
    const one = '/core/v1/webhook_endpoints/{webhook_endpoint}';
    await own.GET(path, { params: { ...of(root), query: { page: 1, per_page: 30 } } });
    await own.GET(one, { params });
    await own.PATCH(one, { params, body: { url: 'https://example.com/', description: '', types: [], enabled: true } });
    await own.POST(`${one}/rotate_secret`, { params, body: { previous_valid_for: 60 } });
    const { data } = await own.POST(`${one}/test`, { params, body: {} });
    const query = { per_page: 1, state: 'pending' } as const;
    await own.GET(`${one}/deliveries`, { params: { ...params, query } });
    const delivery = { path: { ...params.path, webhook_delivery: data.webhook_delivery.id } };
    await own.GET(`${one}/deliveries/{webhook_delivery}`, { params: delivery });
    await own.POST(`${one}/deliveries/{webhook_delivery}/replay`, { params: delivery, body: {} });
    await own.POST(`${one}/replay`, { params, body: { after: null } });
    return own.DELETE(one, { params, body: {} });
  },
  'create and list the webhook endpoints of the operator': async ({ operator }) => {
    await operator.POST('/core/v1/webhook_endpoints', { body: { url: 'https://example.com/webhooks' } });
    return operator.GET('/core/v1/webhook_endpoints', { params: { query: { page: 1 } } });
  },
  'get the current user': ({ person }) => person.GET('/core/v1/users/current'),
  'list users with access': ({ own, root }) =>
    own.GET('/core/v1/organizations/{organization}/users_with_access', {
      params: { ...of(root), query: { page: 1, per_page: 200 } },
    }),
  'list and get currencies': async ({ own }) => {
    const { data } = await own.GET('/core/v1/currencies', { params: { query: { page: 2, per_page: 5 } } });
    return own.GET('/core/v1/currencies/{currency}', { params: { path: { currency: data.currencies[0]!.id } } });
  },
  'list and get countries and their states': async ({ own }) => {
    const { data } = await own.GET('/core/v1/countries', { params: { query: { page: 1, per_page: 5 } } });
    const params = { path: { country: data.countries[0]!.id } };
    await own.GET('/core/v1/countries/{country}', { params });
    const states = await own.GET('/core/v1/countries/{country}/country_states', { params });
    return own.GET('/core/v1/country_states/{country_state}', {
      params: { path: { country_state: states.data.country_states[0]!.id } },
    });
  },
  'get the schema': ({ own }) => own.GET('/core/v1/schema'),
  'get the document of core-v1': ({ own }) => own.GET('/core/v1/schema/openapi.json'),
  'be probed': async ({ own }) => {
    await own.GET('/health/live');
    return own.GET('/health/ready');
  },
};
