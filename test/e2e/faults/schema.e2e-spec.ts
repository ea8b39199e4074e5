import type { Organization } from '../../../src/organization/organization.js';
import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import { ENDPOINTS, expectFailure } from '../../support/endpoints/every-endpoint.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { type Body, createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { until } from '../../support/until.js';

/** Endpoints that ask nothing of any organization: a token is ended whatever its organization is in. */
const WITHOUT_ORGANIZATIONS = new Set(['ask what a path takes', 'end access token']);

/** A view named `access_tokens` that exists and fails in an unforeseen way. */
const UNREADABLE = {
  sqlite: ['CREATE VIEW access_tokens AS SELECT * FROM access_tokens_away WHERE id <> abs(-9223372036854775808)'],
  mariadb: ['CREATE TABLE behind (id int)', 'CREATE VIEW access_tokens AS SELECT id FROM behind', 'DROP TABLE behind'],
};

describe.each(testDatabases())('a table that is renamed under the running service on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    fresh = await database.fresh({ TOKEN_CACHE_MS: '0' });
    app = await startApp(fresh.env);
    const make = new Factories(app);
    root = await make.root();
    token = await make.organizationToken(root);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const ready = async () => (await app.call({ method: 'GET', url: '/health/ready' })).status;
  const rename = (from: string, to: string) => app.sql.execute(`ALTER TABLE ${from} RENAME TO ${to}`);

  async function everythingWorks(): Promise<void> {
    for (const { name, status, call } of ENDPOINTS) {
      expect({ name, status: (await app.call<Body>(call(root, token))).status }).toEqual({ name, status });
    }
  }

  async function without<T>(table: string, work: () => Promise<T>): Promise<T> {
    await rename(table, `${table}_away`);
    try {
      return await work();
    } finally {
      await rename(`${table}_away`, table);
    }
  }

  // Protects the list itself: an endpoint that is added must fail in its dialect, too.
  it('is tried on every endpoint that there is', async () => {
    const { body } = await app.call<{ paths: Record<string, object> }>({ method: 'GET', url: '/openapi.json' });
    const documented = Object.entries(body.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })),
    );
    const tried = ENDPOINTS.map(({ call }) => call(root, token));
    const untried = documented.filter(({ method, path }) => {
      const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
      return !tried.some((each) => each.method === method && pattern.test(each.url.replace(/\?.*/, '')));
    });
    // What needs no database: the probes, what core-v1 says of itself, and what the published SDK asks when it starts.
    // Logging out is like ending a token, and would end the one that the next request needs.
    const needless = /^\/(?:health|core\/v1\/schema|api\/v2\/(?:client\/constants|ping|user\/logout))(?:\/|$)/;
    expect(untried.map(({ path }) => path).filter((path) => !needless.test(path))).toEqual([]);
    expect(documented.length).toBeGreaterThan(untried.length);
  });

  // Protects SchemaError: a schema that is not what the service needs is no fault of the service, and passes.
  it('is a 503 of every endpoint in its dialect, with nothing of the statement, and mends itself', async () => {
    await without('access_tokens', async () => {
      for (const { dialect, call } of ENDPOINTS) expectFailure(await app.call<Body>(call(root, token)), 503, dialect);
      expect((await app.call({ method: 'GET', url: '/health/live' })).status).toBe(200);
    });
    await everythingWorks();
  });

  // Protects the last line of faults.ts (what means nothing to us stays an error) and the renderer behind the filter.
  it('is a 500 of every endpoint in its dialect where a view that cannot be read has taken its name', async () => {
    await without('access_tokens', async () => {
      for (const statement of UNREADABLE[database.name]) await app.sql.execute(statement);
      try {
        for (const { dialect, call } of ENDPOINTS) expectFailure(await app.call<Body>(call(root, token)), 500, dialect);
      } finally {
        await app.sql.execute('DROP VIEW access_tokens');
      }
    });
    await everythingWorks();
  });

  it('makes the service not ready where everything needs the table', async () => {
    await without('organizations', async () => {
      for (const { dialect, call, name } of ENDPOINTS) {
        if (!WITHOUT_ORGANIZATIONS.has(name)) expectFailure(await app.call<Body>(call(root, token)), 503, dialect);
      }
      expect(await ready()).toBe(503);
    });
    // It asks the database once a second at most.
    await until('the service is ready again', async () => (await ready()) === 200);
  });

  // Protects the one transaction: the tables are written one after another, and each in turn is not there.
  it.each(['users', 'enterprises', 'enterprise_users', 'third_party_identifiers', 'audit_events'])(
    'leaves no half of an enterprise behind when it is %s',
    async (table) => {
      const input = {
        email: `${table}@example.com`,
        idempotencyKey: table,
        thirdPartyIdentifier: [{ id: 'a', label: 'b' }],
      };
      const call = { ...createEnterprise(root, token), json: { ...input, additionalAdmins: [] } };
      const tables = ['users', 'enterprises', 'enterprise_users', 'third_party_identifiers', 'audit_events'];
      const counted = async () => Promise.all(tables.map((each) => app.sql.count(each)));
      const before = await counted();
      await without(table, async () => expectFailure(await app.call<Body>(call), 503, 'api-v2'));
      expect(await counted()).toEqual(before);
      expect((await app.call(call)).status).toBe(200);
    },
  );

  it.each(['organization_annotations', 'audit_events', 'organization_usage'])(
    'leaves no half of a managed organization behind when it is %s',
    async (table) => {
      const json = { name: 'M', sub_domain: `m-${table.replaceAll('_', '-')}`, annotations: [{ key: 'a' }] };
      const call = { ...createManaged(root, token), json };
      const tables = ['organizations', 'organization_annotations', 'audit_events'];
      const counted = async () => Promise.all(tables.map((each) => app.sql.count(each)));
      const before = await counted();
      await without(table, async () => expectFailure(await app.call<Body>(call), 503, 'core-v1'));
      expect(await counted()).toEqual(before);
      expect((await app.call(call)).status).toBe(201);
    },
  );
});
