import { CLEARED_AT_ONCE, EventRetentionService } from '../../../src/event-feed/retention/event-retention.service.js';
import type { Organization } from '../../../src/organization/organization.js';
import { said } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { AuditLogs } from '../../support/scenes/audit-log.js';
import { type Feed, readOn, reading, sequence } from '../../support/scenes/event-feed.js';
import { createManaged } from '../../support/scenes/installation.js';

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
});
