import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../answers.js';
import { ENTERPRISE_ENDPOINTS } from './enterprise-endpoints.js';
import { type Body, createEnterprise, createManaged } from '../scenes/installation.js';
import { LIFECYCLE_ENDPOINTS } from './lifecycle-endpoints.js';
import { LIST_ENDPOINTS } from './list-endpoints.js';
import { OWN_TOKEN_ENDPOINTS } from './own-token-endpoints.js';
import { TOKEN_ENDPOINTS } from './token-endpoints.js';
import { PROFILE_ENDPOINTS } from './profile-endpoints.js';
import { REFERENCE_ENDPOINTS } from './reference-endpoints.js';
import { USER_ENDPOINTS } from './user-endpoints.js';
import { WEBHOOK_ENDPOINTS } from './webhook-endpoints.js';

/**
 * Every endpoint that needs a token, but for the one that ends it, with a request and what that gets on a healthy service.
 * `test/guarantees/endpoints-of-faults.e2e-spec.ts` compares the list with the router.
 */
export interface Endpoint {
  readonly name: string;
  readonly dialect: 'api-v2' | 'core-v1';
  /** Whether it writes. */
  readonly writes: boolean;
  /** Its status when all is well. */
  readonly status: number;
  readonly call: (organization: Organization, token: string) => Call;
}

export const ENDPOINTS: readonly Endpoint[] = [
  {
    name: 'create enterprise',
    dialect: 'api-v2',
    writes: true,
    status: 200,
    call: (organization, token) => createEnterprise(organization, token),
  },
  {
    name: 'list enterprises',
    dialect: 'api-v2',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: `/api/v2/organization/${id}/enterprise`, token }),
  },
  {
    name: 'find an enterprise by its key',
    dialect: 'api-v2',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: `/api/v2/organization/${id}/enterprise?idempotencyKey=k`, token }),
  },
  {
    name: 'get user',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'GET', url: `/api/v2/user/${'0'.repeat(32)}`, token }),
  },
  {
    name: 'get organization',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: `/core/v1/organizations/${id}`, token }),
  },
  {
    name: 'create managed organization',
    dialect: 'core-v1',
    writes: true,
    status: 201,
    call: (organization, token) => createManaged(organization, token),
  },
  {
    name: 'ask what a path takes',
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({
      method: 'OPTIONS',
      url: `/core/v1/organizations/${id}/managed`,
      token,
      headers: { 'Access-Control-Request-Method': 'POST' },
    }),
  },
  ...ENTERPRISE_ENDPOINTS,
  ...LIFECYCLE_ENDPOINTS,
  ...LIST_ENDPOINTS,
  ...TOKEN_ENDPOINTS,
  ...OWN_TOKEN_ENDPOINTS,
  ...PROFILE_ENDPOINTS,
  ...REFERENCE_ENDPOINTS,
  ...USER_ENDPOINTS,
  ...WEBHOOK_ENDPOINTS,
];

const FAILURES = {
  500: {
    'api-v2': { name: 'InternalServerError', context: {} },
    'core-v1': { error: { code: 'unhandled_exception', description: null, detail: {} } },
  },
  503: {
    'api-v2': { name: 'ServiceUnavailable', context: {} },
    'core-v1': { error: { code: 'service_unavailable' } },
  },
} as const;

/**
 * Expects a failure in the words of the endpoint's dialect: a request id in the header and, in api-v2, in the body;
 * nothing of a statement, a table, a file or a stack; and for 503 a word on when to come back.
 */
export function expectFailure(answer: Answer<Body>, status: 500 | 503, dialect: Endpoint['dialect']): void {
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: FAILURES[status][dialect] });
  const requestId = answer.headers['x-request-id'];
  expect(requestId).toMatch(/^[0-9a-f]{32}$/);
  if (dialect === 'api-v2') expect(answer.body).toMatchObject({ requestId, error: expect.any(String) as unknown });
  expect(answer.headers['retry-after']).toBe(status === 503 ? '1' : undefined);
  expect(answer.text).not.toMatch(/select|insert|update |table|sql|maria|organizations|tokens|\bat .*:\d|\.[jt]s\b/i);
}
