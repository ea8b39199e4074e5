import { fileURLToPath } from 'node:url';
import { describeOnMariaDb } from '../support/database/databases.js';
import { Installation } from '../support/scenes/installation.js';
import { oneConnection } from './one-connection.js';
import { sameKeys } from './same-keys.js';
import { SweptProcess } from './sweeping/swept-process.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const LOOK_MS = 5_000;

// The suites that find the mistakes of mutants.faults.ts find nothing in the build as it is; that of suspensions is
// test/stress/suspension.stress.ts.
describeOnMariaDb('the build without a mistake', (database) => {
  it('answers one key by one enterprise, from two processes', async () => {
    const here = await Installation.open(database, { WEBHOOKS_EVERY_MS: '0' });
    expect(await sameKeys(here, 40)).toEqual([]);
    await here.close();
  });

  it('keeps what it writes once and whole, through a network with faults', async () => {
    const swept = await SweptProcess.start(database, PROJECT);
    expect(await swept.findings()).toEqual([]);
    await swept.close();
  });

  it('keeps calls apart that arrive at once, on SQLite', async () => {
    expect(await oneConnection(PROJECT, AbortSignal.timeout(LOOK_MS))).toEqual([]);
  });
});
