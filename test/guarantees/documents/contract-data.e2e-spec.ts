import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiaSchema } from '../../../src/openapi/apia/apia-schema.js';
import { OpenApi } from '../../../src/openapi/openapi.js';
import type { Answer, Call } from '../../support/answers.js';
import { composedExamples } from '../../support/endpoints/composed-examples.js';
import { resolved } from '../../support/endpoints/documented.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { type DeclaredRoute, declaredRoutes } from '../declared-routes.js';
import { compatibilityRows } from './compatibility-page.js';
import { aFamily } from '../family.js';
import { PublishedData, type PublishedEndpoint } from './published-data.js';
import { guardedRoutes, type References, references, sampleRequest, successOf } from '../sample-requests.js';

type Body = Record<string, unknown>;

interface Said {
  readonly code: string;
  readonly description: string | null;
  readonly detail: object;
}

/** Answers that are at odds with what is published, on purpose. What nothing shows any more must go. */
const DIFFERENT: Readonly<Record<string, string>> = {
  '/steps has enterprises': 'What has enterprises is not deleted, by a step of its own (decisions §8).',
  '/detail/steps has enterprises': 'As above.',
};

const FRAMEWORK = 'The framework of the real API answers it, and no schema of it says so (core-v1.md §0).';
const OURS = 'What is ours in addition (docs/compatibility.md).';

/** Errors that a published route answers and is not published with. */
const IN_ADDITION: Readonly<Record<string, string>> = {
  missing_required_argument: FRAMEWORK,
  invalid_argument: FRAMEWORK,
  invalid_json_body: FRAMEWORK,
  unhandled_exception: FRAMEWORK,
  bad_request: 'The request is no HTTP that is taken here; the real one is behind a proxy that answers for it.',
  payload_too_large: 'The real limit is not known.',
  unsupported_content_encoding: 'What the proxy in front of the real one does with such a body is not known.',
  permission_denied: 'Roles are ours, and published with only some of the routes.',
  organization_not_found: 'A request that names no organization is about its token’s own (decisions §4).',
  organization_suspended: 'As above.',
  organization_not_activated: 'As above.',
  policy_not_available_for_managed_organizations: 'Published with the policy alone; its limits are the root’s as well.',
  api_token_ended: OURS,
  api_token_replaced: OURS,
  token_bounds_exceeded: OURS,
  idempotency_key_conflict: OURS,
  idempotency_key_in_progress: OURS,
  idempotency_key_spent: OURS,
  precondition_failed: OURS,
  too_many_waiting: OURS,
};

/** Errors that a route is published with, and that nothing here can lead to. */
const NEVER: Readonly<Record<string, string>> = {
  invalid_capabilities_token: 'There are no capability tokens; they are Krystal’s own programs’.',
  deletion_failed: 'A deletion is one transaction: it is done, or another error says why not.',
  validation_error: 'It is published with taking a token back too, where nothing is given that could be invalid.',
  scope_not_granted: 'It is published with every route, and these ask for no scope.',
};

const ERROR_FIXTURES = {
  organization_limit_reached_error: 'exact',
  organization_not_activated_error: 'exact',
  organization_not_found_error: 'exact',
  organization_suspended_error: 'exact',
  organization_validation_error_sub_domain_taken: 'exact',
  permission_denied_error: 'members',
  validation_error: 'members',
  // Old: `detail` has had a member since (core-v1.md §5.2).
  invalid_api_token_error: 'sentence',
} as const;

/** The callers whose every answer is checked; the first one to succeed shows the success. */
const ATTEMPTS = (['operator', 'parent', 'own', 'user'] as const).flatMap((caller) =>
  (['own', 'child', 'grandparent'] as const).map((target) => ({ caller, target })),
);

const NOT_APPLICABLE = 'not applicable';

const { CONTRACT_DATA } = process.env;

if (CONTRACT_DATA === undefined) {
  describe('the published data of core-v1', () => {
    it.skip('is compared with nothing, because CONTRACT_DATA does not name its folder', () => undefined);
  });
} else {
  describe('the published data of core-v1', () => compared(CONTRACT_DATA));
}

