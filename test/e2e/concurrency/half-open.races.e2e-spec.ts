import { said } from '../../support/answers.js';
import { loadEnv } from '../../../src/config/env.js';
import type { Organization } from '../../../src/organization/organization.js';
import { describeOnMariaDb, type FreshDatabase } from '../../support/database/databases.js';
import { anEmail, Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { type Body, createEnterprise } from '../../support/scenes/installation.js';
import { LooseLine } from '../../support/loose-line.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { until } from '../../support/until.js';

// The first try is still under way in the server when the second comes: it is neither there to be read, nor gone.
describeOnMariaDb('a connection of which the server does not know that it is cut', (database) => {
  let fresh: FreshDatabase;
  let line: LooseLine;
  let app: TestApp;
  let make: Factories;
  let sql: Sql;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    fresh = await database.fresh();
    line = await LooseLine.before(fresh.env.DATABASE_URL!);
    app = await startApp(loadEnv({ ...fresh.variables, DATABASE_URL: line.url(fresh.env.DATABASE_URL!) }));
    make = new Factories(app);
    sql = await openSql(fresh.env);
    root = await make.root();
    token = await make.organizationToken(root);
  });

  afterAll(async () => {
    await app.close();
    await sql.close();
    await line.close();
    await fresh.drop();
  });

  const statements = (where: string) =>
    sql.count('information_schema.processlist', `db = DATABASE() AND id <> CONNECTION_ID() AND ${where}`);

  // Protects `isDuplicateOfOwnInsert` in EnterpriseCreationService.createOnce: the duplicate is the row of an own earlier try, by its
  // primary key, be it the user's or the enterprise's.
  it.each(['a new', 'a known'])('makes one enterprise for %s email, and calls it no replay', async (whose) => {
    const email = whose === 'a new' ? anEmail() : (await make.user()).email;
    const before = await sql.count('enterprises');
    // The batch is stopped at its last row but COMMIT.
    await sql.execute('LOCK TABLES audit_events WRITE');
    const creating = app.call<Body>(createEnterprise(root, token, { email }));
    const atTheTable = "state LIKE 'Waiting for table%'";
    await until('the first try waits for the locked table', async () => (await statements(atTheTable)) === 1);
    line.cut();
    const second = "command = 'Query' AND info LIKE '%INSERT INTO%' AND state NOT LIKE 'Waiting for table%'";
    await until('the second try waits for the rows of the first', async () => (await statements(second)) === 1);
    await sql.execute('UNLOCK TABLES');

    const answer = await creating;
    expect(said(answer)).toBe('200');
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
    expect(await sql.rows('SELECT id, user_id FROM enterprises ORDER BY id DESC LIMIT 1')).toEqual([
      { id: answer.body.enterpriseId, user_id: answer.body.userId },
    ]);
    expect(await sql.count('enterprises')).toBe(before + 1);
    expect(await sql.count('users', 'email = ?', [email])).toBe(1);
  });
});
