import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LightMyRequestResponse } from 'fastify';
import { Drain } from '../../../src/http/server/drain.js';
import { SampleTroubleController, startSample } from '../../support/scenes/pipeline-sample.js';
import { exchange } from '../../support/raw-http.js';
import { until } from '../../support/until.js';

const ID = '59cd72485007a239fb00282ed480da1f';
const CORE = '/core/v1/organizations/_/managed';
const API = `/api/v2/organization/${ID}/enterprise`;
const GOOD = { authorization: 'Bearer good' };
const JSON_TYPE = { 'content-type': 'application/json' };
const OK = { organization: { id: ID }, name: 'N', sub_domain: 'n' };
const ENTERPRISE = { email: 'a@example.com', additionalAdmins: [] };

let app: NestFastifyApplication;
let lines: string[];
let port: number;

beforeAll(async () => {
  ({ app, lines } = await startSample());
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
});

afterAll(() => app.close());

interface Sent {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
  readonly url?: string;
  readonly headers?: Record<string, string>;
  readonly payload?: string | object;
}

function send({ method = 'POST', url = CORE, headers = GOOD, payload }: Sent): Promise<LightMyRequestResponse> {
  return app.inject({ method, url, headers, payload });
}

/** What an answer says, in the words of its dialect: `422 validation_error`, `404 NotFound`. */
function said(response: LightMyRequestResponse): string {
  const body = response.json<{ name?: string; error?: { code?: string } }>();
  return `${response.statusCode} ${body.name ?? body.error?.code}`;
}

describe('the order of checks', () => {
  const broken = { ...JSON_TYPE };
  const huge = 'x'.repeat(70_000);

  it.each([
    ['no token and broken JSON', broken, '{', '400 missing_api_token', '401 Unauthorized'],
    [
      'a bad token and broken JSON',
      { ...broken, authorization: 'Bearer x' },
      '{',
      '403 invalid_api_token',
      '401 Unauthorized',
    ],
    [
      'no scope and broken JSON',
      { ...broken, authorization: 'Bearer narrow' },
      '{',
      '403 scope_not_granted',
      '403 ScopeNotGranted',
    ],
    [
      'no scope and a huge body',
      { ...broken, authorization: 'Bearer narrow' },
      huge,
      '403 scope_not_granted',
      '403 ScopeNotGranted',
    ],
    ['a huge body that is broken', { ...broken, ...GOOD }, huge, '413 payload_too_large', '413 PayloadTooLarge'],
    ['broken JSON', { ...broken, ...GOOD }, '{"a":', '400 invalid_json_body', '400 InvalidJson'],
    ['missing arguments', { ...broken, ...GOOD }, '{}', '400 missing_required_argument', '400 Invalid'],
  ])('%s', async (_, headers, payload, core, api) => {
    expect(said(await send({ headers, payload }))).toBe(core);
    expect(said(await send({ url: API, headers, payload }))).toBe(api);
  });

  it('puts an unknown route before the token', async () => {
    expect(said(await send({ url: '/core/v1/nothing', headers: {} }))).toBe('404 route_not_found');
    expect(said(await send({ url: '/api/v2/nothing', headers: {} }))).toBe('404 NotFound');
    expect(said(await send({ url: '/nothing', headers: {} }))).toBe('404 NotFound');
  });
});