function compared(folder: string): void {
  let database: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let known: References;
  let data: PublishedData;
  /** The routes that are published, each with its place in the published document. */
  let routes: (DeclaredRoute & { readonly operation: string })[];

  beforeAll(async () => {
    data = new PublishedData(folder);
    database = await sqlite.fresh();
    app = await startApp(database.env);
    make = new Factories(app);
    known = await references(app.sql);
    routes = guardedRoutes(declaredRoutes(app.app)).flatMap((route) => {
      const operation = route.dialect === 'core-v1' ? data.operation(route.method, route.path) : undefined;
      return operation === undefined ? [] : [{ ...route, operation }];
    });
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const sample = (error: string): Said => samples(app)(error);

  it('has every answer to a request that can succeed, member for member, and every refusal of it', async () => {
    const faults: Record<string, unknown> = {};
    const different = new Set<string>();
    for (const route of routes) {
      const family = await aFamily(make);
      const statuses = new Set<number>();
      for (const { caller, target } of ATTEMPTS) {
        const organizations = { ...family.organizations, own: family.organizations[target] };
        const call: Call = sampleRequest(route, { ...family, organizations }, known, caller);
        const answer = await app.call<Body>(call);
        statuses.add(answer.status);
        const found = differences(data, route.operation, answer);
        for (const each of found) different.add(each);
        const unknown = found.filter((each) => !(each in DIFFERENT));
        if (unknown.length > 0) faults[`${route.name} for ${caller} of ${target}: ${answer.text}`] = unknown;
      }
      if (!statuses.has(successOf(route))) faults[`${route.name} has never succeeded`] = [...statuses];
    }
    expect(faults).toEqual({});
    expect([...different].sort()).toEqual(Object.keys(DIFFERENT).sort());
    expect(routes.length).toBeGreaterThan(15);
  }, 120_000);

  it('has the errors of every route, and the route those of the data', () => {
    const more = new Set<string>();
    const never = new Set<string>();
    for (const { method, path, operation } of routes) {
      const own = errorsIn(app, method, path);
      const published = data.errors(operation);
      for (const { status, code } of own) {
        const statuses = published.filter((each) => each.code === code).map((each) => each.status);
        if (statuses.length === 0) more.add(code);
        else expect([path, code, statuses]).toEqual([path, code, [status]]);
      }
      const said = new Set(own.map(({ code }) => code));
      for (const { code } of published) if (!said.has(code)) never.add(code);
    }
    expect([...more].sort()).toEqual(Object.keys(IN_ADDITION).sort());
    expect([...never].sort()).toEqual(Object.keys(NEVER).sort());
  });

  it('has every error word for word', () => {
    const faults = routes.flatMap(({ operation }) =>
      data.errors(operation).flatMap((error) => {
        if (sample(error.code).description === NOT_APPLICABLE) return [];
        const said = sample(error.code);
        const found = said.description === error.description ? [] : [`${error.code}: ${said.description}`];
        // Its sample has one step of many; a real one was checked above.
        if (error.code === 'deletion_steps_not_satisfied') return found;
        return [...found, ...data.errorDifferences(error, said)];
      }),
    );
    expect(faults).toEqual([]);
  });

  it.each(Object.entries(ERROR_FIXTURES))('has the example %s: %s', (name, how) => {
    const { error } = data.fixture(name) as unknown as { error: Said };
    const said = sample(error.code);
    if (how === 'exact') expect(said).toEqual(error);
    if (how === 'members') expect(Object.keys(said.detail)).toEqual(Object.keys(error.detail));
    expect([said.code, said.description]).toEqual([error.code, error.description]);
  });

  it('has examples of success, which are cut short: ours have their members, of their types', async () => {
    const root = await make.root();
    const token = await make.organizationToken(root);
    const ask = async (method: 'GET' | 'POST', url: string, json?: object) =>
      (await app.call<Body>({ method, url: `/core/v1/${url}`, token, ...(json && { json }) })).body;
    const managed = { name: 'NERV Corp.', sub_domain: `nerv-${root.subDomain}` };
    const answers = {
      organization_managed: await ask('POST', `organizations/${root.id}/managed`, managed),
      organization_get: await ask('GET', `organizations/${root.id}`),
      organizations_list: await ask('GET', 'organizations'),
    };
    for (const [name, body] of Object.entries(answers)) expect(body).toMatchObject(typed(data.fixture(name)) as Body);
  });

  it('has the routes of the Apia schema as ours has them: arguments in their order, fields, scopes, status', () => {
    const { objects } = app.app.get(OpenApi, { strict: false }).apiaSchema('x') as unknown as Schema;
    const byId = new Map(objects.map(({ value }) => [value.id, value]));
    const own = (byId.get('CoreAPI/Base') as unknown as { route_set: RouteSet }).route_set.routes;
    let compared = 0;
    for (const { method, path } of routes) {
      const published = data.endpoint(method, path);
      if (!published) continue;
      compared++;
      const routed = own.find((each) => `/core/v1/${each.path}` === path && each.request_method === method);
      const ours = byId.get(routed!.endpoint) as unknown as PublishedEndpoint;
      const names = published.argument_set.arguments.map(({ name }) => name);
      // The schema is older than annotations.
      const asked = ours.argument_set.arguments.filter(({ name }) => names.includes(name));
      expect(asked).toEqual(published.argument_set.arguments);
      expect(ours.fields.map(shape)).toEqual(expect.arrayContaining(published.fields.map(shape)));
      expect([path, ours.id, ours.http_status, ours.scopes]).toEqual([
        path,
        published.id,
        published.http_status,
        published.scopes,
      ]);
    }
    expect(compared).toBeGreaterThan(10);
  });

  it('has the look-ups, sets of arguments and scalars of the Apia schema, word for word', () => {
    const { objects } = app.app.get(OpenApi, { strict: false }).apiaSchema('x') as unknown as Schema;
    const kinds = ['lookup_argument_set', 'argument_set', 'scalar'];
    let compared = 0;
    for (const { type, value } of objects.filter((each) => kinds.includes(each.type))) {
      const published = data.definition(value.id);
      if (!published || value.id.startsWith('CoreAPI/Endpoints/')) continue;
      compared++;
      // Errors are defined by their code here, and by their place there.
      expect({ type, ...value, potential_errors: undefined }).toEqual({
        ...published,
        type,
        potential_errors: undefined,
      });
    }
    expect(compared).toBe(9);
  });

  it('has the endpoints that docs/compatibility.md says are documented, and not those that are ours', () => {
    // The document does not describe itself.
    const rows = compatibilityRows().filter(
      ({ dialect, route }) => dialect === 'core-v1' && !route.includes('/schema'),
    );
    for (const { route, status } of rows) {
      const [method = '', path = ''] = route.split(' ');
      expect([route, data.operation(method, path) !== undefined]).toEqual([route, status !== 'ours']);
    }
  });

  it('has the defects that are allowed for, and no fewer', () => {
    const schemas = (data.document.components as { schemas: Record<string, { properties: Body }> }).schemas;
    // No error has its wrapper.
    expect(Object.keys(schemas.OrganizationSuspendedSchema!.properties)).toEqual(['code', 'description', 'detail']);
    // An annotation's value is never null.
    expect(schemas.KeyValue!.properties.value).toEqual({ type: 'string' });
    // A bad argument is reported without its name.
    expect(data.fixture('invalid_argument_error')).toMatchObject({ error: { detail: {} } });
    // Examples of success are cut to three members.
    expect(Object.keys(data.fixture('organization_get').organization as Body)).toHaveLength(3);
  });
}

interface Schema {
  readonly objects: ApiaSchema['objects'];
}

interface RouteSet {
  readonly routes: readonly { readonly path: string; readonly request_method: string; readonly endpoint: string }[];
}

function differences(data: PublishedData, operation: string, { status, body }: Answer<Body>): string[] {
  if (status < 400) return data.differences(operation, status, body) ?? [`${status} is not published`];
  if (Object.keys(body).join() !== 'error') return [`${status} has no wrapper`];
  const said = body.error as Said;
  const published = data.errors(operation).find(({ code }) => code === said.code);
  if (published) return data.errorDifferences(published, said);
  return said.code in IN_ADDITION ? [] : [`${status} ${said.code} is not published`];
}

interface Responses {
  readonly [status: string]: { readonly $ref?: string; readonly description?: string };
}

const documentOf = (app: TestApp) => app.app.get(OpenApi, { strict: false }).coreV1Document;

/** What our own document says that a route refuses with: by status, and as any call of the dialect. */
function errorsIn(app: TestApp, method: string, path: string): { status: number; code: string }[] {
  const document = documentOf(app);
  const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  const { responses } = operation as { readonly responses: Responses };
  return Object.entries(responses).flatMap(([key, response]) => {
    const { description = '' } = { ...resolved(document, response), ...response };
    const named = [...description.matchAll(/(?:(\d{3}) )?`([a-z_]+)`/g)];
    return key.startsWith('2') ? [] : named.map(([, status = key, code]) => ({ status: Number(status), code: code! }));
  });
}

/** An error as our own document shows it. */
function samples(app: TestApp): (code: string) => Said {
  const document = documentOf(app);
  const { schemas } = document.components as { readonly schemas: Readonly<Record<string, object>> };
  const errors = Object.entries(schemas).filter(([name]) => /^CoreV1.*Error$/.test(name));
  const all = errors.map(([, schema]) => (composedExamples(document, schema)[0] as { readonly error: Said }).error);
  return (code) => all.find((each) => each.code === code) ?? { code, description: NOT_APPLICABLE, detail: {} };
}

/** An example with the types of its values in their places. */
function typed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typed);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? expect.any(String) : value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, typed(member)]));
}

const shape = ({ name, null: nullable, array }: PublishedEndpoint['fields'][number]) => ({ name, nullable, array });
