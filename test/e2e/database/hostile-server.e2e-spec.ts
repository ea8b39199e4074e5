import { said } from '../../support/answers.js';
import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/connection/data-source.js';
import type { Organization } from '../../../src/organization/organization.js';
import { type FreshDatabase, mariadbOn } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { createEnterprise, createManaged, tally } from '../../support/scenes/installation.js';
import { PrivateMariaDb } from '../../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../../support/database/private-mariadb.js';
import { openSql } from '../../support/database/sql.js';
import { race, until } from '../../support/until.js';
import { here } from '../cli/command-line.runs.js';

/** Each of them has broken something, or would: found on servers that were set up for something else. */
const SETTINGS = [
  '--autocommit=0',
  '--completion-type=CHAIN',
  '--transaction-isolation=SERIALIZABLE',
  '--sql-mode=NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PIPES_AS_CONCAT',
  '--default-time-zone=+05:00',
  '--default-storage-engine=MyISAM',
  '--innodb-default-row-format=compact',
  '--skip-character-set-client-handshake',
  '--character-set-server=latin1',
  '--collation-server=latin1_swedish_ci',
  '--init-connect=SET sql_select_limit = 1, sql_safe_updates = 1, foreign_key_checks = 0, autocommit = 0',
];

// Its settings hold for everybody, so it is a server of its own.
describeWithPrivateMariaDb('a MariaDB that was set up for something else', () => {
  let server: PrivateMariaDb;
  let fresh: FreshDatabase;

  beforeAll(async () => {
    server = await PrivateMariaDb.start(...SETTINGS);
    fresh = await mariadbOn(server).blank({ DB_POOL: '6' });
  });

  afterAll(() => server.stop());

  async function served<T>(work: (app: TestApp, root: Organization, token: string) => Promise<T>): Promise<T> {
    const app = await startApp(fresh.env);
    try {
      await until('it is ready', async () => (await app.call({ method: 'GET', url: '/health/ready' })).status === 200);
      const make = new Factories(app);
      const root = await make.root();
      return await work(app, root, await make.organizationToken(root));
    } finally {
      await app.close();
    }
  }

  // Protects MysqlPool.begin for the migrations and the seed: each of them is its connection's first user.
  it('is migrated and seeded as any other, once and for all', async () => {
    const { json } = await here(fresh.variables, 'db', 'migrate', '--json');
    const ran = (json.migrations as string[]).length;
    expect((await here(fresh.variables, 'db', 'seed')).code).toBe(0);
    expect((await here(fresh.variables, 'db', 'status', '--json')).json).toMatchObject({ upToDate: true });
    const sql = await openSql(fresh.env);
    const [row] = await sql.rows('SELECT SUM(1) AS n FROM migrations');
    expect(Number(row?.n)).toBe(ran);
    await sql.close();
  });

  // Protects createTable: without DYNAMIC an index has room for 767 bytes, and ours ask for more.
  it('has every table in InnoDB, in the row format that has room for the indexes', async () => {
    const dataSource = await new DataSource(dataSourceOptions(fresh.env)).initialize();
    const tables = await dataSource.query<{ name: string; engine: string; format: string }[]>(
      'SELECT table_name AS name, engine, row_format AS format FROM information_schema.tables WHERE table_schema = DATABASE()',
    );
    const others = tables.filter(({ engine, format }) => engine !== 'InnoDB' || format !== 'Dynamic');
    // TypeORM makes the list of migrations by itself: one short column, without an index.
    expect(others.map(({ name }) => name)).toEqual(['migrations']);
    await dataSource.destroy();
  });

  it('gives every connection of the service our settings, and keeps what it is given', async () => {
    await served(async (app, root, token) => {
      const names = ["Zoë's \\ “café” ☕", 'a\\', '"quoted"'];
      const answers = await race(24, (number) =>
        app.call({ ...createManaged(root, token, { name: names[number % names.length] }) }),
      );
      expect(tally(answers.map(({ status }) => String(status)))).toEqual({ '201': 24 });
      expect(said(await app.call(createEnterprise(root, token)))).toBe('200');
      const { body } = await app.call<{ pagination: { total: number }; organizations: { name: string }[] }>({
        method: 'GET',
        url: `/core/v1/organizations/${root.id}/managed`,
        token,
      });
      expect(body.pagination.total).toBe(24);
      expect(new Set(body.organizations.map(({ name }) => name))).toEqual(new Set(names));
    });
  });

  // Protects MysqlPool.refused: the pool wants six.
  it('gives its user two connections, and a caller that gets none waits for one', async () => {
    const admin = await openSql({ ...fresh.env, DATABASE_URL: `${server.adminUrl}/mysql` });
    // The suite looks on with one more.
    await admin.execute("ALTER USER 'tenantry'@'127.0.0.1' WITH MAX_USER_CONNECTIONS 3");
    await served(async (app, root, token) => {
      // Two for each that the pool wants: who waits for two seconds is refused, and a busy machine is slow.
      const answers = await race(12, () => app.call(createManaged(root, token)));
      expect(tally(answers.map(({ status }) => String(status)))).toEqual({ '201': 12 });
    });
    await admin.close();
  });
});
