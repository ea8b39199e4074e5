import { EventSequencer } from '../../src/audit/event-sequencer.service.js';
import type { Organization } from '../../src/organization/organization.js';
import { type TestDatabase, testDatabases } from '../support/database/databases.js';
import { examinedBy, planOf, scansOf, statementsOf } from '../support/database/plans.js';
import { callOver } from '../support/processes.js';
import { type Feed, reading } from '../support/scenes/event-feed.js';
import { figures } from '../support/scenes/figures.js';
import { Stage } from '../support/scenes/stage.js';
import { median } from '../support/statistics.js';
import { insertPendingEvents } from '../support/webhooks/backlog.js';

const EVENTS = Number(process.env.TIMING_EVENTS ?? 1_000_000);
const FILLED_AT_ONCE = 100_000;
const PAGE = 500;
/** Of how many pages the median is taken, at the beginning, in the middle and at the end. */
const SAMPLE = 50;

// A reader who is far behind reads each page for the price of the first one. Times are printed as ratios: what the test
// requires are the same statements, the same plan and the same number of rows.
describe.each(testDatabases())('a feed of very many events on $name', (database) => {
  let scene: LongFeed;

  beforeAll(async () => {
    scene = await LongFeed.open(database);
  });

  afterAll(() => scene.close());

  it('costs the same for each page, from the first to the last', async () => {
    const { cursors, times, ids } = await scene.readAll();
    expect(new Set(ids).size).toBe(ids.length);
    const [first, middle, last] = [0, Math.floor(times.length / 2) - SAMPLE / 2, times.length - SAMPLE].map((from) =>
      median(times.slice(from, from + SAMPLE)),
    ) as [number, number, number];
    figures(`a feed of ${ids.length} events on ${database.name}`, {
      ...{ pages: times.length, 'first page (ms)': first.toFixed(1) },
      ...{ 'middle/first': (middle / first).toFixed(2), 'last/first': (last / first).toFixed(2) },
      ...{ 'longest (ms)': Math.max(...times).toFixed(0), 'places a second': scene.placesPerSecond },
    });
    // The first begins at no place, and finds no event of it.
    const pages = [cursors[1], cursors[Math.floor(cursors.length / 2)], cursors.at(-2)];
    const costs: Awaited<ReturnType<LongFeed['costOf']>>[] = [];
    for (const cursor of pages) costs.push(await scene.costOf(scene.tree, cursor!));
    expect(costs[1]).toEqual(costs[0]);
    expect(costs[2]).toEqual(costs[0]);
    expect(costs[0]!.scans).toEqual([]);
    // The same organization's lines alone are read: two events with all those of another tree between them.
    const small = await scene.costOf(scene.other, '');
    expect(small.events).toBe(4);
    for (const rows of small.examined) expect(rows).toBeLessThan(20);
  });
});

interface Place {
  readonly organization: Organization;
  readonly token: string;
}

/** An installation in which very much has happened in one tree, and little in another, ahead of that and behind it. */
class LongFeed {
  placesPerSecond = 0;

  private constructor(
    private readonly stage: Stage,
    readonly tree: Place,
    readonly other: Place,
  ) {}

  static async open(database: TestDatabase): Promise<LongFeed> {
    const stage = await Stage.open(database, { RATE_LIMIT: '0', SEQUENCE_EVERY_MS: '0' });
    const made = new LongFeed(stage, await stage.root(), await stage.root());
    await made.fill();
    return made;
  }

  private async fill(): Promise<void> {
    const { sql } = this.stage.app;
    await insertPendingEvents(sql, this.other.organization.id, 1);
    let placing = 0;
    for (let made = 0; made < EVENTS; made += FILLED_AT_ONCE) {
      await insertPendingEvents(sql, this.tree.organization.id, Math.min(FILLED_AT_ONCE, EVENTS - made));
      const began = performance.now();
      await this.sequence();
      placing += performance.now() - began;
    }
    this.placesPerSecond = Math.round(EVENTS / (placing / 1_000));
    await insertPendingEvents(sql, this.other.organization.id, 1);
    await this.sequence();
  }

  private sequence(): Promise<void> {
    const sequencer = this.stage.app.app.get(EventSequencer, { strict: false });
    return sequencer.catchUp({ signal: AbortSignal.timeout(600_000) });
  }

  /** Reads the feed of the tree to its end through HTTP: the cursor ahead of each page, and its time in milliseconds. */
  async readAll(): Promise<{ cursors: string[]; times: number[]; ids: string[] }> {
    const url = await this.stage.app.listen();
    const [cursors, times, ids]: [string[], number[], string[]] = [[''], [], []];
    for (;;) {
      const began = performance.now();
      const { body } = await callOver<Feed>(url, this.page(this.tree, cursors.at(-1)!));
      times.push(performance.now() - began);
      ids.push(...body.events.map(({ id }) => id));
      if (!body.more) return { cursors, times, ids };
      cursors.push(body.after);
    }
  }

  private page({ organization, token }: Place, cursor: string) {
    return reading(organization, token, `?limit=${PAGE}${cursor === '' ? '' : `&after=${cursor}`}`);
  }

  /** What a page costs: its statements, how they are run and, on MariaDB, how many rows each of them reads. */
  async costOf(place: Place, cursor: string) {
    const { app } = this.stage;
    let events = 0;
    const sent = await statementsOf(app, async () => {
      events = (await app.call<Feed>(this.page(place, cursor))).body.events.length;
    });
    // Without those of the token, which is remembered for a second.
    const statements = sent.filter(({ sql }) => /audit_|event_feed/.test(sql));
    const isMariaDb = app.env.DATABASE_URL !== undefined;
    const plans: string[][] = [];
    for (const statement of statements) plans.push(await planOf(app, statement));
    return {
      events,
      texts: statements.map(({ sql }) => sql),
      plans,
      scans: isMariaDb
        ? plans.flat().filter((line) => /^\S+ (ALL|index)\b/.test(line))
        : await scansOf(app, statements),
      examined: isMariaDb ? await examinedBy(app.sql, statements) : [],
    };
  }

  close(): Promise<void> {
    return this.stage.close();
  }
}
