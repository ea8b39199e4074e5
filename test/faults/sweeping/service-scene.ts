import type { FreshDatabase, Overrides, TestDatabase } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';
import type { AppProcess } from '../../support/processes.js';
import { Factories } from '../../support/scenes/factories.js';
import { until } from '../../support/until.js';
import type { Place } from './operations.js';
import { rowCounter, type RowCounts } from './row-counts.js';

/** A database with a place for operations, to which the service is another process. */
export interface ServiceScene {
  readonly fresh: FreshDatabase;
  readonly place: Place;
  /** An application beside the service. */
  readonly app: TestApp;
  readonly count: () => Promise<RowCounts>;
  /** Uses both tokens. Their first use is written beside the request, and a new process opens its connection. */
  warm(service: AppProcess): Promise<void>;
  close(): Promise<void>;
}

export async function serviceScene(database: TestDatabase, overrides: Overrides = {}): Promise<ServiceScene> {
  const fresh = await database.fresh({ WEBHOOKS_EVERY_MS: '0', TOKEN_CACHE_MS: '0', ...overrides });
  const app = await startApp(fresh.env);
  const make = new Factories(app);
  const root = await make.root();
  const [token, operator] = [await make.organizationToken(root), await make.operatorToken()];
  const used = async () => (await app.sql.count('access_tokens', 'last_used_at IS NOT NULL')) === 2;
  return {
    fresh,
    place: { make, root, token, operator },
    app,
    count: await rowCounter(app.sql, database.name),
    async warm(service) {
      for (const each of [token, operator]) {
        await service.call({ method: 'GET', url: `/core/v1/organizations/${root.id}`, token: each });
      }
      await until('uses are written', used);
    },
    async close() {
      await app.close();
      await fresh.drop();
    },
  };
}
