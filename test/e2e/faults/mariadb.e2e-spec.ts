import { loadEnv } from '../../../src/config/env.js';
import type { Organization } from '../../../src/organization/organization.js';
import { mariadbOn } from '../../support/database/databases.js';
import { ENDPOINTS, expectFailure } from '../../support/endpoints/every-endpoint.js';
import { figures } from '../../support/scenes/figures.js';
import { PrivateMariaDb } from '../../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../../support/database/private-mariadb.js';
import { ownTime } from '../../support/own-time.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { race, until } from '../../support/until.js';

const DEADLINE_MS = 2_000;
/** What the answers of a hundred calls may add to a deadline. */
const GRACE_MS = 1_500;
const POOL = 4;

// These tests end the server, so it is one of their own.
describeWithPrivateMariaDb('a MariaDB that goes away', () => {
  let server: PrivateMariaDb;
  let on: ProxiedApp;
  let root: Organization;
  let token: string;
  const crowd: Sql[] = [];

  beforeAll(async () => {
    server = await PrivateMariaDb.start();
    on = await ProxiedApp.open(mariadbOn(server), {
      REQUEST_DEADLINE_MS: String(DEADLINE_MS),
      TOKEN_CACHE_MS: '0',
      DB_POOL: String(POOL),
    });
    root = await on.make.root();
    token = await on.usedToken(root);
  });

  afterAll(async () => {
    // The server belongs to this suite: it must not survive a suite that failed.
    await on.close().finally(() => server.stop());
  });

  const health = async (what: 'live' | 'ready') =>
    (await on.app.call({ method: 'GET', url: `/health/${what}` })).status;

  /** Every endpoint twice at once: more than the pool has connections. Gives how long all of them took. */
  async function everythingFails(): Promise<number> {
    const took = ownTime();
    await race(2 * ENDPOINTS.length, async (number) => {
      const { call, dialect } = ENDPOINTS[number % ENDPOINTS.length]!;
      expectFailure(await on.call(call(root, token)), 503, dialect);
    });
    return Math.round(took());
  }

  async function everythingWorks(): Promise<void> {
    for (const { call, status, name } of ENDPOINTS) {
      const answer = await on.call(call(root, token));
      expect({ name, status: answer.status, text: answer.text }).toMatchObject({ name, status });
    }
  }

  async function asAdmin<T>(work: (admin: Sql) => Promise<T>): Promise<T> {
    const admin = await openSql(loadEnv({ DATABASE_URL: `${server.adminUrl}/mysql` }));
    try {
      return await work(admin);
    } finally {
      await admin.close();
    }
  }

  const set = (setting: string) => asAdmin((admin) => admin.execute(`SET GLOBAL ${setting}`));

  /** Takes every connection that the server has left for others than its administrator. */
  async function takeAllConnections(): Promise<void> {
    await set('max_connections = 10');
    on.proxy.reset();
    const direct = loadEnv({ DATABASE_URL: `${server.appUrl}/${new URL(on.app.env.DATABASE_URL!).pathname.slice(1)}` });
    await until('the server has no connection left', async () => {
      const one = await openSql(direct).catch((error: unknown) => String(error));
      if (typeof one === 'string') return one.includes('Too many connections');
      crowd.push(one);
      return false;
    });
  }

  const passing = async () => on.proxy.set('pass');
  const AWAY: { how: string; leave: () => Promise<void>; comeBack: () => Promise<void> }[] = [
    { how: 'is killed', leave: () => server.kill(), comeBack: () => server.restart() },
    { how: 'is stopped in good order', leave: () => server.halt(), comeBack: () => server.restart() },
    {
      how: 'refuses connections',
      leave: async () => {
        on.proxy.set('refuse');
        on.proxy.reset();
      },
      comeBack: passing,
    },
    {
      how: 'has no connection left',
      leave: takeAllConnections,
      comeBack: async () => {
        await Promise.all(crowd.splice(0).map((each) => each.close()));
        await set('max_connections = 400');
      },
    },
    { how: 'is behind a cut cable', leave: async () => on.proxy.set('black-hole'), comeBack: passing },
    { how: 'hangs', leave: async () => on.proxy.set('pause'), comeBack: passing },
  ];

  // Protects the race against the deadline and the destroyed connection in MysqlSessionPool.withSession, the limit on the
  // wait in MysqlSessionPool.connect, and the numbers and codes of faults.ts.
  it.each(AWAY)(
    'and $how: 503 in time, live, not ready, and all is well after it',
    async ({ how, leave, comeBack }) => {
      await everythingWorks();
      let ms: number;
      try {
        await leave();
        ms = await everythingFails();
        expect(ms).toBeLessThan(DEADLINE_MS + GRACE_MS);
        expect(await health('live')).toBe(200);
        await until('the service says that it is not ready', async () => (await health('ready')) === 503);
        await everythingFails();
      } finally {
        await comeBack();
      }
      const back = performance.now();
      await until('the service is ready by itself', async () => (await health('ready')) === 200);
      const ready = Math.round(performance.now() - back);
      await everythingWorks();
      figures(`a MariaDB that ${how}`, {
        'answered within ms': ms,
        'ready again within ms': ready,
        connections: await settled(),
      });
    },
  );

  /** Waits until the server has no more connections of the service than its pool may have: a leak would stay. */
  function settled(): Promise<number> {
    return asAdmin((admin) =>
      until('no connection is left over', async () => {
        const n = await admin.count('information_schema.processlist', "user = 'tenantry' AND db LIKE 't\\_%'");
        // The direct connection of this suite is one of them, where it has outlived the server.
        return n <= POOL + 1 && on.proxy.connections() <= POOL ? n : false;
      }),
    );
  }

  // Protects 1290 in faults.ts: the old primary after a fail-over, which must not be taken for a fault of ours.
  it('and may only be read: 503 for writes, and reads go on', async () => {
    await set('read_only = 1');
    try {
      for (const { call, dialect, writes, status } of ENDPOINTS) {
        const answer = await on.call(call(root, token));
        if (writes) expectFailure(answer, 503, dialect);
        else expect(answer.status).toBe(status);
      }
    } finally {
      await set('read_only = 0');
    }
    await everythingWorks();
  });
});
