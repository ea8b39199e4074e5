import type { Endpoint } from './every-endpoint.js';

const NO_ENDPOINT = '0'.repeat(32);
const URL = 'https://example.com/webhooks';

const about = (name: string, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, json?: object): Endpoint => ({
  name,
  dialect: 'core-v1',
  writes: false,
  status: 404,
  call: (_, token) => ({
    method,
    url: `/core/v1/webhook_endpoints/${NO_ENDPOINT}${path}`,
    token,
    ...(json && { json }),
  }),
});

/** The endpoints of webhooks. Those about one webhook endpoint are asked about one that is not there. */
export const WEBHOOK_ENDPOINTS: readonly Endpoint[] = [
  {
    name: 'list webhook endpoints',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: `/core/v1/organizations/${id}/webhook_endpoints`, token }),
  },
  {
    name: 'create webhook endpoint',
    dialect: 'core-v1',
    writes: true,
    status: 200,
    call: ({ id }, token) => ({
      method: 'POST',
      url: `/core/v1/organizations/${id}/webhook_endpoints`,
      token,
      json: { url: URL },
    }),
  },
  {
    name: 'list webhook endpoints of the operator',
    dialect: 'core-v1',
    writes: false,
    status: 403,
    call: (_, token) => ({ method: 'GET', url: '/core/v1/webhook_endpoints', token }),
  },
  {
    name: 'create webhook endpoint of the operator',
    dialect: 'core-v1',
    writes: false,
    status: 403,
    call: (_, token) => ({ method: 'POST', url: '/core/v1/webhook_endpoints', token, json: { url: URL } }),
  },
  about('show webhook endpoint', 'GET', ''),
  about('change webhook endpoint', 'PATCH', '', { enabled: false }),
  about('delete webhook endpoint', 'DELETE', ''),
  about('rotate the secret of a webhook endpoint', 'POST', '/rotate_secret'),
  about('test webhook endpoint', 'POST', '/test'),
  about('replay events to a webhook endpoint', 'POST', '/replay', {}),
  about('list webhook deliveries', 'GET', '/deliveries'),
  about('show webhook delivery', 'GET', `/deliveries/${NO_ENDPOINT}`),
  about('replay webhook delivery', 'POST', `/deliveries/${NO_ENDPOINT}/replay`),
];
