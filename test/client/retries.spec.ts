import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { apiV2, ConnectionLost, coreV1, createClient, UnexpectedAnswer } from '../../clients/typescript/src/client.js';
import type { RetryPolicy } from '../../clients/typescript/src/transport.js';
import { until } from '../support/until.js';
import { type Reply, ScriptedServer } from './scripted-server.js';

const CREATE = '/api/v2/organization/{organizationId}/enterprise';
const MANAGED = '/core/v1/organizations/{organization}/managed';
const BUSY: Reply = { status: 503, body: { error: 'Busy', name: 'ServiceUnavailable', context: {}, requestId: 'r' } };
const refused = (status: number, name: string, headers = {}): Reply => ({
  status,
  headers: { 'x-request-id': 'of-the-answer', ...headers },
  body: { error: 'A sentence.', name, context: {}, requestId: 'of-the-answer' },
});
const conflict = (code: string, headers = {}): Reply => ({
  status: 409,
  headers,
  body: { error: { code, description: null, detail: {} } },
});
const OK: Reply = { status: 200, headers: { 'x-request-id': 'of-the-answer' }, body: { status: 'ok' } };

let server: ScriptedServer;
const clientOf = async (replies: readonly Reply[], retry: Partial<RetryPolicy> = {}) => {
  server = await ScriptedServer.giving(...replies);
  return createClient({ baseUrl: server.url, token: 'secret', retry });
};
const ping = async (replies: readonly Reply[], retry?: Partial<RetryPolicy>) =>
  (await clientOf(replies, retry)).GET('/api/v2/ping');
/** What a call throws. */
const thrown = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'nothing',
    (error: unknown) => error,
  );

afterEach(async () => {
  jest.restoreAllMocks();
  await server.close();
});

describe('a call of the client is sent again', () => {
  it.each<[string, readonly Reply[]]>([
    ['503', [BUSY, BUSY, OK]],
    ['429', [refused(429, 'RateLimitExceeded', { 'retry-after': '0' }), OK]],
    ['a proxy that has no connection', [{ status: 502, body: '<html>' }, { status: 504, body: '<html>' }, OK]],
    ['a first try that still runs, in api-v2', [refused(409, 'IdempotencyKeyInProgress', { 'retry-after': '0' }), OK]],
    ['a first try that still runs, in core-v1', [conflict('idempotency_key_in_progress', { 'retry-after': '0' }), OK]],
    ['a lost connection', ['reset', 'reset', OK]],
    ['an answer that breaks off', ['half', OK]],
  ])('after %s', async (_, replies) => {
    const { data, requestId } = await ping(replies);
    expect({ data, requestId }).toEqual({ data: { status: 'ok' }, requestId: 'of-the-answer' });
    expect(server.requests).toHaveLength(replies.length);
  });

  it('after a try that takes too long', async () => {
    const { data } = await ping(['silence', OK], { tryTimeoutMs: 200 });
    expect(data).toEqual({ status: 'ok' });
  });

  it('with the same names and the same body', async () => {
    const client = await clientOf([BUSY, 'reset', { status: 201, body: {} }]);
    const body = { name: 'Acme', sub_domain: 'acme' };
    await client.POST(MANAGED, { params: { path: { organization: 'o' } }, body });
    const seen = server.requests.map(({ headers, ...request }) => [
      headers['idempotency-key'],
      headers['x-request-id'],
      headers.authorization,
      JSON.parse(request.body) as unknown,
    ]);
    expect(seen[0]).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}$/),
      expect.stringMatching(/^[0-9a-f]{32}$/),
      'Bearer secret',
      body,
    ]);
    expect(seen).toEqual([seen[0], seen[0], seen[0]]);
  });

  it('not earlier than Retry-After, in seconds or as a date', async () => {
    const date = new Date(Date.now() + 2_500).toUTCString();
    await ping([
      refused(429, 'RateLimitExceeded', { 'retry-after': '1' }),
      refused(503, 'X', { 'retry-after': date }),
      OK,
    ]);
    expect(server.pauses[0]).toBeGreaterThanOrEqual(995);
    // A date has no fractions of a second, and the first pause took one.
    expect(server.pauses[1]).toBeGreaterThan(100);
  });

  it.each([
    [0, [0, 0, 0]],
    [0.5, [125, 250, 500]],
  ])('after pauses that are drawn: at %d of the greatest', async (drawn, pauses) => {
    jest.spyOn(Math, 'random').mockReturnValue(drawn);
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const tryTimeoutMs = 29_000;
    await ping([BUSY, 'reset', BUSY, OK], { tryTimeoutMs });
    expect(timers.mock.calls.map(([, delay]) => delay).filter((delay) => delay !== tryTimeoutMs)).toEqual(pauses);
  });
});

