import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ACCESS } from '../../src/auth/access.js';
import { ARGUMENTS } from '../../src/http/validation/arguments.guard.js';
import { type Call, wire } from '../support/answers.js';
import { testDatabases } from '../support/database/databases.js';
import { exchange } from '../support/raw-http.js';
import { Scene } from '../support/scenes/managed-organizations.js';
import {
  type DeclaredRoute,
  declaredRoutes,
  type ExemptionKind,
  type Exemptions,
  faultsOf,
} from './declared-routes.js';

/** Every exemption has its reason; a new one is a decision, and this is where it is seen. */
const PROBE = 'A probe has no token, speaks no dialect, and learns nothing of any tenant.';
const PAGE =
  'The API’s document is the same for everybody; it is read by programs and browsers, outside of both dialects.';
const DESCRIPTION = 'What is served is the same for everybody, and the contract publishes it without a token.';
const SDK = 'The published SDK asks for it before it has a token, and learns nothing of any tenant.';
const ITSELF = 'It shows or ends the token itself, which its holder may always do.';
const REFERENCE = 'ISO’s currencies and countries are the same for every tenant; the contract asks for a token alone.';
const EXEMPT: Record<ExemptionKind, Exemptions> = {
  open: {
    'GET /health/live': PROBE,
    'GET /health/ready': PROBE,
    'GET /openapi.json': PAGE,
    'GET /docs': PAGE,
    'GET /docs/:asset': PAGE,
    'GET /': PAGE,
    'GET /core/v1/schema': DESCRIPTION,
    'GET /core/v1/schema/openapi.json': DESCRIPTION,
    'GET /api/v2/client/constants': SDK,
    'GET /api/v2/ping': SDK,
  },
  scopeless: {
    'OPTIONS /core/v1/*': 'It only says that a method is routed; the route itself asks for its scope.',
    'GET /core/v1/currencies': REFERENCE,
    'GET /core/v1/currencies/:currency': REFERENCE,
    'GET /core/v1/countries': REFERENCE,
    'GET /core/v1/countries/:country': REFERENCE,
    'GET /core/v1/countries/:country/country_states': REFERENCE,
    'GET /core/v1/country_states/:country_state': REFERENCE,
    'GET /api/v2/user/session': ITSELF,
    'GET /api/v2/user/logout': ITSELF,
    'GET /core/v1/users/current': 'It shows the user of the token; the contract requires nothing else.',
  },
  outside: {
    'GET /health/live': PROBE,
    'GET /health/ready': PROBE,
    'GET /openapi.json': PAGE,
    'GET /docs': PAGE,
    'GET /docs/:asset': PAGE,
    'GET /': PAGE,
  },
  unjudged: {
    'GET /docs/:asset': 'A name that is not on a closed list is routed nowhere, whatever its form.',
  },
};

/** Where the tests of an endpoint are, and the statuses that its page and its dialect document. */
const DOCUMENTED: Record<string, { files: string; statuses: number[] }> = {
  'GET /core/v1/organizations/:organization/api_tokens': {
    files: 'list-api-tokens',
    statuses: [200, 400, 403, 404],
  },
  'POST /core/v1/organizations/:organization/api_tokens': {
    files: 'create-api-token',
    statuses: [200, 400, 403, 404, 422],
  },
  'PATCH /core/v1/api_tokens/:api_token': { files: 'update-api-token', statuses: [200, 400, 403, 404, 422] },
  'GET /core/v1/organizations/:organization/audit_events': {
    files: 'list-audit-events',
    statuses: [200, 400, 403, 404],
  },
  'GET /core/v1/audit_events': { files: 'list-audit-events', statuses: [200, 400, 403] },
  'GET /core/v1/organizations/:organization/events': { files: 'list-events', statuses: [200, 400, 403, 404, 410, 429] },
  'GET /core/v1/events': { files: 'list-events', statuses: [200, 400, 403, 410, 429] },
  'GET /core/v1/organizations/:organization/webhook_endpoints': {
    files: 'list-webhook-endpoints',
    statuses: [200, 400, 403, 404],
  },
  'POST /core/v1/organizations/:organization/webhook_endpoints': {
    files: 'create-webhook-endpoint',
    statuses: [200, 400, 403, 404, 422],
  },
  'POST /core/v1/organizations': { files: 'create-organization', statuses: [201, 400, 403, 404, 422] },
  'PATCH /core/v1/organizations/:organization': { files: 'update-organization', statuses: [200, 400, 403, 404, 422] },
  'GET /core/v1/organizations/:organization/annotations': { files: 'annotations', statuses: [200, 403, 404] },
  'PUT /core/v1/organizations/:organization/annotations': { files: 'annotations', statuses: [200, 400, 403, 404, 422] },
  'POST /core/v1/organizations/:organization/managed': {
    files: 'create-managed-organization',
    statuses: [201, 400, 403, 404, 422],
  },
  'POST /api/v2/organization/:organizationId/enterprise': {
    files: 'create-enterprise',
    statuses: [200, 400, 401, 403, 404, 409, 500],
  },
};

