import { IntegrityCheckService } from '../../src/integrity/integrity-check.service.js';
import { describeOnMariaDb } from '../support/database/databases.js';
import { ProxiedApp } from '../support/proxied-app.js';
import { figures } from '../support/scenes/figures.js';
import { until } from '../support/until.js';
import { OPERATIONS } from './operations.js';
import { rowCounter } from './row-counts.js';
import { IS_SHORT } from './seeded.js';
import { sweep, type Swept } from './sweep.js';

/** Twelve seconds more for each of their trips. */
const SLOW = /^create (enterprise|managed organization)$/;

describeOnMariaDb('every fault at every statement', (database) => {
  let on: ProxiedApp;
  let at: Swept;

  beforeAll(async () => {
    on = await ProxiedApp.open(database, { WEBHOOKS_EVERY_MS: '0' });
    const { make, sql, proxy } = on;
    const root = await make.root();
    const operator = await make.operatorToken();
    // The first use of a token is written beside the request.
    await on.call({ method: 'GET', url: `/core/v1/organizations/${root.id}`, token: operator });
    await until('the use is written', async () => (await sql.count('access_tokens', 'last_used_at IS NOT NULL')) === 1);
    const place = { make, root, operator, token: await on.usedToken(root) };
    at = { proxy, place, count: await rowCounter(sql), call: (call) => on.call(call), quiet: () => on.quiet() };
  });

  afterAll(() => on.close());

  it.each(OPERATIONS)('$name', async (operation) => {
    const { trips, heard, wrong } = await sweep(at, operation, SLOW.test(operation.name) && !IS_SHORT);
    figures(`the sweep of "${operation.name}"`, { trips, ...heard });
    expect(wrong).toEqual([]);
  });

  it('leaves every invariant whole', async () => {
    const check = on.app.app.get(IntegrityCheckService, { strict: false });
    const results = await check.check({ signal: AbortSignal.timeout(60_000) });
    expect(results.filter(({ broken }) => broken > 0)).toEqual([]);
  });
});
