import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS } from '../../src/audit/audit-actions.js';
import { type FreshDatabase, sqlite } from '../support/database/databases.js';
import { type Reference, resolved } from '../support/endpoints/documented.js';
import { startApp, type TestApp } from '../support/harness.js';
import { declaredRoutes, type DeclaredRoute } from '../guarantees/declared-routes.js';
import { successOf } from '../guarantees/sample-requests.js';
import { byText, expectGolden, pretty, sorted } from './golden.js';
import { hoisted } from './hoisted.js';

interface Apia {
  readonly objects: readonly { readonly type: string; readonly value: ApiaObject }[];
}

interface ApiaObject {
  readonly id: string;
  readonly route_set?: { readonly routes: { readonly path: string; readonly request_method: string }[] };
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
}

interface Response {
  readonly headers?: Readonly<Record<string, unknown>>;
}

interface Operation {
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly responses: Readonly<Record<string, Response | Reference>>;
}

const ORIGIN = 'https://console.example.com';

/** `GET /core/v1/currencies  core-v1  any token  200` */
function lineOf(route: DeclaredRoute): string {
  const { name, dialect, access } = route;
  const scopes = access?.kind === 'token' ? access.scopes.join(' or ') || 'any token' : 'public';
  return [name.padEnd(76), (dialect ?? 'outside').padEnd(8), successOf(route), scopes].join('  ');
}

describe('what the service says of itself', () => {
  let database: FreshDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await sqlite.fresh({ CORS_ORIGINS: ORIGIN });
    app = await startApp(database.env);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const served = async <Body>(url: string): Promise<Body> => {
    const { status, body } = await app.call<Body>({ method: 'GET', url, headers: { host: 'core.example.com' } });
    expect(status).toBe(200);
    return body;
  };

  it('in OpenAPI is the golden file; `npm run golden` writes it anew', async () => {
    expectGolden('openapi.json', pretty(hoisted(sorted(await served<object>('/openapi.json')))));
  });

  it('in the schema of core-v1 is the golden file', async () => {
    const schema = await served<Apia>('/core/v1/schema');
    const objects = schema.objects.toSorted(byText(({ value }) => value.id));
    const api = objects.find(({ type }) => type === 'api');
    const { route_set: { routes } = { routes: [] } } = api!.value;
    routes.sort(byText(({ path, request_method }) => `${path} ${request_method}`));
    expectGolden('apia-schema.json', pretty(hoisted(sorted({ ...schema, objects }))));
  });

  it('has the routes, their dialects, successes and scopes of the golden file', () => {
    const routes = declaredRoutes(app.app).toSorted(byText(({ path, method }) => `${path} ${method}`));
    expectGolden('routes.txt', routes.map(lineOf).join('\n'));
  });

  it('takes and answers the headers of the golden file', async () => {
    const document = await served<OpenApi>('/openapi.json');
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    const taken = operations
      .flatMap(({ parameters = [] }) => parameters.map((parameter) => resolved<Parameter>(document, parameter)))
      .flatMap((parameter) => (parameter.in === 'header' ? [parameter.name] : []));
    const answered = operations
      .flatMap(({ responses }) => Object.values(responses).map((answer) => resolved<Response>(document, answer)))
      .flatMap(({ headers = {} }) => Object.keys(headers));
    const names = (all: readonly string[]) => [...new Set(all)].sort();
    const page = { method: 'GET', url: '/health/live', headers: { origin: ORIGIN } } as const;
    const shown = (await app.call(page)).headers['access-control-expose-headers']!.split(', ');
    const lists = { taken: names(taken), answered: names(answered), shownToPages: names(shown) };
    expectGolden('headers.json', pretty(lists));
  });

  it('records the actions of the golden file', () => {
    expectGolden('audit-actions.txt', AUDIT_ACTIONS.toSorted().join('\n'));
  });
});
