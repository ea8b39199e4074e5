import { testDatabases, type FreshDatabase } from '../support/database/databases.js';
import { startApp, type TestApp } from '../support/harness.js';
import { startProcess } from '../support/processes.js';

describe.each(testDatabases())('an application on a fresh $name', (database) => {
  let fresh: FreshDatabase;

  beforeEach(async () => {
    fresh = await database.fresh();
  });

  afterEach(() => fresh.drop());

  it('runs in this process, with the schema, the reference data and no tenant', async () => {
    const app: TestApp = await startApp(fresh.env);
    expect(await app.call({ method: 'GET', url: '/health/ready' })).toMatchObject({ status: 200 });
    expect(await app.sql.count('currencies')).toBeGreaterThan(150);
    expect(await app.sql.count('country_states')).toBeGreaterThan(4_000);
    for (const table of ['organizations', 'users', 'access_tokens', 'audit_events']) {
      expect({ table, rows: await app.sql.count(table) }).toEqual({ table, rows: 0 });
    }
    await app.close();
  });

  it('runs as a process, and ends with 0 at SIGTERM', async () => {
    const app = await startProcess(fresh.variables);
    expect((await app.call({ method: 'GET', url: '/health/live' })).status).toBe(200);
    expect(await app.stop()).toBe(0);
  });
});
