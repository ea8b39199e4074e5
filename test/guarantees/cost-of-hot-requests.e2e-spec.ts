import { EventSequencer } from '../../src/audit/event-sequencer.service.js';
import { firstIdAt } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { sql as statement } from '../../src/database/statement.js';
import type { Organization } from '../../src/organization/organization.js';
import { testDatabases } from '../support/database/databases.js';
import { scansOf, statementsOf } from '../support/database/plans.js';
import { type Trip, tripsOf } from '../support/database/statement-log.js';
import { Amounts, NOTE } from '../support/scenes/amounts.js';
import { EnterpriseScene } from '../support/scenes/enterprises.js';
import { manyEnterprises } from '../support/scenes/many-enterprises.js';
import { manyManaged } from '../support/scenes/many-organizations.js';
import { HOT, type Platform } from './hot-requests.js';

const [FEW, MANY] = [10, 10_000] as const;
const DAY_MS = 86_400_000;

/** Begins and ends of transactions, which have no plan. */
const AROUND = /^(BEGIN|COMMIT|ROLLBACK|START|SET|PRAGMA)/i;

type Counters = Readonly<Record<string, number>>;

describe.each(testDatabases())('what a hot request costs on $name', (database) => {
  let scene: EnterpriseScene;
  let few: Platform;
  let many: Platform;

  beforeAll(async () => {
    // One connection, so that all counters are of one session.
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000', DB_POOL: '1' });
    const { sql } = scene.app;
    const source = await scene.make.root();
    const from = Date.now() - 1_000 * DAY_MS;
    const ids = await manyManaged(sql, source, MANY, undefined, (index) => firstIdAt(from + index));
    few = await aPlatform(source, ids.slice(0, FEW), 'c');
    many = await aPlatform(source, ids, 'd');
    if (database.name === 'sqlite') return;
    const tables = 'SELECT table_name AS t FROM information_schema.tables WHERE table_schema = DATABASE()';
    for (const { t } of await sql.rows(tables)) await sql.rows(`ANALYZE TABLE ${t}`);
  }, 180_000);

  afterAll(() => scene.close());

  /** @param ids of organizations that `source` manages, one for each of what there is to be many of */
  async function aPlatform(source: Organization, ids: readonly string[], end: string): Promise<Platform> {
    const { make, app } = scene;
    const number = ids.length;
    const [root, child] = (await make.lineage(2)) as [Organization, Organization];
    const [admin, reader] = [await make.user(), await make.user()];
    const longAgo = Date.now() - (end === 'c' ? 10 : 100) * DAY_MS;
    await manyManaged(
      app.sql,
      root,
      number,
      () => [NOTE],
      (index) => firstIdAt(longAgo + index),
    );
    const enterprises = await manyEnterprises(app.sql, child, admin.id, number, (index) => ({
      id: firstIdAt(longAgo + index),
    }));
    const shared = await make.enterprise(child);
    const amounts = new Amounts(app.sql, source, number, end);
    await amounts.members(root);
    await amounts.users(shared.id, child);
    await amounts.tokens(child);
    await amounts.events(child);
    await amounts.rolesOf(reader);
    const tokens = {
      root: await make.organizationToken(root),
      child: await make.organizationToken(child),
      admin: await make.userToken(admin),
      reader: await make.userToken(reader),
    };
    await markAsUsed();
    const unused = async () => {
      const secret = await make.organizationToken(root);
      await markAsUsed();
      return secret;
    };
    const members = ids.map((id) => id.slice(0, -1) + end);
    return { number, root, child, admin, tokens, unused, enterprises, members, shared };
  }

  /** When a token was used is then not written for a while: it would be a statement beside a request. */
  function markAsUsed(): Promise<number> {
    return scene.app.sql.execute('UPDATE access_tokens SET last_used_at = ?', [Date.now() + DAY_MS]);
  }

  /** What the rows are that MariaDB has read and written so far in the application's own session. */
  async function counters(): Promise<Counters> {
    const shown = statement<{ Variable_name: string; Value: string }>(`SHOW SESSION STATUS LIKE 'Handler_%'`, []);
    const [rows] = await scene.app.app
      .get(Database, { strict: false })
      .read({ signal: AbortSignal.timeout(5_000) }, (reader) => reader.read(shown));
    return Object.fromEntries(rows.map(({ Variable_name: name, Value: value }) => [name, Number(value)]));
  }

  const difference = (to: Counters, from: Counters): Counters =>
    Object.fromEntries(Object.entries(to).map(([name, value]) => [name, value - from[name]!]));

  /** What counters change by while something runs; asking for them changes them, too. */
  async function countedBy(work: () => Promise<unknown>): Promise<Counters> {
    const [first, before] = [await counters(), await counters()];
    await work();
    return difference(difference(await counters(), before), difference(before, first));
  }

  /** Sends such a request, after everything that it needs has been made. */
  async function sending(name: string, platform: Platform): Promise<() => Promise<void>> {
    const call = await HOT[name]!.call(platform);
    return async () => {
      const { status, text } = await scene.app.call(call);
      expect({ text, done: status < 300 }).toEqual({ text, done: true });
    };
  }

  async function statementsFor(name: string, platform: Platform): Promise<Trip[]> {
    const sent = await statementsOf(scene.app, await sending(name, platform));
    return sent.filter(({ sql }) => !AROUND.test(sql.trim()));
  }

  const rowsIn = (counted: Counters) =>
    Object.entries(counted).reduce((sum, [name, n]) => (name.startsWith('Handler_read') ? sum + n : sum), 0);

  async function costOnMariaDb(name: string, platform: Platform) {
    const send = await sending(name, platform);
    let trips = 0;
    const counted = await countedBy(async () => {
      trips = (await tripsOf(scene.app, send)).length;
    });
    return { trips, counted };
  }

  // Protects every index and hint of these requests, and that nothing is counted or skipped without an end.
  it.each(Object.keys(HOT))('is the same where there are ten and ten thousand: %s', async (name) => {
    const { trips, tripsForMany = trips, more = 0 } = HOT[name]!;
    for (const platform of [few, many, many, many]) await (await sending(name, platform))();
    // A log looks at the events that have no place yet, and so at as many as there have been requests.
    await scene.app.app.get(EventSequencer, { strict: false }).catchUp({ signal: AbortSignal.timeout(10_000) });
    if (database.name === 'sqlite') {
      // Its driver counts no rows: the same statements, and plans that search.
      const [sentOfFew, sent] = [await statementsFor(name, few), await statementsFor(name, many)];
      if (more === 0) expect(sent.map(({ sql }) => sql)).toEqual(sentOfFew.map(({ sql }) => sql));
      expect(await scansOf(scene.app, sent)).toEqual([]);
      return;
    }
    const [ofFew, ofMany] = [await costOnMariaDb(name, few), await costOnMariaDb(name, many)];
    expect({ few: ofFew.trips, many: ofMany.trips }).toEqual({ few: trips, many: tripsForMany });
    if (more === 0) expect(ofMany.counted).toEqual(ofFew.counted);
    else expect(rowsIn(ofMany.counted) - rowsIn(ofFew.counted)).toBeLessThanOrEqual(more);
  });
});
