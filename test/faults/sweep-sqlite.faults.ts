import { figures } from '../support/scenes/figures.js';
import { IS_SHORT } from './seeded.js';
import { CREATIONS, OPERATIONS, withKey } from './sweeping/operations.js';
import { sweep } from './sweeping/sweep.js';
import { errorsInPlace, killsAround, SweptEmbedded } from './sweeping/swept-embedded.js';
import { brokenInvariants } from './verdict.js';

// A client that has to repeat a call has a key.
const FAILING = (IS_SHORT ? CREATIONS : OPERATIONS).map(withKey);
/** A start takes a second, so few minutes have one of them. */
const KILLED = IS_SHORT ? FAILING.slice(0, 1) : FAILING;

describe('every fault at every statement on sqlite', () => {
  let swept: SweptEmbedded;

  beforeAll(async () => {
    swept = await SweptEmbedded.start();
  });

  afterAll(() => swept.close());

  it.each(FAILING)('$name, with errors', async (operation) => {
    const { passes, faults, heard, wrong } = await sweep(swept, operation, errorsInPlace);
    figures(`the errors at "${operation.name}" on SQLite`, { statements: passes, faults, ...heard });
    expect(wrong).toEqual([]);
  });

  it.each(KILLED)('$name, with kills', async (operation) => {
    const before = swept.kills;
    const { passes, faults, heard, wrong } = await sweep(swept, operation, killsAround);
    const kills = swept.kills - before;
    figures(`the kills at "${operation.name}" on SQLite`, { statements: passes, kills, ...heard });
    expect(wrong).toEqual([]);
    expect(kills).toBe(faults);
  });

  it('leaves every invariant whole', async () => expect(await brokenInvariants(swept.scene.app)).toEqual([]));
});
