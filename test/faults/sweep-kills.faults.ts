import { fileURLToPath } from 'node:url';
import { describeOnMariaDb } from '../support/database/databases.js';
import { figures } from '../support/scenes/figures.js';
import { IS_SHORT } from './seeded.js';
import { CREATIONS, OPERATIONS, withKey } from './sweeping/operations.js';
import { killsOf } from './sweeping/statement-faults.js';
import { sweep } from './sweeping/sweep.js';
import { SweptProcess } from './sweeping/swept-process.js';
import { brokenInvariants } from './verdict.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

// The client repeats the call, with its key where it is a POST, and another process answers it.
describeOnMariaDb('a process that is killed at every statement', (database) => {
  let swept: SweptProcess;

  beforeAll(async () => {
    swept = await SweptProcess.start(database, PROJECT);
    await swept.prepareNext();
  });

  afterAll(() => swept.close());

  it.each((IS_SHORT ? CREATIONS : OPERATIONS).map(withKey))('$name', async (operation) => {
    const before = swept.kills;
    const { passes, faults, heard, wrong } = await sweep(
      swept,
      operation,
      killsOf(() => swept.kill()),
    );
    const kills = swept.kills - before;
    figures(`the kills at "${operation.name}"`, { trips: passes, kills, ...heard });
    expect(wrong).toEqual([]);
    expect(kills).toBe(faults);
  });

  it('leaves every invariant whole', async () => expect(await brokenInvariants(swept.scene.app)).toEqual([]));
});
