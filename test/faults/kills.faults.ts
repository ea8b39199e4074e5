import { setTimeout as delay } from 'node:timers/promises';
import { mariadbOn, sqlite, type TestDatabase } from '../support/database/databases.js';
import { PrivateMariaDb } from '../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../support/database/private-mariadb.js';
import { figures } from '../support/scenes/figures.js';
import { IS_SHORT, seeded } from './seeded.js';
import { Storm } from './storm.js';
import { FLAWLESS } from './verdict.js';

const KILLS = IS_SHORT ? 4 : 100;
const DATABASE_KILLS = IS_SHORT ? 2 : 20;
const MAX_PAUSE_MS = 300;

/** So many kills of a process in turn, each at some moment of the load. */
async function killed(database: TestDatabase, replicas: number): Promise<void> {
  const random = seeded(`kills on ${database.name}`);
  const storm = await Storm.begin(database, replicas);
  for (let kill = 0; kill < KILLS; kill++) {
    await delay(random() * MAX_PAUSE_MS);
    await storm.replace(kill % replicas);
  }
  const verdict = await storm.end();
  figures(`${KILLS} kills of the service on ${database.name}`, {
    created: storm.load.created,
    ...storm.load.heard.words,
  });
  expect(verdict).toEqual(FLAWLESS);
}

describe('a service that is killed again and again under load', () => {
  it('keeps every answer on SQLite', () => killed(sqlite, 1));
});

describeWithPrivateMariaDb('two replicas and a MariaDB under load', () => {
  let server: PrivateMariaDb;

  beforeAll(async () => {
    server = await PrivateMariaDb.start('--innodb-flush-log-at-trx-commit=1');
  });

  afterAll(() => server.stop());

  it('keep every answer while the replicas are killed in turn', () => killed(mariadbOn(server), 2));

  it('keep every answer while the database is killed', async () => {
    const random = seeded('kills of the database');
    const storm = await Storm.begin(mariadbOn(server), 2);
    for (let kill = 0; kill < DATABASE_KILLS; kill++) {
      await delay(random() * MAX_PAUSE_MS);
      await server.kill();
      await server.restart();
      const before = storm.load.created;
      const deadline = performance.now() + 20_000;
      while (storm.load.created <= before && performance.now() < deadline) await delay(10);
      expect(storm.load.created).toBeGreaterThan(before);
    }
    const verdict = await storm.end();
    figures(`${DATABASE_KILLS} kills of the database`, { created: storm.load.created, ...storm.load.heard.words });
    expect(verdict).toEqual(FLAWLESS);
  });
});