describe('bodies', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON ; x', 'application/vnd.x+json'])(
    'reads %s as JSON',
    async (type) => {
      const headers = { ...GOOD, 'content-type': type };
      expect((await send({ headers, payload: JSON.stringify(OK) })).statusCode).toBe(201);
      expect((await send({ url: API, headers, payload: JSON.stringify(ENTERPRISE) })).statusCode).toBe(200);
    },
  );

  it.each(['text/plain', 'garbage', 'application/jsonx', 'application/json garbage', '\t', ' '])(
    'does not read the media type "%s"',
    async (type) => {
      const headers = { ...GOOD, 'content-type': type };
      expect(said(await send({ headers, payload: JSON.stringify(OK) }))).toBe('400 missing_required_argument');
      expect(said(await send({ url: API, headers, payload: '{}' }))).toBe('415 UnsupportedMediaType');
    },
  );

  it.each(['', 'null', '[1]', '5', '"x"'])('takes the body %j as no arguments at all', async (payload) => {
    const response = await send({ headers: { ...GOOD, ...JSON_TYPE }, payload });
    expect(response.json()).toMatchObject({ error: { detail: { path: ['name'] } } });
  });

  it('reads a form in core-v1, and none in api-v2', async () => {
    const headers = { ...GOOD, 'content-type': 'application/x-www-form-urlencoded' };
    const payload =
      'organization[id]=o&name=%C3%A9+e&sub_domain=n&annotations[][key]=a&annotations[][value]=b&annotations[][key]=c';
    const response = await send({ headers, payload });
    expect(response.json()).toEqual({
      args: {
        organization: { id: 'o' },
        name: 'é e',
        sub_domain: 'n',
        annotations: [{ key: 'a', value: 'b' }, { key: 'c' }],
      },
    });
    expect(said(await send({ url: API, headers, payload }))).toBe('415 UnsupportedMediaType');
  });

  it('takes JSON on GET without a body, and on DELETE with one', async () => {
    expect((await send({ method: 'GET', url: API, headers: { ...GOOD, ...JSON_TYPE } })).statusCode).toBe(200);
    expect((await send({ method: 'DELETE', payload: OK })).statusCode).toBe(200);
    expect(said(await send({ method: 'DELETE', headers: { ...GOOD, ...JSON_TYPE } }))).toBe(
      '400 missing_required_argument',
    );
    const listed = await send({ method: 'GET', url: API, payload: { limit: 7 } });
    expect(listed.json()).toMatchObject({ args: { limit: 7 } });
  });

  it('refuses what is too deep, ill-formed, or holds NUL', async () => {
    const deep = '{"a":'.repeat(33) + '1' + '}'.repeat(33);
    for (const payload of [
      deep,
      '{"x":"\\ud800"}',
      '{"x":"\\u0000"}',
      '{"\\ud800":1}',
      Buffer.from([0x22, 0xff, 0x22]),
    ]) {
      const response = await send({ headers: { ...GOOD, ...JSON_TYPE }, payload });
      expect(said(response)).toBe('400 invalid_json_body');
    }
  });

  it('drops members that would change what an object is', async () => {
    const payload =
      '{"organization":{"id":"o","constructor":{"prototype":1},"__proto__":{"sub_domain":"p"}},"name":"N","sub_domain":"n","toString":1}';
    const response = await send({ headers: { ...GOOD, ...JSON_TYPE }, payload });
    expect(response.json()).toEqual({ args: { organization: { id: 'o' }, name: 'N', sub_domain: 'n' } });
    const strange = await send({ payload: { ...OK, name: { constructor: 1, then: 2, length: 1e9 } } });
    expect(said(strange)).toBe('400 invalid_argument');
  });

  it('lets a client that sends 5 MB read its 413', async () => {
    const body = Buffer.alloc(5_000_000, 'x');
    const head = `POST ${API} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const { status, body: answer } = await exchange(port, Buffer.concat([Buffer.from(head), body]));
    expect([status, answer.name]).toEqual([413, 'PayloadTooLarge']);
  });
});

describe('where the organization is named in core-v1', () => {
  const payload = { name: 'N', sub_domain: 'n' };
  it.each([
    ['the path, as an id', `/core/v1/organizations/${ID}/managed`, payload, { id: ID }],
    ['the path, whatever it holds', '/core/v1/organizations/:organization/managed', payload, { id: ':organization' }],
    ['an empty segment', '/core/v1/organizations//managed', payload, { id: '_' }],
    ['the query', `${CORE}?organization%5Bsub_domain%5D=acme`, payload, { sub_domain: 'acme' }],
    ['the body, which beats the path', '/core/v1/organizations/zzz/managed', OK, { id: ID }],
    ['the body, over the same key in the query', `${CORE}?organization[id]=q`, OK, { id: ID }],
  ])('%s', async (_, url, body, expected) => {
    const response = await send({ url, payload: body });
    expect(response.json()).toMatchObject({ args: { organization: expected } });
  });

  it('finds query and body together ambiguous', async () => {
    const response = await send({ url: `${CORE}?organization[sub_domain]=acme`, payload: OK });
    expect(response.json()).toMatchObject({ error: { detail: { issue: 'ambiguous_lookup_values' } } });
  });

  it('answers 400 to a query that cannot be read', async () => {
    const both = await send({ url: `${CORE}?organization=x&organization[id]=y`, payload: OK });
    expect(said(both)).toBe('400 invalid_argument');
    expect(said(await send({ url: `${API}?x=%zz`, payload: ENTERPRISE }))).toBe('400 Invalid');
  });
});

describe('routes', () => {
  it('says 405 and Allow in api-v2, 404 in core-v1', async () => {
    const response = await send({ method: 'PATCH', url: API, headers: {} });
    expect(said(response)).toBe('405 MethodNotAllowed');
    expect(response.headers.allow).toBe('POST, GET, HEAD');
    for (const method of ['PATCH', 'GET'] as const) {
      const refused = await send({ method, headers: {} });
      expect(refused.json()).toMatchObject({
        error: { code: 'route_not_found', description: `No route matches 'organizations/_/managed' for ${method}` },
      });
    }
    expect((await send({ method: 'HEAD', headers: {} })).statusCode).toBe(404);
  });

  it('takes trailing slashes', async () => {
    expect((await send({ url: `${CORE}/`, payload: OK })).statusCode).toBe(201);
    expect((await send({ url: `${API}/`, payload: ENTERPRISE })).statusCode).toBe(200);
    expect(said(await send({ url: `${API}/`, headers: {} }))).toBe('401 Unauthorized');
    expect((await send({ url: `${API}//`, payload: ENTERPRISE })).statusCode).toBe(200);
  });

  it('answers what the router itself refuses in the dialect of the path', async () => {
    const long = 'a'.repeat(600);
    expect(said(await send({ url: '/core/v1/organizations/%zz/managed' }))).toBe('400 bad_request');
    expect(said(await send({ url: `/core/v1/organizations/${long}/managed` }))).toBe('414 bad_request');
    const response = await send({
      url: `/api/v2/organization/${long}/enterprise`,
      headers: { 'x-request-id': 'mine-1' },
    });
    expect(said(response)).toBe('414 BadRequest');
    expect(response.json()).toMatchObject({ requestId: 'mine-1' });
    expect(response.headers).toMatchObject({ 'x-request-id': 'mine-1', 'cache-control': 'no-store' });
  });

  it('reports a bad id in the path alone by its own name', async () => {
    const url = '/api/v2/organization/ABC/enterprise';
    const response = await send({ url, payload: ENTERPRISE });
    expect(response.json()).toMatchObject({ name: 'InvalidOrganizationId', context: { id: 'ABC' } });
    expect(said(await send({ url, payload: {} }))).toBe('400 Invalid');
  });

  it('answers OPTIONS in core-v1 for a routed method and a valid token', async () => {
    const asks = { 'access-control-request-method': 'POST' };
    const response = await send({ method: 'OPTIONS', headers: { ...asks, authorization: 'Bearer narrow' } });
    expect([response.statusCode, response.payload, response.headers['content-type']]).toEqual([
      200,
      '""',
      'application/json',
    ]);
    expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(said(await send({ method: 'OPTIONS', headers: asks }))).toBe('400 missing_api_token');
    expect(said(await send({ method: 'OPTIONS', headers: {} }))).toBe('404 route_not_found');
    expect(said(await send({ method: 'OPTIONS', headers: { 'access-control-request-method': 'PUT' } }))).toBe(
      '404 route_not_found',
    );
    expect(said(await send({ method: 'OPTIONS', url: API, headers: asks }))).toBe('405 MethodNotAllowed');
  });
});

