import { loadEnv } from '../../../src/config/env.js';
import { CLEARED_AT_ONCE, EventRetentionService } from '../../../src/event-feed/retention/event-retention.service.js';
import { RetentionSchedule } from '../../../src/event-feed/retention/retention-schedule.js';
import { RetentionSettings } from '../../../src/event-feed/retention/retention-settings.js';
import type { Organization } from '../../../src/organization/organization.js';
import { said } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { statementsOf } from '../../support/database/plans.js';
import { startApp } from '../../support/harness.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { AuditLogs } from '../../support/scenes/audit-log.js';
import { type Feed, readOn, reading, sequence } from '../../support/scenes/event-feed.js';
import { createManaged } from '../../support/scenes/installation.js';
import { until } from '../../support/until.js';

const DAY_MS = 86_400_000;

describe.each(testDatabases())('clearing old events on $name', (database) => {
  let scene: TokenScene;
  let old: Organization;
  let token: string;

  beforeEach(async () => {
    scene = await TokenScene.open(database);
    const parent = await scene.make.root();
    await scene.app.sql.execute('UPDATE audit_events SET at = ?', [Date.now() - 50 * DAY_MS]);
    await sequence(scene.app);
    old = await scene.make.managed(parent);
    token = await scene.make.organizationToken(parent);
    await new AuditLogs(scene).fill(old, 250, Date.now() - 40 * DAY_MS);
    await sequence(scene.app);
  });

  afterEach(() => scene.close());

  const clear = (days: number) =>
    scene.app.app
      .get(EventRetentionService, { strict: false })
      .clearSome({ signal: AbortSignal.timeout(10_000) }, days * DAY_MS);
  const read = (query = '') => scene.app.call<Feed>(reading(old, token, query));

  it('clears in steps, in all logs, what is older, up to the first event that is younger', async () => {
    const before = await scene.app.sql.count('audit_events');
    // Those ahead of the young ones that were made just now: 50 days old.
    const cleared = await clear(45);
    expect([cleared > 0, cleared < CLEARED_AT_ONCE, await clear(45)]).toEqual([true, true, 0]);
    expect(await scene.app.sql.count('audit_events')).toBe(before - cleared);
    expect(await scene.app.sql.count('audit_lines', 'event_id NOT IN (SELECT id FROM audit_events)')).toBe(0);
    const lines = await scene.app.sql.rows("SELECT COUNT(*) AS n FROM audit_lines WHERE organization_id = ''");
    expect(Number(lines[0]?.n)).toBe(before - cleared);
  });

  it('leaves the feed to read on from the oldest event, and refuses a cursor that is older', async () => {
    const first = await read('?limit=1');
    await scene.app.sql.execute('UPDATE audit_events SET at = ?', [Date.now() - 40 * DAY_MS]);
    await scene.app.sql.execute('UPDATE audit_lines SET at = ?', [Date.now() - 40 * DAY_MS]);
    const cursors = [first.body.after, (await read('?limit=200')).body.after];
    while ((await clear(30)) === CLEARED_AT_ONCE);
    expect((await read('?limit=500')).body.events).toEqual([]);
    const refused = await read(`?after=${cursors[0]}`);
    expect([said(refused), said(await read(`?after=${cursors[1]}`))]).toEqual(
      Array(2).fill('410 event_cursor_expired'),
    );
    const oldest = String(refused.body.error.detail.oldest);
    await scene.app.call(createManaged(old, token));
    await sequence(scene.app);
    const { events } = await readOn((call) => scene.app.call<Feed>(call), old, token, { after: oldest });
    expect(events.map(({ type }) => type)).toEqual(['organization.created']);
  });

  // Protects the cursor of a page without events: a tree in which nothing happens would lose its position.
  it('leaves a reader who has read all that there was where they were', async () => {
    const { body } = await read('?limit=500');
    await scene.app.sql.execute('UPDATE audit_lines SET at = ?', [Date.now() - 40 * DAY_MS]);
    while ((await clear(30)) === CLEARED_AT_ONCE);
    const next = await read(`?after=${body.after}`);
    expect([said(next), next.body.events]).toEqual(['200', []]);
  });

  describe('beside the requests', () => {
    const serving = (days: string) => startApp(loadEnv({ ...scene.fresh.variables, AUDIT_RETENTION_DAYS: days }));
    const many = () => scene.app.sql.count('audit_events');
    const allAreOld = () => scene.app.sql.execute('UPDATE audit_lines SET at = ?', [Date.now() - 40 * DAY_MS]);
    const cleared = () => until('all that is old is cleared', async () => (await many()) === 0);

    it('is done by a process that serves, to the end, and what is younger is left', async () => {
      await allAreOld();
      await scene.app.call(createManaged(old, token));
      await sequence(scene.app);
      const app = await serving('30');
      await until('all that is old is cleared', async () => (await many()) === 1);
      expect((await read()).body.events.map(({ type }) => type)).toEqual(['organization.created']);
      await app.close();
    });

    it('is done again and again, step by step, until the process stops', async () => {
      const settings = Object.assign(new RetentionSettings(30), { everyMs: 10, breathMs: 1 });
      const schedule = new RetentionSchedule(scene.app.app.get(EventRetentionService, { strict: false }), settings);
      const statements = await statementsOf(scene.app, async () => {
        schedule.begin();
        await allAreOld();
        await cleared();
      });
      const steps = statements.filter(({ sql }) => sql.startsWith('UPDATE event_feed SET cleared_place'));
      expect(steps.length).toBeGreaterThan(2);
      await scene.app.call(createManaged(old, token));
      await sequence(scene.app);
      await allAreOld();
      await cleared();
      await schedule.beforeApplicationShutdown();
    });

    it('is done by none where events are kept for ever', async () => {
      await allAreOld();
      const [before, app] = [await many(), await serving('0')];
      let asked = 0;
      const statements = await statementsOf(app, () => until('it had time', () => ++asked > 20));
      expect(statements.filter(({ sql }) => sql.includes('event_feed'))).toEqual([]);
      expect(await many()).toBe(before);
      await app.close();
    });
  });
});
