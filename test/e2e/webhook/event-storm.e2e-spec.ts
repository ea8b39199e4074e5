import { randomInt } from 'node:crypto';
import { describeWithPrivateMariaDb } from '../../support/database/private-mariadb.js';
import { PrivateMariaDb } from '../../support/database/mariadb-server.js';
import { figures } from '../../support/scenes/figures.js';
import { EventStorm, NOTHING_WRONG } from '../../support/webhooks/event-storm.js';

/** `STORM_SEED=<the printed one> npm test -- test/e2e/webhook/event-storm` kills in the same order again. */
const seed = Number(process.env.STORM_SEED ?? randomInt(2 ** 31));

// The short form of test/stress/events.stress.ts.
describe('events while processes and their receiver are killed, on sqlite', () => {
  it('have one order, are read once, and are delivered', async () => {
    const found = await EventStorm.run({ changes: 60, kills: { service: 2, receiver: 2, database: 0 }, seed });
    figures(`a storm on sqlite, STORM_SEED=${seed}`, { ...found });
    expect(found).toMatchObject(NOTHING_WRONG);
    expect(found.events).toBeGreaterThanOrEqual(60);
  }, 120_000);
});

describeWithPrivateMariaDb('events while processes, their receiver and the database are killed, on mariadb', () => {
  it('have one order, are read once, and are delivered', async () => {
    const server = await PrivateMariaDb.start();
    const kills = { service: 3, receiver: 3, database: 1 };
    const found = await EventStorm.run({ changes: 200, kills, seed }, server);
    figures(`a storm on mariadb, STORM_SEED=${seed}`, { ...found });
    expect(found).toMatchObject(NOTHING_WRONG);
    expect(found.events).toBeGreaterThanOrEqual(200);
    await server.stop();
  }, 120_000);
});
