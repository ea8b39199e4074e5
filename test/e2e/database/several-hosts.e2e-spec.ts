import { said } from '../../support/answers.js';
import { loadEnv } from '../../../src/config/env.js';
import type { Organization } from '../../../src/organization/organization.js';
import { copyDatabase } from '../../support/database/copied-database.js';
import { type FreshDatabase, mariadbOn } from '../../support/database/databases.js';
import { PrivateMariaDb } from '../../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../../support/database/private-mariadb.js';
import { openSql } from '../../support/database/sql.js';
import { startApp } from '../../support/harness.js';
import { type AppProcess, type ProcessOptions, startProcess } from '../../support/processes.js';
import { Factories } from '../../support/scenes/factories.js';
import { createManaged } from '../../support/scenes/installation.js';
import { ownTime } from '../../support/own-time.js';
import { race, until } from '../../support/until.js';

const CALLERS = 8;
/** With some for what the service does beside: a call that has to wait for a connection gets 503 after two seconds. */
const POOL = CALLERS + 4;
const DEADLINE_MS = 10_000;

// Two servers with equal content, as a primary and a replica that has caught up. What three nodes of Galera do is in
// test/e2e/galera.
describeWithPrivateMariaDb('a DATABASE_URL with two hosts', () => {
  let first: PrivateMariaDb;
  let second: PrivateMariaDb;
  let fresh: FreshDatabase;
  let service: AppProcess;
  let root: Organization;
  let token: string;

  beforeEach(async () => {
    [first, second] = await Promise.all([PrivateMariaDb.start(), PrivateMariaDb.start()]);
    fresh = await mariadbOn(first).fresh({ LOG_LEVEL: 'warn', DB_POOL: String(POOL) });
    const alone = await startApp(loadEnv({ ...fresh.variables, LOG_LEVEL: 'silent' }));
    const make = new Factories(alone);
    root = await make.root();
    token = await make.organizationToken(root);
    await alone.close();
    await copyDatabase(name(), first, second);
  }, 60_000);

  afterEach(async () => {
    await service.kill().finally(() => Promise.all([first.stop(), second.stop()]));
  });

  const name = () => new URL(fresh.env.DATABASE_URL!).pathname.slice(1);
  const write = async () => said(await service.call(createManaged(root, token)));
  const read = async () =>
    said(await service.call({ method: 'GET', url: `/core/v1/organizations/${root.id}/managed`, token }));
  const ready = async () => (await service.call({ method: 'GET', url: '/health/ready' })).status;

  async function start(options: ProcessOptions = {}): Promise<void> {
    const DATABASE_URL = fresh.env.DATABASE_URL!.replace(/@([^/]+)/, `@$1,127.0.0.1:${second.port}`);
    service = await startProcess({ ...fresh.variables, DATABASE_URL }, options);
  }

  async function on<T>(server: PrivateMariaDb, statement: string): Promise<T> {
    const sql = await openSql({ DATABASE_URL: `${server.adminUrl}/${name()}`, DATA_DIR: '' });
    try {
      const rows = statement.startsWith('SELECT') ? await sql.rows(statement) : await sql.execute(statement);
      return rows as T;
    } finally {
      await sql.close();
    }
  }

  async function managed(server: PrivateMariaDb): Promise<number> {
    const [row] = await on<{ n: number }[]>(server, 'SELECT COUNT(*) AS n FROM organizations WHERE managed = 1');
    return Number(row?.n);
  }

  /** Lets the service open all connections of its pool, each for a write that cannot be done yet. */
  async function fillPool(): Promise<void> {
    const sql = await openSql({ DATABASE_URL: `${first.adminUrl}/${name()}`, DATA_DIR: '' });
    const open = () => sql.count('information_schema.processlist', "user = 'tenantry'");
    await sql.execute('FLUSH TABLES WITH READ LOCK');
    const writing = race(POOL, write);
    // One more is that of the looks.
    await until('each write has a connection', async () => (await open()) > POOL);
    await sql.execute('UNLOCK TABLES');
    expect(await writing).toEqual(Array<string>(POOL).fill('201'));
    await sql.close();
  }

  it('writes to the first, and to the second as soon as the first takes no writes', async () => {
    await start();
    expect(await race(CALLERS, write)).toEqual(Array<string>(CALLERS).fill('201'));
    expect([await managed(first), await managed(second)]).toEqual([CALLERS, 0]);

    await on(first, 'SET GLOBAL read_only = 1');
    // The user is no administrator, so each of these is refused by the first, and done by the second.
    expect(await race(CALLERS, write)).toEqual(Array<string>(CALLERS).fill('201'));
    expect([await managed(first), await managed(second)]).toEqual([CALLERS, CALLERS]);
    expect(service.output()).toContain(
      `Writes go to the database server 127.0.0.1:${second.port} now. 127.0.0.1:${first.port}: it takes no writes: read_only is set.`,
    );

    await on(first, 'SET GLOBAL read_only = 0');
    await until(
      'the first takes the writes back',
      async () => (await write()) === '201' && (await managed(first)) > CALLERS,
      {
        within: 20_000,
      },
    );
  });

  it('starts on the second where the first cannot be reached, and says so', async () => {
    await first.kill();
    await start();
    expect(await write()).toBe('201');
    expect(await managed(second)).toBe(1);
    expect(service.output()).toContain(
      `Writes go to the database server 127.0.0.1:${second.port} now. 127.0.0.1:${first.port}: connect ECONNREFUSED`,
    );
  });

  it('leaves a server that is frozen before the deadline of those who wait for it', async () => {
    await start();
    await fillPool();
    const took = ownTime();
    process.kill(first.pid!, 'SIGSTOP');
    try {
      expect(await race(CALLERS, write)).toEqual(Array<string>(CALLERS).fill('201'));
      expect(took()).toBeLessThan(DEADLINE_MS / 2);
      expect(await managed(second)).toBe(CALLERS);
    } finally {
      process.kill(first.pid!, 'SIGCONT');
    }
  });

  it('reads on where no host takes writes any more, and refuses writes', async () => {
    await start();
    expect(await write()).toBe('201');
    await on(second, 'SET GLOBAL read_only = 1');
    await on(first, 'SET GLOBAL read_only = 1');
    await until('the service is not ready', async () => (await ready()) === 503);
    expect([await read(), await write()]).toEqual(['200', '503 service_unavailable']);
    expect(await managed(first)).toBe(1);
    await on(first, 'SET GLOBAL read_only = 0');
    await until('the service is ready', async () => (await ready()) === 200);
    expect(await write()).toBe('201');
  });

  it('waits for a host where there is none, and names each with its reason', async () => {
    await Promise.all([first.kill(), second.kill()]);
    await start({ readyAt: '/health/live' });
    expect(await ready()).toBe(503);
    await until('the log names the hosts', () =>
      [first, second].every(({ port }) => service.output().includes(`127.0.0.1:${port}: connect ECONNREFUSED`)),
    );
    expect(service.output()).toContain('none of the hosts in DATABASE_URL takes writes (');
    await first.restart();
    await until('the service is ready', async () => (await ready()) === 200, { within: 20_000 });
    expect(await write()).toBe('201');
  });
});
