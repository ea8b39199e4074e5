import { type FreshDatabase, testDatabases } from '../support/database/databases.js';
import { Factories } from '../support/scenes/factories.js';
import { startApp, type TestApp } from '../support/harness.js';
import { rowsOf } from '../support/reads.js';
import { tokenUseIsWritten, tripsOf } from '../support/database/statement-log.js';
import { ask } from './documents/asked.js';
import { declaredRoutes } from './declared-routes.js';
import { aFamily, type Family } from './family.js';
import { guardedRoutes } from './sample-requests.js';
import { absentName, type Asked, questions, strangersTo } from './tenant-isolation.model.js';

/** What SQLite does beside all requests, a second after the last write. */
const BESIDE = 'PRAGMA wal_checkpoint(TRUNCATE)';

/** What the database has to do for a request. */
interface Work {
  /** The texts of the statements, trip by trip. */
  readonly trips: readonly string[];
  /** How many rows each statement gave. */
  readonly rows: readonly (readonly number[])[];
}

// Protects the condition of visibility inside each look-up: without it another tenant's rows are read, sent and
// discarded, and the time that this takes reveals that they exist.
describe.each(testDatabases())('what a stranger names on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let family: Family;
  let strangers: readonly (readonly [who: string, token: string])[];

  beforeAll(async () => {
    fresh = await database.fresh({ RATE_LIMIT: '1000000', TOKEN_CACHE_MS: '0' });
    app = await startApp(fresh.env);
    const make = new Factories(app);
    family = await aFamily(make);
    strangers = await strangersTo(family, await aFamily(make), make);
    // Their own organizations are known from then on, whatever they name.
    for (const [, token] of strangers) await app.call({ method: 'GET', url: '/core/v1/organizations', token });
    // The use of a token is written down beside the request, once a minute: not while this runs, and not over this.
    for (const [, token] of strangers) await tokenUseIsWritten(app, token);
    await app.sql.execute('UPDATE access_tokens SET last_used_at = ?', [Date.now() + 3_600_000]);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const workOf = async ({ call }: Asked): Promise<Work> => {
    let rows: number[][] = [];
    const trips = await tripsOf(app, async () => {
      rows = await rowsOf(app, () => ask(app, call));
    });
    return { trips: trips.map(({ sql }) => sql).filter((sql) => sql !== BESIDE), rows };
  };

  it('is looked for by the same statements as what is not there, and gives as many rows', async () => {
    const found: object[] = [];
    for (const { route, parameter, naming } of questions(guardedRoutes(declaredRoutes(app.app)))) {
      const value = parameter.of(family)[naming.said] ?? '';
      for (const [who, token] of strangers.filter(([name]) => !parameter.kin?.includes(name))) {
        const asked = (name: string): Asked => ({ call: { ...naming.write(route, name), token }, value: name });
        const [foreign, unknown] = [await workOf(asked(value)), await workOf(asked(absentName(naming)))];
        if (JSON.stringify(foreign) === JSON.stringify(unknown)) continue;
        found.push({ route: route.name, who, how: naming.how, foreign, unknown });
      }
    }
    expect(found).toEqual([]);
  }, 240_000);
});
