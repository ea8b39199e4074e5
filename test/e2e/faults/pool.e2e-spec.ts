import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { ENDPOINTS, expectFailure } from '../../support/endpoints/every-endpoint.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { ownTime } from '../../support/own-time.js';
import { ProxiedApp } from '../../support/proxied-app.js';

const POOL_WAIT_MS = 2_000;

// mysql2 waits for a free connection without end.
describeOnMariaDb('a pool without a free connection', (database) => {
  let here: ProxiedApp;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database, { DB_POOL: '2' });
    root = await here.make.root();
    token = await here.usedToken(root);
  });

  afterAll(() => here.close());

  // Protects POOL_WAIT_MS in MysqlSessionPool.connect, and that a connection which comes too late goes back to the pool.
  it('is 503 after two seconds, long before the deadline, and goes on where it was', async () => {
    const holds = [/INSERT INTO enterprises/, /INSERT INTO organizations/].map((statement) =>
      here.proxy.holdNextStatementMatching(statement),
    );
    const held = [here.call(createEnterprise(root, token)), here.call(createManaged(root, token))];
    await Promise.all(holds.map((hold) => hold.held));

    const [started, took] = [performance.now(), ownTime()];
    const needing = ENDPOINTS.filter(({ name }) => name !== 'ask what a path takes');
    await Promise.all(
      needing.map(async ({ call, dialect }) => expectFailure(await here.call(call(root, token)), 503, dialect)),
    );
    expect(performance.now() - started).toBeGreaterThan(POOL_WAIT_MS - 100);
    expect(took()).toBeLessThan(POOL_WAIT_MS + 1_500);

    for (const hold of holds) hold.release();
    expect((await Promise.all(held)).map(said)).toEqual(['200', '201']);
    for (const { call, status } of ENDPOINTS) expect((await here.call(call(root, token))).status).toBe(status);
    // The two of the pool, and the one through which the harness looks on.
    expect(here.proxy.connections()).toBe(3);
  });
});