describe('a call of the client is not sent again', () => {
  it.each([
    refused(400, 'Invalid'),
    refused(401, 'Unauthorized'),
    refused(404, 'NotFound'),
    refused(409, 'IdempotencyKeyConflict'),
    refused(500, 'InternalServerError'),
    conflict('idempotency_key_conflict'),
  ])('after %j', async (reply) => {
    expect(await thrown(ping([reply, OK]))).toMatchObject({ attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  it('where the service asks for more patience than the caller has', async () => {
    const error = await thrown(
      ping([refused(429, 'RateLimitExceeded', { 'retry-after': '3' }), OK], { maxDelayMs: 2_000 }),
    );
    expect(error).toBeInstanceOf(apiV2.RateLimitExceeded);
    expect(error).toMatchObject({ status: 429, retryAfterSeconds: 3, attempts: 1, requestId: 'of-the-answer' });
    expect(server.requests).toHaveLength(1);
  });

  it('more often than the policy has it: what was last is thrown', async () => {
    const error = await thrown(ping([BUSY], { retries: 2 }));
    expect(error).toBeInstanceOf(apiV2.ServiceUnavailable);
    expect(error).toMatchObject({ status: 503, attempts: 3 });
    expect(server.requests).toHaveLength(3);
  });

  it('for ever, where no answer comes: the error has the id that was sent, and the cause', async () => {
    const error = await thrown(ping(['reset'], { retries: 1 }));
    expect(error).toBeInstanceOf(ConnectionLost);
    expect(error).toMatchObject({
      attempts: 2,
      requestId: server.requests[0]!.headers['x-request-id'],
      cause: expect.anything(),
    });
  });

  it('where a proxy answers in its own form: the error has the text', async () => {
    const error = await thrown(ping([{ status: 413, body: '<h1>Too large</h1>' }]));
    expect(error).toBeInstanceOf(UnexpectedAnswer);
    expect(error).toMatchObject({
      status: 413,
      text: '<h1>Too large</h1>',
      requestId: expect.stringMatching(/^\w{32}$/),
    });
  });
});

describe('an AbortSignal', () => {
  const reason = new Error('no longer wanted');

  it.each<[string, readonly Reply[], number]>([
    ['a try', ['silence'], 4],
    ['the last try', ['silence'], 0],
    ['a pause', [refused(503, 'ServiceUnavailable', { 'retry-after': '60' })], 4],
  ])('ends a call during %s, with its reason', async (_, replies, retries) => {
    server = await ScriptedServer.giving(...replies);
    const controller = new AbortController();
    let answers = 0;
    const counting: typeof fetch = async (...request) => {
      const answer = await fetch(...request);
      answers += 1;
      return answer;
    };
    const client = createClient({ baseUrl: server.url, fetch: counting, retry: { retries } });
    const call = thrown(client.GET('/api/v2/ping', { signal: controller.signal }));
    await until('it waits', () => server.requests.length === 1 && (replies[0] === 'silence' || answers === 1));
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('that has ended ahead of the call lets nothing be sent', async () => {
    const client = await clientOf([OK]);
    expect(await thrown(client.GET('/api/v2/ping', { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(server.requests).toHaveLength(0);
  });
});

describe('an idempotency key', () => {
  const params = { path: { organizationId: 'o' } };
  const enterprise = { email: 'ada@example.com', additionalAdmins: [] };

  it('is in the body alone of a creation of an enterprise, and another one in each call', async () => {
    const client = await clientOf([BUSY, { status: 200, body: {} }]);
    await client.POST(CREATE, { params, body: enterprise });
    await client.POST(CREATE, { params, body: enterprise });
    const keys = server.requests.map(({ body }) => (JSON.parse(body) as { idempotencyKey: string }).idempotencyKey);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect([keys[1], keys[2] === keys[0]]).toEqual([keys[0], false]);
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([undefined, undefined, undefined]);
  });

  it('of the caller goes before one of the client', async () => {
    const client = await clientOf([{ status: 200, body: {} }]);
    await client.POST(CREATE, { params, body: { ...enterprise, idempotencyKey: 'order-4711' } });
    const header = { 'Idempotency-Key': 'order-4712' };
    await client.POST(MANAGED, {
      params: { path: { organization: 'o' }, header },
      body: { name: 'N', sub_domain: 'n' },
    });
    const [first, second] = server.requests;
    expect(JSON.parse(first!.body)).toMatchObject({ idempotencyKey: 'order-4711' });
    expect(second!.headers['idempotency-key']).toBe('order-4712');
  });

  it('is sent with no other method', async () => {
    const client = await clientOf([{ status: 200, body: {} }]);
    const path = { path: { organization: 'o' } };
    await client.GET('/core/v1/organizations/{organization}', { params: path });
    await client.PUT('/core/v1/organizations/{organization}/annotations', { params: path, body: { annotations: [] } });
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([undefined, undefined]);
  });
});

it('the client asks for the present token ahead of each call', async () => {
  server = await ScriptedServer.giving(OK);
  const tokens = ['first', 'second'];
  const client = createClient({ baseUrl: `${server.url}/below/`, token: () => Promise.resolve(tokens.shift()!) });
  await client.GET('/api/v2/ping');
  await client.GET('/api/v2/ping');
  expect(server.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/below/api/v2/ping', 'Bearer first'],
    ['/below/api/v2/ping', 'Bearer second'],
  ]);
});

it('an error of core-v1 is an instance of its class', async () => {
  const error = await thrown(ping([conflict('idempotency_key_conflict')]));
  expect(error).toBeInstanceOf(coreV1.IdempotencyKeyConflict);
});
