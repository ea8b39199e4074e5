import { randomInt } from 'node:crypto';
import { PrivateMariaDb } from '../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../support/database/private-mariadb.js';
import { figures } from '../support/scenes/figures.js';
import { EventStorm, NOTHING_WRONG } from '../support/webhooks/event-storm.js';

/** `STORM_SEED` repeats the order of kills, `STORM_CHANGES` is for fewer changes. */
const seed = Number(process.env.STORM_SEED ?? randomInt(2 ** 31));
const changes = Number(process.env.STORM_CHANGES ?? 100_000);

// The long form of test/e2e/webhook/event-storm.e2e-spec.ts.
describeWithPrivateMariaDb('a long storm of events on mariadb', () => {
  it('loses none, orders all, and delivers each', async () => {
    const server = await PrivateMariaDb.start();
    const found = await EventStorm.run({ changes, kills: { service: 50, receiver: 20, database: 10 }, seed }, server);
    figures(`a long storm on mariadb, STORM_SEED=${seed}`, { ...found });
    expect(found).toMatchObject(NOTHING_WRONG);
    await server.stop();
  });
});

describe('a long storm of events on sqlite', () => {
  it('loses none, orders all, and delivers each', async () => {
    const kills = { service: 50, receiver: 20, database: 0 };
    const found = await EventStorm.run({ changes: Math.ceil(changes / 20), kills, seed });
    figures(`a long storm on sqlite, STORM_SEED=${seed}`, { ...found });
    expect(found).toMatchObject(NOTHING_WRONG);
  });
});
