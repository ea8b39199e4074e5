import { sqlite } from '../../support/database/databases.js';
import { say, type WireAnswer } from '../edges/edges.client.js';
import { EdgeScene, SECURITY_HEADERS } from '../edges/edges.fixtures.js';

const CONSOLE = 'https://console.example.com';
const LOCAL = 'http://localhost:5173';

/** The page and the document may be kept, and the page has a policy of its own. */
const OWN = new Set(['content-security-policy', 'cache-control']);
const ALWAYS = Object.entries(SECURITY_HEADERS).filter(([name]) => !OWN.has(name));

/** Headers of an answer whose names begin so, in their order. */
function those(beginning: string, { headers }: WireAnswer): string[] {
  return Object.keys(headers).filter((name) => name.startsWith(beginning));
}

describe('headers that browsers look at', () => {
  let closed: EdgeScene;
  let opened: EdgeScene;

  beforeAll(async () => {
    closed = await EdgeScene.open(sqlite);
    opened = await EdgeScene.open(sqlite, { CORS_ORIGINS: `${CONSOLE}, ${LOCAL}` });
  });

  afterAll(async () => {
    await closed.close();
    await opened.close();
  });

  const api = (edge: EdgeScene) => edge.door('api-v2').path;
  const core = (edge: EdgeScene) => edge.door('core-v1').path;

  type Asked = [what: string, status: number, request: (edge: EdgeScene, headers: string[]) => Buffer];

  /** Every kind of answer to a request that came as far as the router. */
  const ROUTED: Asked[] = [
    ['a list', 200, (edge, headers) => edge.request(`GET ${api(edge)}`, headers)],
    [
      'a creation in api-v2',
      200,
      (edge, headers) => edge.json(edge.door('api-v2'), edge.door('api-v2').good(), headers),
    ],
    [
      'a creation in core-v1',
      201,
      (edge, headers) => edge.json(edge.door('core-v1'), edge.door('core-v1').good(), headers),
    ],
    ['a life sign', 200, (edge, headers) => edge.request('GET /health/live', headers)],
    ['readiness', 200, (edge, headers) => edge.request('GET /health/ready', headers)],
    ['bad arguments in api-v2', 400, (edge, headers) => edge.json(edge.door('api-v2'), {}, headers)],
    ['bad arguments in core-v1', 400, (edge, headers) => edge.json(edge.door('core-v1'), {}, headers)],
    ['no token in api-v2', 401, (edge, headers) => edge.request(`GET ${api(edge)}`, ['Host: x', ...headers], '', true)],
    [
      'no token in core-v1',
      400,
      (edge, headers) => edge.request(`POST ${core(edge)}`, ['Host: x', ...headers], '', true),
    ],
    ['no route in api-v2', 404, (edge, headers) => edge.request('GET /nothing', headers)],
    ['no route in core-v1', 404, (edge, headers) => edge.request('GET /core/v1/nothing', headers)],
    ['no such file of the page', 404, (edge, headers) => edge.request('GET /docs/package.json', headers)],
    ['another method', 405, (edge, headers) => edge.request(`PUT ${api(edge)}`, headers)],
    ['a body that is too large', 413, (edge, headers) => edge.json(edge.door('api-v2'), 'x'.repeat(70_000), headers)],
    [
      'another media type',
      415,
      (edge, headers) => edge.request(`POST ${api(edge)}`, ['Content-Type: a/b', ...headers], 'x'),
    ],
  ];

  /** It is the same for everyone, so it may be kept and asked for by its tag. */
  const DOCUMENT: Asked = ['the API’s document', 200, (edge, headers) => edge.request('GET /openapi.json', headers)];

  /** What is refused ahead of it; no page sends such a thing by the browser's own means. */
  const UNROUTED: Asked[] = [
    ['a path that is too long', 414, (edge, headers) => edge.request(`GET /api/v2/user/${'a'.repeat(600)}`, headers)],
    ['a path that cannot be decoded', 400, (edge, headers) => edge.request('GET /core/v1/%zz', headers)],
    ['an expectation', 417, (edge, headers) => edge.request(`POST ${core(edge)}`, ['Expect: more', ...headers])],
    [
      'large headers',
      431,
      (edge, headers) => edge.request(`GET ${api(edge)}`, [`X: ${'a'.repeat(17_000)}`, ...headers]),
    ],
    ['a bad header', 400, (edge, headers) => edge.request(`GET ${core(edge)}`, ['nonsense', ...headers])],
    ['no HTTP', 400, () => Buffer.from('NONSENSE\r\n\r\n')],
    ['no Host', 400, (edge, headers) => edge.request(`GET ${api(edge)}`, headers, '', true)],
    ['a tunnel', 404, (edge, headers) => edge.request('CONNECT example.com:443', headers)],
  ];

  describe.each([...ROUTED, ...UNROUTED])('to %s', (_, status, request) => {
    it('keep the answer to its caller, and out of every page', async () => {
      const answer = await say(closed.port, request(closed, []));
      expect(answer?.status).toBe(status);
      expect(answer?.headers).toMatchObject({
        ...Object.fromEntries(Object.entries(SECURITY_HEADERS).map(([name, value]) => [name, [value]])),
        'x-request-id': [expect.stringMatching(/^[0-9a-f]{32}$/)],
      });
    });

    it('say nothing of what it runs on, and nothing of other origins unless that is set', async () => {
      const answer = await say(
        closed.port,
        request(closed, [`Origin: ${CONSOLE}`, 'Access-Control-Request-Method: POST']),
      );
      expect(answer?.status).toBe(status);
      expect(those('access-control-', answer!)).toEqual([]);
      expect(
        ['server', 'x-powered-by', 'vary', 'set-cookie', 'location'].filter((name) => answer!.headers[name]),
      ).toEqual([]);
    });

    it('allow nothing to an origin that is not set', async () => {
      for (const origin of ['https://evil.example', 'null', `${CONSOLE}.evil.example`, `${CONSOLE}:444`, '*', '']) {
        const answer = await say(opened.port, request(opened, [`Origin: ${origin}`]));
        expect({ origin, status: answer?.status, cors: those('access-control-', answer!) }).toEqual({
          origin,
          status,
          cors: [],
        });
      }
    });
  });

  it.each([
    ['/openapi.json', 'application/json; charset=utf-8', 'no-cache'],
    ['/docs', 'text/html; charset=utf-8', 'no-cache'],
    ['/docs/page.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/docs/page.css', 'text/css; charset=utf-8', 'no-cache'],
    ['/docs/samples.json', 'application/json; charset=utf-8', 'no-cache'],
    ['/docs/swagger-ui.css', 'text/css; charset=utf-8', 'public, max-age=86400'],
    ['/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8', 'public, max-age=86400'],
  ])('keep %s to itself', async (path, type, kept) => {
    const answer = await say(closed.port, closed.request(`GET ${path}`, [`Origin: ${CONSOLE}`]));
    expect(answer?.status).toBe(200);
    expect(answer?.headers).toMatchObject({
      ...Object.fromEntries(ALWAYS.map(([name, value]) => [name, [value]])),
      'content-type': [type],
      'cache-control': [kept],
    });
    expect(those('access-control-', answer!)).toEqual([]);
  });

  it('give the page a policy of its own, which asks no other host and runs no script of its own text', async () => {
    const answer = await say(closed.port, closed.request('GET /docs'));
    const [policy = '', ...more] = answer?.headers['content-security-policy'] ?? [];
    expect(more).toEqual([]);
    const rules = Object.fromEntries(
      policy.split('; ').map((rule) => [rule.split(' ', 1)[0]!, rule.split(' ').slice(1)]),
    );
    expect(rules).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'connect-src': ["'self'"],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
    });
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(policy).not.toBe(SECURITY_HEADERS['content-security-policy']);
  });

  describe('where origins are set', () => {
    const from = (origin: string, ...more: string[]) => [`Origin: ${origin}`, ...more];
    const ASKED = 'Access-Control-Request-Method: POST';

    it.each([CONSOLE, LOCAL])('%s may read answers, refusals too, and their headers', async (origin) => {
      for (const [name, status, request] of [...ROUTED, DOCUMENT]) {
        const answer = await say(opened.port, request(opened, from(origin)));
        expect({ name, status: answer?.status, allowed: answer?.headers['access-control-allow-origin'] }).toEqual({
          name,
          status,
          allowed: [origin],
        });
        expect(answer?.headers.vary).toEqual([name === DOCUMENT[0] ? 'Origin, Accept-Encoding' : 'Origin']);
        const exposed = answer?.headers['access-control-expose-headers']?.[0]?.toLowerCase().split(', ');
        expect(exposed).toEqual(
          expect.arrayContaining(['x-request-id', 'retry-after', 'x-ratelimit-remaining', 'idempotent-replayed']),
        );
        const own = Object.keys(answer!.headers).filter((header) => /^(x-|allow$|etag$|www-)/.test(header));
        expect(exposed).toEqual(expect.arrayContaining(own.filter((header) => !(header in SECURITY_HEADERS))));
        expect(answer?.headers['access-control-allow-credentials']).toBeUndefined();
      }
    });

    it.each([
      ['api-v2', api],
      ['core-v1', core],
    ] as const)('a preflight in %s is answered without a token, with all that every answer has', async (_, path) => {
      const line = `OPTIONS ${path(opened)}`;
      const asks = ['Host: x', ...from(CONSOLE, ASKED, 'Access-Control-Request-Headers: authorization')];
      const answer = await say(opened.port, opened.request(line, asks, '', true));
      expect([answer?.status, answer?.text]).toEqual([204, '']);
      expect(answer?.headers).toMatchObject({
        ...Object.fromEntries(Object.entries(SECURITY_HEADERS).map(([name, value]) => [name, [value]])),
        'x-request-id': [expect.stringMatching(/^[0-9a-f]{32}$/)],
        'access-control-allow-origin': [CONSOLE],
        'access-control-allow-methods': ['GET, POST, PUT, PATCH, DELETE'],
        'access-control-allow-headers': ['authorization'],
        'access-control-max-age': ['600'],
        vary: ['Origin, Access-Control-Request-Headers'],
      });
    });

    // What the published SDK of api-v2 sets on every call, what its tracer adds, and what is of ours.
    it.each([
      'authorization,bitgo-sdk-version,content-type,if-modified-since,request-id',
      'auth-timestamp,bitgo-auth-version,enterprise-id,hmac',
      'idempotency-key, if-match, x-request-id',
      'x-whatever-comes-next',
    ])('a preflight allows the headers that the page asks for: %s', async (asked) => {
      const asks = ['Host: x', ...from(CONSOLE, ASKED, `Access-Control-Request-Headers: ${asked}`)];
      const answer = await say(opened.port, opened.request(`OPTIONS ${api(opened)}`, asks, '', true));
      expect([answer?.status, answer?.headers['access-control-allow-headers']]).toEqual([204, [asked]]);
      const elsewhere = ['Host: x', ...from('https://evil.example', ASKED, `Access-Control-Request-Headers: ${asked}`)];
      const refused = await say(opened.port, opened.request(`OPTIONS ${api(opened)}`, elsewhere, '', true));
      expect([refused?.status, those('access-control-', refused!)]).toEqual([405, []]);
    });

    it.each([
      ['a preflight from elsewhere', from('https://evil.example', ASKED), '405', '400 missing_api_token'],
      ['OPTIONS without an origin', [ASKED], '405', '400 missing_api_token'],
      ['OPTIONS that is no preflight', from(CONSOLE), '405', '404 route_not_found'],
      ['OPTIONS with nothing', [], '405', '404 route_not_found'],
    ])('%s goes its usual way', async (_, headers, apiV2, coreV1) => {
      const ask = (path: string) =>
        say(opened.port, opened.request(`OPTIONS ${path}`, ['Host: x', ...headers], '', true));
      const [first, second] = [await ask(api(opened)), await ask(core(opened))];
      const code = (second?.body as { error: { code: string } }).error.code;
      expect([first?.status, (first?.body as { name: string }).name]).toEqual([Number(apiV2), 'MethodNotAllowed']);
      expect(`${second?.status} ${code}`).toBe(coreV1);
      expect((await ask('/nothing'))?.status).toBe(404);
      expect((await ask('/docs'))?.status).toBe(405);
    });

    it('core-v1 still answers OPTIONS of a token, as where none are set', async () => {
      for (const edge of [closed, opened]) {
        const answer = await say(edge.port, edge.request(`OPTIONS ${core(edge)}`, [ASKED]));
        expect([answer?.status, answer?.text, answer?.headers['content-type']]).toEqual([
          200,
          '""',
          ['application/json'],
        ]);
        expect(those('access-control-', answer!)).toEqual([]);
      }
    });
  });
});
