import type { Organization } from '../../../src/organization/organization.js';
import { said } from '../../support/answers.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { type Feed, type FeedEvent, reading, sequence } from '../../support/scenes/event-feed.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { race } from '../../support/until.js';

const WRITERS = 6;
const EACH = 10;

describe.each(testDatabases())('the feed beside many writers on $name', (database) => {
  let scene: TokenScene;
  let others: TestApp[];

  beforeAll(async () => {
    scene = await TokenScene.open(database, { RATE_LIMIT: '0' });
    const env = { ...scene.fresh.env, SEQUENCE_EVERY_MS: 5 } as typeof scene.fresh.env;
    others = await race(2, () => startApp(env));
  });

  afterAll(async () => {
    await Promise.all(others.map((each) => each.close()));
    await scene.close();
  });

  /** Reads on, from one replica and the other, until so many events were seen. */
  async function follow(root: Organization, token: string, many: number): Promise<FeedEvent[]> {
    const seen: FeedEvent[] = [];
    let query = '';
    for (let turn = 0; seen.length < many; turn++) {
      const { body } = await others[turn % 2]!.call<Feed>(reading(root, token, `?limit=7&wait=5${query}`));
      seen.push(...body.events);
      query = `&after=${body.after}`;
      if (body.events.length === 0 && turn > 1_000) break;
    }
    return seen;
  }

  // Protects the order by places: by ids a reader passes what is committed late.
  it('has every event of the tree once, in one order, for each of several readers', async () => {
    const root = await scene.make.root();
    const token = await scene.make.organizationToken(root);
    const writing = race(WRITERS, async (writer) => {
      for (let round = 0; round < EACH; round++) {
        const call = (writer + round) % 2 === 0 ? createManaged(root, token) : createEnterprise(root, token);
        expect(said(await others[writer % 2]!.call(call))).toMatch(/^20[01]$/);
      }
    });
    const reads = await race(3, () => follow(root, token, WRITERS * EACH + 2));
    await writing;
    const lines = 'SELECT event_id FROM audit_lines WHERE organization_id = ? ORDER BY sequence';
    const ordered = (await scene.app.sql.rows(lines, [root.id])).map(({ event_id: id }) => String(id));
    expect(ordered).toHaveLength(WRITERS * EACH + 2);
    for (const read of reads) expect(read.map(({ id }) => id)).toEqual(ordered);
  });
});

describeOnMariaDb('the feed beside a transaction that is under way', (database) => {
  let here: ProxiedApp;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  afterAll(() => here.close());

  // Protects the place in the cursor: the late event has the smaller id and the earlier time than what was read.
  it('has an event that is committed late behind what was read before, and once', async () => {
    const root = await here.make.root();
    const token = await here.usedToken(root);
    await sequence(here.app);
    const read = async (query: string) => (await here.app.call<Feed>(reading(root, token, query))).body;
    const { after } = await read('');
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const url = `/core/v1/organizations/${root.id}`;
    const changing = here.call({ method: 'PATCH', url, token, json: { name: 'Late' } });
    await commit.held;
    const other = await here.make.root();
    const created = await here.call(createManaged(other, await here.usedToken(other)));
    expect(said(created)).toBe('201');
    await sequence(here.app);
    const early = await read(`?after=${after}`);
    expect(early.events).toEqual([]);
    commit.release();
    expect(said(await changing)).toBe('200');
    await sequence(here.app);
    const late = await read(`?after=${early.after}`);
    expect(late.events.map(({ type }) => type)).toEqual(['organization.changed']);
    expect((await read(`?after=${late.after}`)).events).toEqual([]);
  });
});
