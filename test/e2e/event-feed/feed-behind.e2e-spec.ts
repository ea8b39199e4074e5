import { said } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { openSql } from '../../support/database/sql.js';
import { tripsOf } from '../../support/database/statement-log.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { type Feed, reading, sequence } from '../../support/scenes/event-feed.js';
import { race } from '../../support/until.js';
import { insertPendingEvents } from '../../support/webhooks/backlog.js';

const MANY = 30_000;
const DEADLINE_MS = 4_000;

// As where every process had SEQUENCE_EVERY_MS=0 for a while.
describe.each(testDatabases())('the feed where very many events have no place on $name', (database) => {
  let scene: TokenScene;
  let after: string;

  beforeEach(async () => {
    const settings = { RATE_LIMIT: '0', SEQUENCE_EVERY_MS: '0', REQUEST_DEADLINE_MS: String(DEADLINE_MS) };
    scene = await TokenScene.open(database, settings);
    await sequence(scene.app);
    ({ after } = (await read('?after=now')).body);
  });

  afterEach(() => scene.close());

  const read = (query: string) => scene.app.call<Feed>(reading(scene.root, scene.token, query));
  const pendingEvents = (many: number) => insertPendingEvents(scene.app.sql, scene.root.id, many, Date.now() - 60_000);

  // Protects the patience of ReadersCatchUp: otherwise each call works until its deadline and is refused.
  it('answers each call in time, with what has its place, and comes to the end', async () => {
    const ids = await pendingEvents(MANY);
    const seen: string[] = [];
    for (let cursor = after; seen.length < MANY;) {
      const began = performance.now();
      const answer = await read(`?limit=500&after=${cursor}`);
      expect(said(answer)).toBe('200');
      expect(performance.now() - began).toBeLessThan(DEADLINE_MS);
      seen.push(...answer.body.events.map(({ id }) => id));
      cursor = answer.body.after;
    }
    expect(seen).toEqual(ids.sort());
  }, 120_000);

  // Protects the one catch-up of a process: each reader would hold a connection, to wait for the same row.
  it('answers many at once where no place can be given, and one of them waits', async () => {
    await pendingEvents(3);
    const holder = await openSql(scene.app.env);
    const lock =
      database.name === 'sqlite' ? ['BEGIN IMMEDIATE'] : ['START TRANSACTION', 'UPDATE audit_sequence SET id = id'];
    for (const statement of lock) await holder.execute(statement);
    const trips = await tripsOf(scene.app, async () => {
      for (const answer of await race(20, () => read(`?after=${after}`)))
        expect([said(answer), answer.body.events]).toEqual(['200', []]);
    });
    // On a slow machine the last may come when the first has given up. On SQLite nothing is waited for in a connection.
    expect(trips.filter(({ sql }) => / FROM audit_sequence .*FOR UPDATE/.test(sql)).length).toBeLessThan(4);
    await holder.execute('ROLLBACK');
    await holder.close();
    expect((await read(`?after=${after}`)).body.events).toHaveLength(3);
  });
});