/** Values of a path segment that an attacker may choose. */
const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  '..',
  '../../package.json',
  '%2e%2e',
  '\0',
  ' ',
  '*',
  ':id',
  '😀',
  'me',
];

const ENDS_IT_ALL = new Set(['GET /api/v2/user/logout', 'DELETE /core/v1/organizations/:organization']);

const ID = '59cd72485007a239fb00282ed480da1f';
const E2E = new URL('../e2e/', import.meta.url);

describe.each(testDatabases())('the routes of the application on $name', (database) => {
  let scene: Scene;
  let routes: DeclaredRoute[];
  let port: number;

  beforeAll(async () => {
    scene = await Scene.open(database);
    routes = declaredRoutes(scene.app.app);
    port = Number(new URL(await scene.app.listen()).port);
  });

  afterAll(() => scene.close());

  const guarded = () => routes.filter(({ access }) => access?.kind !== 'public');
  /** A path of this route; a wildcard is replaced by the path of the documented endpoint. */
  const sample = ({ path }: DeclaredRoute) =>
    path.replace('*', `organizations/${ID}/managed`).replace(/:\w+/g, scene.root.id);
  const preflight = { 'Access-Control-Request-Method': 'POST' };
  /** As `TestApp.call`, for answers that no endpoint documents. */
  const plain = async (call: Call) => {
    const { headers, payload } = wire(call);
    const response = await scene.app.app.inject({ method: call.method, url: call.url, headers, payload });
    return { status: response.statusCode };
  };
  const ask = (route: DeclaredRoute, call: Partial<Call> = {}) =>
    plain({ method: route.method as Call['method'], url: sample(route), headers: preflight, ...call });

  it('declare their access, their dialect and their arguments', () => {
    expect(routes.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(DOCUMENTED)));
    const faults = routes.map((route) => [route.name, faultsOf(route, EXEMPT)]);
    expect(faults).toEqual(routes.map(({ name }) => [name, []]));
  });

  it('are all exempt from nothing but what exists', () => {
    const names = new Set(routes.map(({ name }) => name));
    const exempt = Object.values(EXEMPT).flatMap((exemptions) => Object.keys(exemptions));
    expect(exempt.filter((name) => !names.has(name))).toEqual([]);
  });

  it('are all that is routed: nothing answers that is no handler of a controller', () => {
    const fastify = scene.app.app.getHttpAdapter().getInstance();
    const printed = fastify.printRoutes({ commonPrefix: false, includeMeta: false });
    const methods = [...printed.matchAll(/\(([A-Z, ]+)\)/g)].flatMap(([, list]) => list!.split(', '));
    // Each GET answers HEAD by the same handler.
    const expected = routes.flatMap(({ method }) => (method === 'GET' ? [method, 'HEAD'] : [method]));
    expect(methods.sort()).toEqual(expected.sort());
    const absent = routes.filter(({ method, path }) => !fastify.hasRoute({ method, url: path }));
    expect(absent).toEqual([]);
  });

  it('are refused to everybody where a declaration is missing, and the guarantee above says which', async () => {
    const token = await scene.make.operatorToken();
    const before = await scene.footprint();
    for (const route of guarded()) {
      for (const key of [ACCESS, ARGUMENTS]) {
        const declared: unknown = Reflect.getMetadata(key, route.handler);
        Reflect.deleteMetadata(key, route.handler);
        try {
          const forgetful = declaredRoutes(scene.app.app).find(({ name }) => name === route.name);
          expect(faultsOf(forgetful ?? route, EXEMPT)).not.toEqual([]);
          expect([route.name, (await ask(route, { token, json: scene.body() })).status]).toEqual([route.name, 500]);
        } finally {
          Reflect.defineMetadata(key, declared, route.handler);
        }
      }
      expect(faultsOf({ ...route, dialect: undefined }, EXEMPT)).toContain('speaks no dialect');
      // With its declarations it ends the very token or organization that the next one needs; its own tests show that.
      if (ENDS_IT_ALL.has(route.name)) continue;
      expect((await ask(route, { token, json: {} })).status).not.toBe(500);
    }
    expect(await scene.footprint()).toEqual(before);
  });

  it.each([...HOSTILE, ID])('never fail, whatever a segment of the path is: %j', async (chosen) => {
    const token = await scene.make.operatorToken();
    for (const { name, method, path } of routes.filter((route) => /[:*]/.test(route.path))) {
      const url = path.replace(/:\w+|\*/g, encodeURIComponent(chosen));
      const { status } = await plain({ method: method as Call['method'], url, token });
      expect({ name, chosen, fault: status >= 500 }).toEqual({ name, chosen, fault: false });
    }
  });

  describe('without a token', () => {
    it('are all refused', async () => {
      for (const route of guarded()) {
        const { status } = await ask(route, { json: scene.body() });
        expect([route.name, status]).toEqual([route.name, route.dialect === 'core-v1' ? 400 : 401]);
      }
    });

    const first = (path: string) => path.indexOf('/', 1) + 1;
    const variants: [string, (path: string) => string][] = [
      ['a trailing slash', (path) => `${path}/`],
      ['two trailing slashes', (path) => `${path}//`],
      ['two slashes in front', (path) => `/${path}`],
      ['two slashes within', (path) => path.replace(/\/([^/]+)$/, '//$1')],
      ['a question mark', (path) => `${path}?`],
      ['a fragment', (path) => `${path}#x`],
      ['a path parameter', (path) => `${path};x=1`],
      ['a path parameter in front', (path) => path.replace(/\/([^/]+)/, '/$1;x')],
      ['capitals', (path) => path.toUpperCase()],
      ['one capital', (path) => path.replace(/[a-z]/, (letter) => letter.toUpperCase())],
      [
        'an encoded letter',
        (path) => `${path.slice(0, first(path))}${encoded(path.charAt(first(path)))}${path.slice(first(path) + 1)}`,
      ],
      ['an encoded letter at the end', (path) => `${path.slice(0, -1)}${encoded(path.slice(-1))}`],
      ['an encoded slash', (path) => path.replace(/\/([^/]+)$/, '%2F$1')],
      ['a twice encoded slash', (path) => path.replace(/\/([^/]+)$/, '%252F$1')],
      ['a backslash', (path) => path.replace(/\/([^/]+)$/, '\\$1')],
      ['a dot segment', (path) => `/.${path}`],
      ['a way up and down', (path) => `/health/..${path}`],
      ['an encoded way up', (path) => `/health/%2e%2e${path}`],
      ['NUL behind it', (path) => `${path}%00`],
      ['a space behind it', (path) => `${path}%20`],
      ['a host in front', (path) => `http://health${path}`],
      ['a format', (path) => `${path}.json`],
    ];

    it.each(variants)('are never reached by %s', async (_, vary) => {
      for (const route of guarded()) {
        const path = vary(sample(route));
        const { status } = await ask(route, { url: path, json: scene.body() });
        expect({ path, refused: status >= 400 && status < 500 }).toEqual({ path, refused: true });
        const line = `${route.method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
        const raw = await exchange(port, line);
        expect({ path, refused: raw.status >= 400 && raw.status < 500 }).toEqual({ path, refused: true });
      }
    });

    it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY', 'PROPFIND', 'get', 'X'])(
      'are never reached by the method %s',
      async (method) => {
        for (const route of guarded()) {
          for (const path of [sample(route), `${sample(route)}/`]) {
            const head = `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n`;
            const overridden = `${head}X-HTTP-Method-Override: ${route.method}\r\nAccess-Control-Request-Method: POST\r\n\r\n`;
            const { status } = await exchange(port, overridden);
            expect({ method, path, refused: status >= 400 && status < 500 }).toEqual({ method, path, refused: true });
          }
        }
      },
    );
  });
});

describe('the documented endpoints', () => {
  it.each(Object.entries(DOCUMENTED))('%s: every documented status has its tests', (_, { files: prefix, statuses }) => {
    const own = readdirSync(E2E, { recursive: true, encoding: 'utf8' }).filter(
      (path) => basename(path).startsWith(`${prefix}.`) && path.endsWith('.e2e-spec.ts'),
    );
    const text = own.map((file) => readFileSync(new URL(file, E2E), 'utf8')).join('\n');
    const described = [...text.matchAll(/^ *describe(?:\.each\([^)]*\))?\(\s*['"`](\d{3})\b/gm)];
    const tested = new Set(described.map(([, status]) => Number(status)));
    expect(statuses.filter((status) => !tested.has(status))).toEqual([]);
  });
});

function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
