import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { type FreshDatabase, mariadbOn } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import { startApp } from '../../support/harness.js';
import { createEnterprise, tally } from '../../support/scenes/installation.js';
import { PrivateMariaDb } from '../../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../../support/database/private-mariadb.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { TcpProxy } from '../../support/database/tcp-proxy.js';
import { ownTime } from '../../support/own-time.js';
import { race, until } from '../../support/until.js';

const POOL = 4;
const WORKERS = 4;
const DEADLINE_MS = 2_000;
/** What a busy machine of two cores may add to a deadline before its answer is read. */
const GRACE_MS = 1_500;
const WELL_WITHIN_MS = 5_000;

// faults-start.e2e-spec.ts has the plain case: MariaDB is started after the service.
describeWithPrivateMariaDb('a service and its MariaDB', () => {
  let server: PrivateMariaDb;
  let fresh: FreshDatabase;
  let root: Organization;
  let token: string;
  let admin: Sql;
  /** Begun first and looked at last: they take seconds in which nothing happens. */
  let forgotten: Promise<{ serving: AppProcess; proxy: TcpProxy; whenLive: string[] }>;
  let midway: Promise<{ code: number | null; migrated: number; announced: number; seeded: number }>;

  beforeAll(async () => {
    server = await PrivateMariaDb.start();
    fresh = await mariadbOn(server).fresh({
      DB_POOL: String(POOL),
      LOG_LEVEL: 'info',
      REQUEST_DEADLINE_MS: String(DEADLINE_MS),
    });
    const app = await startApp(fresh.env);
    const make = new Factories(app);
    root = await make.root();
    token = await make.organizationToken(root);
    await app.close();
    admin = await openSql({ ...fresh.env, DATABASE_URL: `${server.adminUrl}/mysql` });
    forgotten = startForgotten();
    midway = stopMidway();
    // They are awaited below.
    for (const begun of [forgotten, midway]) begun.catch(() => undefined);
  }, 60_000);

  afterAll(async () => {
    await server.stop();
  });

  const starting = (databaseUrl: string) =>
    startProcess({ ...fresh.variables, DATABASE_URL: databaseUrl }, { readyAt: '/health/live', within: 60_000 });

  const health = async (serving: AppProcess, what: 'live' | 'ready') =>
    (await serving.call({ method: 'GET', url: `/health/${what}` })).status;

  async function readyByItself(serving: AppProcess): Promise<number> {
    const began = performance.now();
    await until('the service is ready by itself', async () => (await health(serving, 'ready')) === 200, {
      within: 20_000,
    });
    return Math.round(performance.now() - began);
  }

  /** Accepted, and then dropped on the way: nothing that is sent on this connection arrives any more. */
  async function startForgotten() {
    const proxy = await TcpProxy.before(fresh.env.DATABASE_URL!);
    proxy.holdNextStatementMatching(/SELECT VERSION/i);
    const serving = await starting(proxy.url(fresh.env.DATABASE_URL!));
    return { serving, proxy, whenLive: complaints(serving) };
  }

  /** Stops a service while one of its migrations is under way. */
  async function stopMidway() {
    const blank = await mariadbOn(server).blank({ DB_MIGRATE: 'auto', LOG_LEVEL: 'info' });
    const proxy = await TcpProxy.before(blank.env.DATABASE_URL!);
    const statement = proxy.holdNextStatementMatching(/CREATE TABLE.*\busers\b/is);
    const variables = { ...blank.variables, DATABASE_URL: proxy.url(blank.env.DATABASE_URL!) };
    const serving = await startProcess(variables, { readyAt: '/health/live', within: 60_000 });
    await statement.held;
    expect(await health(serving, 'ready')).toBe(503);
    const ended = serving.stop();
    await until('it listens no more', async () => {
      return (await Promise.allSettled([health(serving, 'live')]))[0].status === 'rejected';
    });
    statement.release();
    const code = await ended;
    const sql = await openSql(blank.env);
    const migrated = await sql.count('migrations');
    const seeded = await sql.count('currencies');
    await sql.close();
    await proxy.close();
    return { code, migrated, announced: Number(/migration 1 of (\d+)/.exec(serving.output())?.[1]), seeded };
  }

  /** What the log says of a database that cannot be used. */
  const complaints = (serving: AppProcess) =>
    serving
      .output()
      .split('\n')
      .filter((line) => line.includes('cannot be used'));

  // Protects ConnectionRetryLog, and that a refusal is tried again: the password may be mended on the other side.
  it('starts with a wrong password, says so once, and is ready when the password is right', async () => {
    const url = new URL(fresh.env.DATABASE_URL!);
    url.username = 'late';
    url.password = 'not-the-one';
    const user = `'late'@'127.0.0.1'`;
    await admin.execute(`CREATE USER ${user} IDENTIFIED BY 'the-right-one'`);
    await admin.execute(`GRANT ALL ON \`${url.pathname.slice(1)}\`.* TO ${user}`);
    const refused = async () => {
      const [row] = await admin.rows("SHOW GLOBAL STATUS LIKE 'Access_denied_errors'");
      return Number(row?.Value);
    };
    const before = await refused();
    const serving = await starting(url.href);
    await until('it has tried three times', async () => (await refused()) >= before + 3);
    expect([await health(serving, 'live'), await health(serving, 'ready')]).toEqual([200, 503]);
    expect(complaints(serving)).toEqual([
      expect.stringMatching(/Access denied for user 'late'.*look at the user and the password in DATABASE_URL/),
    ]);

    await admin.execute(`ALTER USER ${user} IDENTIFIED BY 'not-the-one'`);
    const ms = await readyByItself(serving);
    expect(complaints(serving)).toHaveLength(1);
    await until('the log has it', () => serving.output().includes('The database can be used, after'));
    expect(serving.output()).not.toContain('not-the-one');
    figures('a wrong password', {
      attempts: (await refused()) - before,
      lines: 1,
      'ready after it was right in ms': ms,
    });
    expect(await serving.stop()).toBe(0);
  });

  it('starts before a black hole: listens all the same, and is ready when the hole is closed', async () => {
    const proxy = await TcpProxy.before(fresh.env.DATABASE_URL!);
    proxy.set('black-hole');
    const serving = await starting(proxy.url(fresh.env.DATABASE_URL!));
    expect(await health(serving, 'ready')).toBe(503);
    await until('it has given up an attempt', () => complaints(serving).length > 0);
    expect(complaints(serving)).toEqual([expect.stringContaining('connect ETIMEDOUT')]);
    proxy.set('pass');
    const ms = await readyByItself(serving);
    expect(proxy.connections()).toBeLessThanOrEqual(POOL);
    figures('a start before a black hole', { 'ready after it was closed in ms': ms });
    expect(await serving.stop()).toBe(0);
    await proxy.close();
  });

  // Protects the end of the patience in Startup.onApplicationBootstrap (it listens, is live, and has given up nothing
  // yet: a slow database must not look like a dead service), and Startup.answered.
  it('starts on a connection that is forgotten: listens all the same, and takes another', async () => {
    const { serving, proxy, whenLive } = await forgotten;
    expect(whenLive).toEqual([]);
    expect(await health(serving, 'live')).toBe(200);
    const ms = await readyByItself(serving);
    expect(complaints(serving)).toEqual([expect.stringContaining('did not answer within 10 seconds')]);
    figures('a start on a forgotten connection', { 'ready after ms more': ms });
    expect(await serving.stop()).toBe(0);
    await proxy.close();
  });

  // Protects Startup.beforeApplicationShutdown.
  it('finishes the migrations that are under way at SIGTERM', async () => {
    const { code, migrated, announced, seeded } = await midway;
    expect({ code, migrated }).toEqual({ code: 0, migrated: announced });
    expect(seeded).toBeGreaterThan(100);
  });

  describe('under a light load', () => {
    let proxy: TcpProxy;
    let serving: AppProcess;

    beforeAll(async () => {
      proxy = await TcpProxy.before(fresh.env.DATABASE_URL!);
      const variables = { ...fresh.variables, DATABASE_URL: proxy.url(fresh.env.DATABASE_URL!) };
      serving = await startProcess({ ...variables, LOG_LEVEL: 'warn' });
    });

    afterAll(async () => {
      expect(await serving.stop()).toBe(0);
      await proxy.close();
    });

    // Protects faults.ts (what is lost is `unavailable` and never unexpected), the deadline of MysqlSessionPool.withSession, and
    // that a connection which broke never serves again.
    it.each([
      {
        what: 'MariaDB is away for five seconds',
        leave: () => server.halt(),
        awayMs: 5_000,
        comeBack: () => server.restart(),
      },
      {
        what: 'everything is lost on the way for three seconds',
        leave: async () => proxy.set('black-hole'),
        awayMs: 3_000,
        comeBack: async () => proxy.set('pass'),
      },
    ])('answers 503 while $what, and is well again by itself', async ({ what, leave, awayMs, comeBack }) => {
      const seen: { at: number; ms: number; words: string }[] = [];
      let over = false;
      const working = race(WORKERS, async (number) => {
        while (!over) {
          const create = createEnterprise(root, token);
          const took = ownTime();
          const answer = await serving.call(number % 2 ? create : { method: 'GET', url: create.url, token });
          seen.push({ at: performance.now(), ms: took(), words: said(answer) });
        }
      });
      const successes = () => seen.filter(({ words }) => words === '200').length;
      try {
        await until('all is well', () => successes() > 50);
        const left = performance.now();
        await leave();
        await until('it has been away long enough', () => performance.now() - left > awayMs);
        await comeBack();
        const back = performance.now();
        const before = successes();
        await until('all is well again', () => successes() > before + 200, { within: 15_000 });
        over = true;
        await working;

        const failures = seen.filter(({ words }) => words !== '200');
        const lastFailure = Math.max(back, ...failures.map(({ at }) => at));
        figures(what, {
          ...tally(seen.map(({ words }) => words)),
          'slowest in ms': Math.round(Math.max(...seen.map(({ ms }) => ms))),
          'well after ms': Math.round(lastFailure - back),
        });
        expect(Object.keys(tally(failures.map(({ words }) => words)))).toEqual(['503 ServiceUnavailable']);
        expect(Math.max(...seen.map(({ ms }) => ms))).toBeLessThan(DEADLINE_MS + GRACE_MS);
        expect(lastFailure - back).toBeLessThan(WELL_WITHIN_MS);
      } finally {
        over = true;
        await working;
      }
      await until('no connection is left over', async () => proxy.connections() <= POOL);
    });
  });
});
