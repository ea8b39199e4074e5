import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';

interface Argument {
  readonly name: string;
  readonly type: string;
}

interface Definition {
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly code: string;
  readonly arguments: readonly Argument[];
  readonly fields: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly null: boolean;
  }[];
  readonly argument_set: Definition;
  readonly potential_errors: readonly string[];
  readonly scopes: readonly string[];
  readonly http_status: number;
  readonly route_set: {
    readonly routes: readonly { path: string; request_method: string; endpoint: string; group: string }[];
    readonly groups: readonly { id: string }[];
  };
}

interface Schema {
  readonly schema_version: number;
  readonly host: string;
  readonly namespace: string;
  readonly api: string;
  readonly objects: readonly { readonly type: string; readonly value: Definition }[];
}

const CREATE = 'CoreAPI/Endpoints/ManagedOrganizations/CreateEndpoint';

describe('what core-v1 says of itself', () => {
  let database: FreshDatabase;
  let app: TestApp;
  let schema: Schema;
  let byId: Map<string, { type: string; value: Definition }>;

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    schema = (
      await app.call<Schema>({ method: 'GET', url: '/core/v1/schema', headers: { host: 'core.example.com:8443' } })
    ).body;
    byId = new Map(schema.objects.map((definition) => [definition.value.id, definition]));
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const routed = () => {
    const { routes } = app.app.getHttpAdapter().getInstance().routeTable;
    return routes.map(({ method, path }) => `${method} ${path}`).filter((route) => route.includes(' /core/v1/'));
  };
  const value = (id: string): Definition => {
    const found = byId.get(id);
    if (!found) throw new Error(`Nothing is called ${id}.`);
    return found.value;
  };

  it('has an envelope, with the host that was asked', () => {
    const { objects, ...envelope } = schema;
    expect(envelope).toEqual({
      schema_version: 1,
      host: 'core.example.com:8443',
      namespace: '/core/v1',
      api: 'CoreAPI/Base',
    });
    expect(byId.get(schema.api)?.type).toBe('api');
    expect(byId.size).toBe(objects.length);
  });

  it('has every route that asks for a token, and no other', () => {
    const { routes, groups } = value(schema.api).route_set;
    const described = routes.map(({ request_method, path }) => `${request_method} /core/v1/${path}`);
    const open = ['GET /core/v1/schema', 'GET /core/v1/schema/openapi.json'];
    expect([...described, ...open].sort()).toEqual(routed().sort());
    expect(routes.filter(({ group }) => !groups.some(({ id }) => id === group))).toEqual([]);
  });

  it('names nothing that it does not define, and defines nothing that is not of a published kind', () => {
    const text = JSON.stringify(schema.objects);
    const named = [...text.matchAll(/"(?:type|endpoint)":"((?:CoreAPI|Apia)\/[^"]+)"/g)].map(([, id]) => id!);
    const errors = [...text.matchAll(/"potential_errors":(\[[^\]]*\])/g)].flatMap(
      ([, ids]) => JSON.parse(ids!) as string[],
    );
    expect([...named, ...errors].filter((id) => !byId.has(id))).toEqual([]);
    const kinds = new Set(schema.objects.map(({ type }) => type));
    expect([...kinds].filter((kind) => !KINDS.has(kind))).toEqual([]);
    expect(new Set(errors.map((id) => byId.get(id)!.type))).toEqual(new Set(['error']));
  });

  it('describes an endpoint as its decorators declare it', () => {
    const create = value(CREATE);
    expect(create).toMatchObject({
      name: 'Create managed organization',
      http_status: 201,
      scopes: ['managed_organizations'],
    });
    expect(create.argument_set).toEqual(value(`${CREATE}/BaseArgumentSet`));
    expect(create.argument_set.arguments).toEqual([
      argument('organization', 'CoreAPI/ArgumentSets/OrganizationLookup', { required: true }),
      argument('name', 'Apia/Scalars/String', { required: true }),
      argument('sub_domain', 'Apia/Scalars/String', { required: true }),
      argument('annotations', 'CoreAPI/ArgumentSets/KeyValue', {
        description: 'Annotations to add to this organization.',
        array: true,
      }),
    ]);
    expect(byId.get('CoreAPI/ArgumentSets/OrganizationLookup')).toMatchObject({
      type: 'lookup_argument_set',
      value: {
        name: 'Organization Lookup',
        description: 'Provides for organizations to be looked up',
        arguments: [argument('id', 'Apia/Scalars/String'), argument('sub_domain', 'Apia/Scalars/String')],
        potential_errors: ['OrganizationNotFound', 'OrganizationSuspended', 'OrganizationNotActivated'].map(
          (error) => `CoreAPI/Errors/${error}`,
        ),
      },
    });
    const codes = create.potential_errors.map((id) => value(id).code);
    expect(codes).toEqual(
      expect.arrayContaining(['organization_limit_reached', 'validation_error', 'organization_suspended']),
    );
  });

  it('describes an answer as its schema does', () => {
    expect(value(CREATE).fields).toMatchObject([
      { id: `${CREATE}/OrganizationField`, name: 'organization', type: 'CoreAPI/Objects/Organization', array: false },
      { name: 'annotations', array: true },
    ]);
    const fields = new Map(value('CoreAPI/Objects/Organization').fields.map((field) => [field.name, field]));
    expect(fields.get('created_at')).toMatchObject({ type: 'Apia/Scalars/UnixTime', null: false });
    expect(fields.get('activated_at')).toMatchObject({ type: 'Apia/Scalars/UnixTime', null: true });
    expect(fields.get('country')).toMatchObject({ type: 'CoreAPI/Objects/Country', null: true });
    const [page] = value('CoreAPI/Endpoints/Currencies/ListEndpoint/BaseArgumentSet').arguments;
    expect(page).toEqual(argument('page', 'Apia/Scalars/Integer', { default: '1' }));
    expect(value('CoreAPI/Errors/InvalidApiToken')).toMatchObject({
      code: 'invalid_api_token',
      http_status: 403,
      fields: [{ name: 'details', type: 'Apia/Scalars/String', null: true }],
    });
  });

  it('has a name and a word on every look-up, and calls a time what the framework calls it', () => {
    const lookups = schema.objects.filter(({ type }) => type === 'lookup_argument_set').map((one) => one.value);
    expect(lookups.map(({ name }) => name).sort()).toEqual([
      ...['API Token Lookup', 'Country Lookup', 'Country State Lookup', 'Currency Lookup', 'Organization Lookup'],
      ...['Webhook Delivery Lookup', 'Webhook Endpoint Lookup'],
    ]);
    for (const { description } of lookups) expect(description).toMatch(/^Provides for .+ to be looked up$/);
    const [, , expiresAt] = value('CoreAPI/ArgumentSets/APITokenArguments').arguments;
    expect(expiresAt).toEqual(argument('expires_at', 'Apia/Scalars/UnixTime'));
    expect(value('Apia/Scalars/UnixTime').name).toBe('Unix Timestamp');
  });

  it('is published as OpenAPI too: the part of the whole document that is core-v1’s', async () => {
    const part = (await app.call<Document>({ method: 'GET', url: '/core/v1/schema/openapi.json' })).body;
    const whole = (await app.call<Document>({ method: 'GET', url: '/openapi.json' })).body;
    const own = Object.entries(whole.paths).filter(([path]) => path.startsWith('/core/v1/'));
    expect(part.paths).toEqual(Object.fromEntries(own));
    expect(part.tags).toEqual(whole.tags.filter(({ name }) => name.endsWith(' (core-v1)')));
    expect(part.openapi).toBe(whole.openapi);
    for (const [kind, components] of Object.entries(part.components)) {
      expect(whole.components[kind]).toMatchObject(components);
      for (const name of Object.keys(components)) expect(name).not.toMatch(/^ApiV2/);
    }
    expect(own.length).toBeLessThan(Object.keys(whole.paths).length);
  });

  it('is shown to everybody, with or without a valid token', async () => {
    for (const url of ['/core/v1/schema', '/core/v1/schema/', '/core/v1/schema/openapi.json']) {
      for (const token of [undefined, 'x']) {
        const { status, headers } = await app.call({ method: 'GET', url, token });
        expect([status, headers['content-type']]).toEqual([200, 'application/json']);
      }
    }
  });
});

const KINDS = new Set(['api', 'argument_set', 'endpoint', 'enum', 'error', 'lookup_argument_set', 'object', 'scalar']);

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, object>;
  readonly components: Record<string, Record<string, object>>;
  readonly tags: readonly { name: string }[];
}

/** An argument as an Apia schema describes it. */
function argument(
  name: string,
  type: string,
  also: Partial<{ description: string; required: true; array: true; default: string }> = {},
) {
  return { name, description: null, type, required: false, array: false, default: null, ...also };
}
