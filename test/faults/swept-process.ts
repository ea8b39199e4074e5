import type { TestDatabase } from '../support/database/databases.js';
import { TcpProxy } from '../support/database/tcp-proxy.js';
import { startApp } from '../support/harness.js';
import { startProcess } from '../support/processes.js';
import { Factories } from '../support/scenes/factories.js';
import type { Body } from '../support/scenes/installation.js';
import { until } from '../support/until.js';
import { OPERATIONS } from './operations.js';
import { rowCounter } from './row-counts.js';
import { sweep, type Swept, type Wrong } from './sweep.js';

/** One of each form: written and committed in one trip, and in several. */
const SWEPT = ['create managed organization', 'suspend organization'];

/** The sweep of two operations on a build of its own, in a process. */
export async function sweptProcess(
  database: TestDatabase,
  directory: string,
): Promise<{ findings(): Promise<Wrong[]>; close(): Promise<void> }> {
  const fresh = await database.fresh({ WEBHOOKS_EVERY_MS: '0', TOKEN_CACHE_MS: '0' });
  const app = await startApp(fresh.env);
  const make = new Factories(app);
  const root = await make.root();
  const [token, operator] = [await make.organizationToken(root), await make.operatorToken()];
  const proxy = await TcpProxy.before(fresh.env.DATABASE_URL!);
  const service = await startProcess(
    { ...fresh.variables, DATABASE_URL: proxy.url(fresh.env.DATABASE_URL!) },
    { directory },
  );
  for (const each of [token, operator]) {
    await service.call({ method: 'GET', url: `/core/v1/organizations/${root.id}`, token: each });
  }
  await until('uses are written', async () => (await app.sql.count('access_tokens', 'last_used_at IS NOT NULL')) === 2);
  const busy = "db = DATABASE() AND command <> 'Sleep' AND id <> CONNECTION_ID()";
  const at: Swept = {
    proxy,
    place: { make, root, token, operator },
    call: (call) => service.call<Body>(call),
    count: await rowCounter(app.sql),
    async quiet() {
      await until(
        'every statement is over',
        async () => (await app.sql.count('information_schema.processlist', busy)) === 0,
      );
    },
  };
  return {
    async findings() {
      const wrong: Wrong[] = [];
      for (const operation of OPERATIONS.filter(({ name }) => SWEPT.includes(name))) {
        wrong.push(...(await sweep(at, operation)).wrong);
        if (wrong.length > 0) break;
      }
      return wrong;
    },
    async close() {
      await service.kill();
      await app.close();
      await proxy.close();
      await fresh.drop();
    },
  };
}
