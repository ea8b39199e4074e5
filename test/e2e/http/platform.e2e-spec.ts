import { Drain } from '../../../src/http/server/drain.js';
import { type Answer, answer as answered, type Call, wire } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey, anEmail } from '../../support/scenes/factories.js';
import { exchange } from '../../support/raw-http.js';
import { P, Scene } from '../../support/scenes/managed-organizations.js';

/** The promised body of every error outside of core-v1. */
interface Body {
  readonly error: string;
  readonly name: string;
  readonly context: Record<string, unknown>;
  readonly requestId: string;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const OUR_ID = /^[0-9a-f]{32}$/;

describe.each(testDatabases())('what holds at every endpoint on $name', (database) => {
  let scene: Scene;
  let port: number;

  beforeAll(async () => {
    scene = await Scene.open(database);
    port = Number(new URL(await scene.app.listen()).port);
  });

  afterAll(() => scene.close());

  const enterprises = () => `/api/v2/organization/${scene.root.id}/enterprise`;
  const enterprise = () => ({ email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [] });
  const call = (url: string, also: Partial<Call> = {}) =>
    scene.app.call<Body>({ method: 'POST', url, token: scene.token, ...also });

  /** As `call`, for answers that the API's document has nowhere, because no endpoint gives them. */
  const send = async (url: string): Promise<Answer<Body>> => {
    const { headers, payload } = wire({ method: 'POST', url, token: scene.token });
    const {
      statusCode,
      headers: got,
      payload: text,
    } = await scene.app.app.inject({ method: 'POST', url, headers, payload });
    return answered(statusCode, Object.entries(got), text);
  };

  /** An error of api-v2, member by member; its sentence may change and is only a sentence. */
  function expectBody(answer: Answer<Body>, status: number, name: string, context: object = {}): void {
    expect([answer.status, answer.body]).toEqual([
      status,
      {
        error: expect.stringMatching(/^[A-Z/].*\S$/s) as unknown,
        name,
        context,
        requestId: expect.any(String) as unknown,
      },
    ]);
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers).not.toHaveProperty('x-api-schema');
  }

  function expectRefused(answer: Answer<unknown>, status: number, code: string): void {
    expect([answer.status, answer.body]).toMatchObject([status, { error: { code, detail: {} } }]);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'x-api-schema': 'json-error' });
    expect(answer.headers['x-request-id']).toMatch(OUR_ID);
  }

  describe('without a token', () => {
    it('is 401 in api-v2, and says what to send', async () => {
      const answer = await call(enterprises(), { token: undefined, json: enterprise() });
      expectBody(answer, 401, 'Unauthorized');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    });

    it('is 400 in core-v1', async () => {
      expectRefused(await call(P, { token: undefined, json: scene.body() }), 400, 'missing_api_token');
    });

    it('is 401 or 403 with a token that is none, marked for the SDK in api-v2', async () => {
      const answer = await call(enterprises(), { token: 'x', json: enterprise() });
      expectBody(answer, 401, 'Unauthorized');
      expect(answer.headers['x-auth-required']).toBe('true');
      expectRefused(await call(P, { token: 'x', json: scene.body() }), 403, 'invalid_api_token');
    });
  });

  describe('nothing routed', () => {
    it.each(['/nothing', '/core', '/core/v10/organizations', '/api', '/api/v2', '/api/v2/nothing', '/API/V2/user/me'])(
      '%s is 404 in the grammar of api-v2, token or not',
      async (url) => {
        expectBody(await call(url), 404, 'NotFound');
        expectBody(await call(url, { token: undefined, body: '{', headers: JSON_TYPE }), 404, 'NotFound');
      },
    );

    it.each(['/core/v1', '/core/v1/', '/core/v1/nothing', '/core/v1?x=%zz', '/core/v1/organizations/_/MANAGED'])(
      '%s is 404 in the grammar of core-v1, token or not',
      async (url) => {
        expectRefused(await call(url), 404, 'route_not_found');
        expectRefused(await call(url, { token: undefined, body: '{', headers: JSON_TYPE }), 404, 'route_not_found');
      },
    );

    it.each<[Call['method'], () => string, string[]]>([
      ['PATCH', () => enterprises(), ['GET', 'HEAD', 'POST']],
      ['PUT', () => '/api/v2/user/me', ['DELETE', 'GET', 'HEAD']],
      ['POST', () => '/health/live', ['GET', 'HEAD']],
      ['PUT', () => '/health/ready', ['GET', 'HEAD']],
      ['OPTIONS', () => enterprises(), ['GET', 'HEAD', 'POST']],
    ])('%s where other methods are: 405 and Allow in api-v2', async (method, url, allow) => {
      const answer = await call(url(), { method, token: undefined });
      expectBody(answer, 405, 'MethodNotAllowed');
      expect(allowed(answer)).toEqual(allow);
    });
  });

  describe('bodies that cannot be used', () => {
    it('is 400 for malformed JSON, in both dialects', async () => {
      const broken = { body: '{"a":', headers: JSON_TYPE };
      expectBody(await call(enterprises(), broken), 400, 'InvalidJson');
      const answer = await call(P, broken);
      expect([answer.status, answer.body.error]).toMatchObject([400, { code: 'invalid_json_body' }]);
    });

    it('is 413 for one byte more than may be sent, in both dialects, and nothing happens', async () => {
      const sized = (members: object, size: number) => {
        const text = JSON.stringify({ ...members, pad: '' });
        return { body: text.replace('"pad":""', `"pad":"${'x'.repeat(size - text.length)}"`), headers: JSON_TYPE };
      };
      const before = await scene.footprint();
      expectBody(await call(enterprises(), sized(enterprise(), 65_537)), 413, 'PayloadTooLarge', {
        limitBytes: 65_536,
      });
      const refused = await call(P, sized(scene.body(), 65_537));
      expect([refused.status, refused.body.error]).toEqual([
        413,
        {
          code: 'payload_too_large',
          description: 'The body provided with this request is larger than 65536 bytes',
          detail: {},
        },
      ]);
      expect(await scene.footprint()).toEqual(before);
      expect((await call(enterprises(), sized(enterprise(), 65_536))).status).toBe(200);
      expect((await call(P, sized(scene.body(), 65_536))).status).toBe(201);
    });
  });

  describe('X-Request-Id', () => {
    const all: (() => Partial<Call> & { url: string })[] = [
      () => ({ url: P, json: scene.body() }),
      () => ({ url: enterprises(), json: enterprise() }),
      () => ({ url: P, token: undefined }),
      () => ({ url: '/nothing' }),
      () => ({ url: '/health/live', method: 'GET' }),
    ];

    it.each(['a', '0', '-', 'Abc.9_-', 'f'.repeat(128)])('%s is taken over, on good answers and bad', async (sent) => {
      for (const request of all) {
        const { url, ...also } = request();
        const { headers, body } = await call(url, { ...also, headers: { 'X-Request-Id': sent } });
        expect([headers['x-request-id'], body.requestId ?? sent]).toEqual([sent, sent]);
      }
    });

    it.each(['', ' ', 'a b', 'a,b', 'a/b', 'é', '"a"', '<a>', 'a\tb', '$(a)', 'f'.repeat(129)])(
      '%j is replaced by one of ours',
      async (sent) => {
        for (const request of all) {
          const { url, ...also } = request();
          const { headers, body } = await call(url, { ...also, headers: { 'X-Request-Id': sent } });
          expect(headers['x-request-id']).toMatch(OUR_ID);
          expect(body.requestId ?? headers['x-request-id']).toBe(headers['x-request-id']);
        }
      },
    );

    it.each([
      ['Request-Id alone', { 'Request-Id': '5fe2d064ad3865a87d1b-0000' }, '5fe2d064ad3865a87d1b-0000'],
      ['X-Request-Id before Request-Id', { 'Request-Id': 'second', 'X-Request-Id': 'first' }, 'first'],
      ['Request-Id where X-Request-Id is unusable', { 'Request-Id': 'second', 'X-Request-Id': 'a b' }, 'second'],
    ])('may be sent as %s', async (_, headers: Record<string, string>, taken) => {
      for (const request of all) {
        const { url, ...also } = request();
        const answer = await call(url, { ...also, headers });
        expect([answer.headers['x-request-id'], answer.body.requestId ?? taken]).toEqual([taken, taken]);
      }
      const unreadable = `GET / HTTP/1.1\r\n${Object.entries(headers)
        .map(([name, id]) => `${name}: ${id}\r\n`)
        .join('')}`;
      expect((await exchange(port, `${unreadable}bad header\r\n\r\n`)).headers['x-request-id']).toBe(taken);
    });

    it('differs from request to request, and of two that are sent none is taken', async () => {
      const [first, second] = [await call('/nothing'), await call('/nothing')];
      expect(first.headers['x-request-id']).not.toBe(second.headers['x-request-id']);
      const twice = `GET /health/live HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\r\nX-Request-Id: b\r\nConnection: close\r\n\r\n`;
      expect((await exchange(port, twice)).headers['x-request-id']).toMatch(OUR_ID);
    });
  });

  describe('every answer', () => {
    it('is for its caller alone, says what it is, and nothing of what it runs on', async () => {
      const origin = { Origin: 'https://elsewhere.example' };
      const answers = [
        await call(P, { json: scene.body(), headers: origin }),
        await call(P, { json: {}, headers: origin }),
        await call(P, { method: 'OPTIONS', headers: { ...origin, 'Access-Control-Request-Method': 'POST' } }),
        await call(enterprises(), { json: enterprise(), headers: origin }),
        await call(enterprises(), { method: 'GET', headers: origin }),
        await call(enterprises(), { json: {}, headers: origin }),
        await call(enterprises(), { method: 'OPTIONS', headers: origin }),
        await call(enterprises(), { body: 'x', headers: { ...origin, 'Content-Type': 'text/plain' } }),
        await call('/api/v2/user/me', { method: 'GET' }),
        await send('/core/v1/organizations/%zz/managed'),
        await send(`/api/v2/organization/${'a'.repeat(600)}/enterprise`),
        await call('/nothing'),
        await call('/health/live', { method: 'GET', headers: origin }),
        await call('/health/ready', { method: 'GET' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([
        201, 400, 200, 200, 200, 400, 405, 415, 404, 400, 414, 404, 200, 200,
      ]);
      for (const { headers, text } of answers) {
        expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
        expect(headers['x-request-id']).toMatch(OUR_ID);
        expect(headers['content-type']).toMatch(/^application\/json(; charset=utf-8)?$/);
        expect(Object.keys(headers).filter((name) => /^(access-control-|server$|x-powered-by$)/.test(name))).toEqual(
          [],
        );
        expect(text).not.toMatch(/node_modules|\.js:|\.ts:|SELECT |INSERT |sqlite|mysql|maria/i);
      }
    });

    it('has no body after HEAD, which is taken where GET is, and nowhere else', async () => {
      const head = (path: string) =>
        exchange(port, `HEAD ${path} HTTP/1.1\r\nHost: x\r\nX-Request-Id: h\r\nConnection: close\r\n\r\n`);
      expect(await head('/health/live')).toMatchObject({ status: 200, headers: { 'content-length': '15' }, body: {} });
      expect(await head(enterprises())).toMatchObject({ status: 401, headers: { 'x-request-id': 'h' }, body: {} });
      const answer = await head(`/api/v2/enterprise/${scene.root.id}/freeze`);
      expect([answer.status, allowed(answer), answer.body]).toEqual([405, ['DELETE', 'POST'], {}]);
      expect(await head(P)).toMatchObject({ status: 400, headers: { 'x-request-id': 'h' }, body: {} });
      const activate = `/core/v1/organizations/${scene.root.id}/activate`;
      expect(await head(activate)).toMatchObject({ status: 404, headers: { 'x-request-id': 'h' }, body: {} });
    });

    it('is given to a request with headers that mean something to JavaScript', async () => {
      const head = 'GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n';
      const answer = await exchange(port, `${head}__proto__: x\r\nconstructor: y\r\ntoString: z\r\n\r\n`);
      expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
      expect(Object.keys(Object.prototype)).toEqual([]);
    });
  });

  describe('health', () => {
    it('says that the process lives and that the database answers, without a token', async () => {
      const ask = (url: string) => call(url, { method: 'GET', token: undefined });
      const live = await ask('/health/live');
      expect([live.status, live.text]).toEqual([200, '{"status":"ok"}']);
      const ready = await ask('/health/ready');
      expect([ready.status, ready.text]).toEqual([200, '{"status":"ok","checks":{"database":"ok"}}']);
      expect((await ask('/health/ready/')).status).toBe(200);
      expect((await ask('/health')).status).toBe(404);
    });

    it('asks nothing of what a probe sends along', async () => {
      const probe = { method: 'GET' as const, body: '{', headers: { ...JSON_TYPE, Authorization: 'Basic x' } };
      expect((await call('/health/ready?a=%zz&a[b]=1', { ...probe, token: undefined })).status).toBe(200);
    });

    it('says that a draining process is not ready, while it lives and goes on answering', async () => {
      const leaving = await Scene.open(database);
      const ask = (url: string) => leaving.app.call({ method: 'GET', url });
      expect((await ask('/health/ready')).status).toBe(200);
      leaving.app.app.get(Drain).begin();
      const ready = await ask('/health/ready');
      expect([ready.status, ready.body]).toEqual([
        503,
        { status: 'not ready', problem: 'The process is draining and will end soon.' },
      ]);
      expect((await ask('/health/live')).status).toBe(200);
      expect((await leaving.create()).status).toBe(201);
      await leaving.close();
    });
  });
});

/** The methods in `Allow`; their order means nothing. */
function allowed({ headers }: { headers: Record<string, string> }): string[] {
  return (headers.allow ?? '').split(', ').sort();
}
