import { said } from '../../support/answers.js';
import { newSecret } from '../../../src/token/token.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { describeOnMariaDb, type FreshDatabase, sqlite, testDatabases } from '../../support/database/databases.js';
import { ENDPOINTS, expectFailure } from '../../support/endpoints/every-endpoint.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { type Body, createManaged } from '../../support/scenes/installation.js';
import { until } from '../../support/until.js';
import { here } from '../cli/command-line.runs.js';

const readiness = (app: TestApp) => app.call<{ problem?: string }>({ method: 'GET', url: '/health/ready' });

/** Waits, since the database is asked once a second at most. */
async function notReadySince(app: TestApp, reason: RegExp): Promise<void> {
  await until(`not ready since ${String(reason)}`, async () => reason.test((await readiness(app)).body.problem ?? ''));
  expect(await readiness(app)).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
}

async function ready(app: TestApp): Promise<void> {
  await until('the service is ready', async () => (await readiness(app)).status === 200, { within: 20_000 });
}

async function nothingIsServed(app: TestApp, organization: Organization, token: string): Promise<void> {
  for (const { call, dialect } of ENDPOINTS)
    expectFailure(await app.call<Body>(call(organization, token)), 503, dialect);
  expect((await app.call({ method: 'GET', url: '/health/live' })).status).toBe(200);
  expect((await app.call({ method: 'GET', url: '/core/v1/nothing' })).status).toBe(404);
}

// Protects Readiness.admit, and that Startup calls nothing done while the schema lacks something: before, these routes
// were 500 ("send the same request again"), and creations 404 `currency_not_found`.
describeOnMariaDb('a service on a database without a schema', (database) => {
  it('serves nothing, names the next command, and is ready by itself when both have run', async () => {
    const blank = await database.blank();
    const app = await startApp(blank.env);
    const unknown = { id: newId() } as Organization;
    await notReadySince(app, /^The schema is missing.*run `tenantry db migrate`, then `tenantry db seed`\.$/);
    await nothingIsServed(app, unknown, newSecret());

    expect((await here(blank.variables, 'db', 'migrate')).code).toBe(0);
    await notReadySince(app, /^The reference data is missing: run `tenantry db seed`\.$/);
    await nothingIsServed(app, unknown, newSecret());

    expect((await here(blank.variables, 'db', 'seed')).code).toBe(0);
    await ready(app);
    const make = new Factories(app);
    const root = await make.root();
    const token = await make.organizationToken(root);
    expect(said(await app.call<Body>(createManaged(root, token)))).toBe('201');
    await app.close();
    await blank.drop();
  });
});

describe('a start on an SQLite file without a schema', () => {
  it('ends, and names the next command', async () => {
    const blank = await sqlite.blank();
    await expect(startApp(blank.env)).rejects.toThrow(/^The schema is missing.*`tenantry db migrate`/);
    expect((await here(blank.variables, 'db', 'migrate')).code).toBe(0);
    await expect(startApp(blank.env)).rejects.toThrow('The reference data is missing: run `tenantry db seed`.');
    expect((await here(blank.variables, 'db', 'seed')).code).toBe(0);
    await (await startApp(blank.env)).close();
    await blank.drop();
  });
});

// As after a backup of an older release was brought back under the running service.
describe.each(testDatabases())('a schema that changes under the running service on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    fresh = await database.fresh();
    app = await startApp(fresh.env);
    const make = new Factories(app);
    root = await make.root();
    token = await make.organizationToken(root);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  it.each([
    {
      what: 'a migration is missing',
      reason: /^The schema lacks 1 of the migrations .*`tenantry db migrate`/,
      away: [
        'CREATE TABLE kept AS SELECT * FROM migrations ORDER BY id DESC LIMIT 1',
        'DELETE FROM migrations WHERE id IN (SELECT id FROM kept)',
      ],
      back: ['INSERT INTO migrations SELECT * FROM kept', 'DROP TABLE kept'],
    },
    {
      what: 'reference data is missing',
      reason: /^The reference data is missing: run `tenantry db seed`\.$/,
      away: ['CREATE TABLE kept AS SELECT * FROM country_states', 'DELETE FROM country_states'],
      back: ['INSERT INTO country_states SELECT * FROM kept', 'DROP TABLE kept'],
    },
  ])('serves nothing while $what, once that was seen, and all again afterwards', async ({ reason, away, back }) => {
    for (const statement of away) await app.sql.execute(statement);
    await notReadySince(app, reason);
    await nothingIsServed(app, root, token);
    for (const statement of back) await app.sql.execute(statement);
    // No probe is needed for that: the next request asks.
    await until('it serves again', async () => said(await app.call<Body>(createManaged(root, token))) === '201');
    await ready(app);
  });
});
