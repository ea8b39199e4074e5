import { said } from '../../support/answers.js';
import { loadEnv } from '../../../src/config/env.js';
import type { Organization } from '../../../src/organization/organization.js';
import { copyDatabase } from '../../support/database/copied-database.js';
import { mariadbOn } from '../../support/database/databases.js';
import { ENDPOINTS, expectFailure } from '../../support/endpoints/every-endpoint.js';
import { createManaged, tally } from '../../support/scenes/installation.js';
import { PrivateMariaDb } from '../../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../../support/database/private-mariadb.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { race, until } from '../../support/until.js';

const POOL = 16;
const WITHIN_MS = 60_000;
const RENEWED_EVERY_MS = 1_000;

// What a balancer before a primary and its replica does: the role moves, open connections stay where they are. The
// application's user has no SUPER and no READ_ONLY ADMIN.
describeWithPrivateMariaDb('a MariaDB whose role goes to another', () => {
  let old: PrivateMariaDb;
  let next: PrivateMariaDb;
  let on: ProxiedApp;
  let root: Organization;
  let token: string;
  const open: Sql[] = [];

  beforeEach(async () => {
    [old, next] = await Promise.all([PrivateMariaDb.start(), PrivateMariaDb.start()]);
    on = await ProxiedApp.open(mariadbOn(old), { DB_POOL: String(POOL) });
    await until('the service is ready', async () => (await ready()).status === 200);
    root = await on.make.root();
    token = await on.usedToken(root);
    // Every connection of the pool is open, and leads to the old one.
    await race(2 * POOL, async () => expect(said(await write())).toBe('201'));
    await copyDatabase(name(), old, next);
  }, 60_000);

  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
    await on.close().finally(() => Promise.all([old.stop(), next.stop()]));
  });

  const name = () => new URL(on.app.env.DATABASE_URL!).pathname.slice(1);
  const write = () => on.call(createManaged(root, token));
  const ready = () => on.app.call<{ problem?: string }>({ method: 'GET', url: '/health/ready' });

  async function admin(server: PrivateMariaDb): Promise<Sql> {
    const sql = await openSql(loadEnv({ DATABASE_URL: `${server.adminUrl}/${name()}` }));
    open.push(sql);
    return sql;
  }

  async function becomesReadOnly(): Promise<void> {
    await (await admin(old)).execute('SET GLOBAL read_only = 1');
    await until('the service is not ready', async () => (await ready()).status === 503);
    expect(await ready()).toMatchObject({
      headers: { 'retry-after': '1' },
      body: { problem: 'The database takes no writes: it is read-only, or is not the primary (any more).' },
    });
  }

  // Protects READ_ONLY in faults.ts, MysqlPool.renew, and the second try on a new connection.
  it('is followed: writes are 503 until then, reads go on, and no connection stays behind', async () => {
    await becomesReadOnly();
    for (const { call, dialect, writes, status } of ENDPOINTS) {
      const answer = await on.call(call(root, token));
      if (writes) expectFailure(answer, 503, dialect);
      else expect(answer.status).toBe(status);
    }

    // Refused writes have closed connections; readers open them all again, to the old one.
    await race(4 * POOL, () => on.call({ method: 'GET', url: `/core/v1/organizations/${root.id}/managed`, token }));

    on.proxy.leadTo(next.appUrl);
    const switched = performance.now();
    await until('the pool may be renewed again', () => performance.now() - switched > RENEWED_EVERY_MS);
    // The first is refused by the old one, without notice: it renews the pool, and is tried again.
    expect(said(await write())).toBe('201');
    const words = await race(4 * POOL, async () => said(await write()));
    expect(tally(words)).toEqual({ '201': 4 * POOL });
    await until('the service is ready again', async () => (await ready()).status === 200);

    const theirs = 'user = ? AND db = ?';
    // The two of the harness, which looks on.
    const left = await (await admin(old)).count('information_schema.processlist', theirs, ['tenantry', name()]);
    expect(left).toBe(2);
    expect(await (await admin(next)).count('organizations', 'managed = 1')).toBeGreaterThanOrEqual(4 * POOL);
  });

  // Protects the rehearsed write of the readiness: a balancer that sends nothing any more must see it come back.
  it('is followed by the probes alone', async () => {
    await becomesReadOnly();
    on.proxy.leadTo(next.appUrl);
    await until('the service is ready again', async () => (await ready()).status === 200, { within: WITHIN_MS });
    expect(said(await write())).toBe('201');
  });
});
