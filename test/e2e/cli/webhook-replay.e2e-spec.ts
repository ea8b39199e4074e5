import { testDatabases } from '../../support/database/databases.js';
import { type Feed, reading, sequence } from '../../support/scenes/event-feed.js';
import { WebhookScene } from '../../support/scenes/webhooks.js';
import { until } from '../../support/until.js';
import { insertPendingEvents } from '../../support/webhooks/backlog.js';
import { SECRETS_KEY } from '../../support/webhooks/webhook-scene.js';
import { auditRow, auditRows, begin, done, here, refusing } from './command-line.runs.js';

const AT_ONCE = 500;

describe.each(testDatabases())('webhook replay since a cursor on the command line on $name', (database) => {
  let scene: WebhookScene;
  let id: string;
  let start: string;

  beforeEach(async () => {
    scene = await WebhookScene.open(database, { SECRETS_KEY });
    await sequence(scene.app);
    start = (await scene.app.call<Feed>(reading(scene.root, scene.token, '?after=now'))).body.after;
    id = (await scene.create({ types: ['organization.changed'] })).body.webhook_endpoint.id;
    // The endpoint has its own event ahead of those of the test, and hears of none of them by itself.
    await scene.app.sql.execute('UPDATE webhook_endpoints SET disabled_reason = ? WHERE id = ?', ['manual', id]);
  });

  afterEach(() => scene.close());

  async function happened(many: number): Promise<string[]> {
    const ids = await insertPendingEvents(scene.app.sql, scene.root.id, many);
    await sequence(scene.app);
    await scene.app.sql.execute('UPDATE webhook_endpoints SET disabled_reason = NULL WHERE id = ?', [id]);
    return ids.sort();
  }
  const replay = (...argv: string[]) => here(scene.fresh.variables, 'webhook', 'replay', ...argv);
  const due = async () => {
    const sql = "SELECT event_id FROM webhook_deliveries WHERE endpoint_id = ? AND state = 'pending' ORDER BY event_id";
    return (await scene.app.sql.rows(sql, [id])).map(({ event_id: event }) => event);
  };

  it('goes on until nothing is left, and shows how far it is', async () => {
    const ids = await happened(2 * AT_ONCE + 10);
    const { out, err } = await done(replay(id, '--since', start));
    expect(out).toBe(`${ids.length} events are due. Results: tenantry webhook deliveries ${id}\n`);
    expect(err).toMatch(/^500 events are due\. The rest is behind --since [\w-]{56}\n/);
    expect(await due()).toEqual(ids);
    const replays = (await auditRows(scene.app, id)).filter(({ action }) => action === 'webhook_endpoint.replayed');
    expect(replays.length).toBeGreaterThan(2);
    expect(new Set(replays)).toEqual(new Set(replays.map(() => auditRow('webhook_endpoint.replayed'))));
  });

  it('begins with the oldest event, as JSON', async () => {
    const ids = await happened(1);
    const { json, err } = await done(replay(id, '--since', 'oldest', '--json'));
    expect([json, err]).toEqual([{ queued: 1, next: null }, '']);
    expect(await due()).toEqual(ids);
  });

  // Protects untilStopped: the cursor would be lost.
  it('is ended by an interrupt, with the cursor to go on with', async () => {
    const ids = await happened(40 * AT_ONCE);
    const child = begin(scene.fresh.variables, ['webhook', 'replay', id, '--since', start]);
    const printed = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await until('it has begun', () => printed.err.includes('\n'));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    const [, queued, next] =
      /^(\d+) events are due\. The rest is behind --since ([\w-]{56})\n$/.exec(printed.out) ?? [];
    expect(await due()).toEqual(ids.slice(0, Number(queued)));
    const { json } = await done(replay(id, '--since', String(next), '--json'));
    expect(json).toEqual({ queued: ids.length - Number(queued), next: null });
    expect(await due()).toEqual(ids);
  }, 60_000);

  it('refuses what is not said, of another feed or disabled', async () => {
    const refused = refusing(replay, () => scene.state());
    await refused(1, 'webhook_endpoint_disabled', id, '--since', start);
    const [event] = await happened(1);
    for (const argv of [[id], [id, event!, '--since', start]])
      expect(await refused(2, 'wrong_usage', ...argv)).toContain('either an event or --since');
    const ofAll = await scene.app.call<Feed>(reading('all', await scene.make.operatorToken(), '?after=now'));
    for (const cursor of [ofAll.body.after, 'x'])
      expect(await refused(1, 'invalid_arguments', id, '--since', cursor)).toContain('--since');
    expect(await due()).toEqual([]);
  });
});