describe('what Node refuses by itself', () => {
  const request = (head: string, path = CORE) => `POST ${path} HTTP/1.1\r\n${head}\r\n\r\n`;
  it.each([
    ['no Host', request('Connection: close'), 400, 'bad_request'],
    ['another Expect', request('Host: x\r\nExpect: other\r\nConnection: close'), 417, 'bad_request'],
    ['a bad header', request('Host: x\r\nbad header: 1'), 400, 'bad_request'],
    ['a bad request line', 'NONSENSE\r\n\r\n', 400, 'BadRequest'],
    ['large headers', request(`Host: x\r\nX-Large: ${'a'.repeat(17_000)}`), 431, 'bad_request'],
    ['two lengths', request('Host: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked'), 400, 'bad_request'],
    [
      'two lengths in api-v2',
      request('Host: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked', API),
      400,
      'BadRequest',
    ],
  ])('%s', async (_, bytes, status, code) => {
    const answer = await exchange(port, bytes);
    const error = answer.body.error as { code?: string };
    expect([answer.status, answer.body.name ?? error.code]).toEqual([status, code]);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it('routes the absolute form, and answers it in the dialect of its path', async () => {
    const { status, body } = await exchange(port, request('Host: x\r\nConnection: close', `http://x${CORE}`));
    expect([status, body]).toMatchObject([400, { error: { code: 'missing_api_token' } }]);
  });
});

describe('every answer', () => {
  it('has a request id, the client’s own where it is harmless', async () => {
    const own = await send({ payload: OK, headers: { ...GOOD, 'x-request-id': 'Abc._-1' } });
    expect(own.headers['x-request-id']).toBe('Abc._-1');
    const ours = await send({ payload: OK, headers: { ...GOOD, 'x-request-id': 'a b' } });
    expect(ours.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(ours.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(ours.headers['content-type']).toBe('application/json');
  });

  it('shows nothing of an unforeseen error, and the log shows it whole', async () => {
    const response = await send({ method: 'GET', url: '/sample/boom', headers: { 'x-request-id': 'boom-1' } });
    expect(said(response)).toBe('500 InternalServerError');
    expect(response.payload).not.toMatch(/SELECT|vault|at /);
    expect(lines.find((line) => line.includes('boom-1') && line.includes('unexpected error'))).toMatch(/SELECT secret/);
  });

  it('is logged by its route and never by its URL or headers', async () => {
    await send({ url: `${CORE}?email=someone`, headers: { ...GOOD, 'x-request-id': 'logged-1' }, payload: OK });
    const line = lines.find((each) => each.includes('logged-1'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      route: '/core/v1/organizations/:organization/managed',
      status: 201,
    });
    expect(line).not.toMatch(/someone|Bearer/);
  });

  it('refuses a route that declares no arguments', async () => {
    expect(said(await send({ url: '/sample/silent' }))).toBe('500 InternalServerError');
  });
});

describe('deadline, departure and draining', () => {
  const WAIT = 'POST /sample/wait HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

  it('answers 503 at the deadline and stops the work, whose body has long been read', async () => {
    const slow = await startSample(200);
    await slow.app.listen(0, '127.0.0.1');
    const address = slow.app.getHttpServer().address() as AddressInfo;
    const request = `${WAIT}X-Request-Id: late-1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`;
    const { status, headers, body } = await exchange(address.port, request);
    expect([status, headers['retry-after'], body.name]).toEqual([503, '1', 'ServiceUnavailable']);
    await until('the work has stopped', () => slow.app.get(SampleTroubleController).stopped.includes('late-1'));
    await slow.app.close();
  });

  it('answers 503 to a body that does not arrive', async () => {
    const slow = await startSample(200);
    await slow.app.listen(0, '127.0.0.1');
    const address = slow.app.getHttpServer().address() as AddressInfo;
    const { status } = await exchange(address.port, `${WAIT}Content-Length: 100\r\n\r\n{"a":`, 1_000);
    expect(status).toBe(503);
    await slow.app.close();
  });

  it('stops the work of a client that has gone, and logs that it left', async () => {
    const request = `${WAIT}X-Request-Id: gone-1\r\nContent-Length: 2\r\n\r\n{}`;
    await exchange(port, request, 200);
    await until('the work has stopped', () => app.get(SampleTroubleController).stopped.includes('gone-1'));
    const logged = lines.filter((line) => line.includes('gone-1')).map((line) => JSON.parse(line) as object);
    expect(logged).toMatchObject([{ level: 'info', route: '/sample/wait', aborted: true }]);
  });

  it('closes connections while it drains, and still answers', async () => {
    const { app: leaving } = await startSample();
    const before = await leaving.inject({ url: '/nothing' });
    leaving.get(Drain).begin();
    await leaving.listen(0, '127.0.0.1');
    const address = leaving.getHttpServer().address() as AddressInfo;
    const during = await exchange(address.port, 'GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n');
    expect([before.headers.connection, during.status, during.headers.connection]).toEqual(['keep-alive', 404, 'close']);
    await leaving.close();
  });
});
