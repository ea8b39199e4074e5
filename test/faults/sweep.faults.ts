import { describeOnMariaDb } from '../support/database/databases.js';
import { ProxiedApp } from '../support/proxied-app.js';
import { figures } from '../support/scenes/figures.js';
import { until } from '../support/until.js';
import { IS_SHORT } from './seeded.js';
import { CREATIONS, OPERATIONS } from './sweeping/operations.js';
import { rowCounter } from './sweeping/row-counts.js';
import { errorsAndResets, type TripFault, tripsThrough } from './sweeping/statement-faults.js';
import { sweep, type Swept } from './sweeping/sweep.js';
import { brokenInvariants } from './verdict.js';

describeOnMariaDb('every fault at every statement', (database) => {
  let on: ProxiedApp;
  let at: Swept<TripFault>;

  beforeAll(async () => {
    on = await ProxiedApp.open(database, { WEBHOOKS_EVERY_MS: '0' });
    const { make, sql, proxy } = on;
    const root = await make.root();
    const operator = await make.operatorToken();
    // The first use of a token is written beside the request.
    await on.call({ method: 'GET', url: `/core/v1/organizations/${root.id}`, token: operator });
    await until('the use is written', async () => (await sql.count('access_tokens', 'last_used_at IS NOT NULL')) === 1);
    const place = { make, root, operator, token: await on.usedToken(root) };
    at = {
      ...{ line: tripsThrough(() => proxy), place, count: await rowCounter(sql, database.name) },
      ...{ call: (call) => on.call(call), quiet: () => on.quiet() },
    };
  });

  afterAll(() => on.close());

  it.each(OPERATIONS)('$name', async (operation) => {
    // Twelve seconds more for each of their trips.
    const isSlow = CREATIONS.includes(operation) && !IS_SHORT;
    const { passes, faults, heard, wrong } = await sweep(at, operation, (trips) => errorsAndResets(trips, isSlow));
    figures(`the sweep of "${operation.name}"`, { trips: passes, faults, ...heard });
    expect(wrong).toEqual([]);
  });

  it('leaves every invariant whole', async () => {
    expect(await brokenInvariants(on.app)).toEqual([]);
  });
});
