import { EventSequencer } from '../../../src/audit/event-sequencer.service.js';
import { newId } from '../../../src/common/ids.js';
import { DeliveryClearing } from '../../../src/webhook/delivery/delivery-clearing.service.js';
import { DeliveryTurns } from '../../../src/webhook/delivery/delivery-turns.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { examinedBy, planOf, scansOf, statementsOf } from '../../support/database/plans.js';
import { type Trip, tripsOf } from '../../support/database/statement-log.js';
import { insertDeliveries, insertPendingEvents, insertQueue, insertRows } from '../../support/webhooks/backlog.js';
import { Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';

const MANY = 4_000;
/** Begins and ends of transactions, and settings. */
const AROUND = /^(BEGIN|COMMIT|ROLLBACK|START|SET|PRAGMA)/i;

/** How what is to be done is found: always by the beginning of an index, and in its order. */
const FINDING = {
  sqlite: {
    queue: ['SEARCH webhook_queues USING INDEX ix_webhook_queues_due (lane=? AND due_at<?)'],
    due: [
      'SEARCH d USING INDEX ix_webhook_deliveries_due (state=? AND endpoint_id=? AND next_attempt_at<?)',
      'SEARCH e USING INDEX sqlite_autoindex_audit_events_1 (id=?) LEFT-JOIN',
    ],
    left: [
      'SEARCH webhook_deliveries USING COVERING INDEX ix_webhook_deliveries_state (endpoint_id=? AND state=? AND event_id<?)',
    ],
    old: ['SEARCH webhook_deliveries USING INDEX ix_webhook_deliveries_finished (finished_at<?)'],
  },
  mariadb: {
    queue: ['webhook_queues range ix_webhook_queues_due covering'],
    due: ['d range ix_webhook_deliveries_due', 'e eq_ref PRIMARY'],
    left: ['webhook_deliveries range ix_webhook_deliveries_state covering'],
    old: ['webhook_deliveries range ix_webhook_deliveries_finished covering'],
  },
};

describe.each(testDatabases())('the statements of deliveries on $name', (database) => {
  const finding = FINDING[database.name === 'sqlite' ? 'sqlite' : 'mariadb'];
  let scene: WebhookScene;
  let receiver: Receiver;

  /** A long backlog, much that has ended, and very many endpoints that are not due. */
  beforeAll(async () => {
    scene = await WebhookScene.open(database, { SEQUENCE_EVERY_MS: '0', WEBHOOKS_EVERY_MS: '0' });
    receiver = await Receiver.start();
    await insertPendingEvents(scene.sql, scene.root.id, MANY);
    await scene.sequence();
    const later = Date.now() + 3_600_000;
    const [busy, other] = [await scene.endpoint(receiver.url()), await scene.endpoint(receiver.url(), '')];
    await insertDeliveries(scene.sql, busy.id, MANY);
    await insertDeliveries(scene.sql, other.id, MANY, { next_attempt_at: later });
    const now = Date.now();
    const ended = { state: 'succeeded', next_attempt_at: null };
    await insertDeliveries(scene.sql, other.id, MANY, { ...ended, finished_at: now });
    await insertDeliveries(scene.sql, other.id, 20, { ...ended, finished_at: 1 });
    const queues = Array.from({ length: MANY }, (_, index) => {
      return { endpoint_id: newId(), lane: index % 2, due_at: index % 4 === 0 ? null : later };
    });
    await insertRows(scene.sql, 'webhook_queues', queues);
    await insertQueue(scene.sql, busy.id);
    if (database.name === 'sqlite') return;
    for (const table of ['webhook_deliveries', 'webhook_queues', 'webhook_endpoints', 'audit_events', 'organizations'])
      await scene.sql.rows(`ANALYZE TABLE ${table}`);
  }, 60_000);

  afterAll(async () => {
    await scene.close();
    await receiver.close();
  });

  async function statementsFor(work: () => Promise<unknown>): Promise<Trip[]> {
    const sent = await statementsOf(scene.app, work);
    return sent.filter(({ sql }) => !AROUND.test(sql.trim()) && !/^INSERT(?!.*SELECT)/s.test(sql.trim()));
  }

  /** Each is read by an index, and reads a few rows of the many. */
  async function expectBounded(sent: readonly Trip[], rows: number): Promise<void> {
    if (database.name === 'sqlite') return expect(await scansOf(scene.app, sent)).toEqual([]);
    for (const statement of sent) {
      const plan = await planOf(scene.app, statement);
      const tables = plan.filter((line) => !line.startsWith('<'));
      expect({ [statement.sql]: tables.filter((line) => /^\S+ (ALL|index)\b/.test(line)) }).toEqual({
        [statement.sql]: [],
      });
    }
    const reading = sent.filter(({ sql }) => sql.trim().startsWith('SELECT'));
    const examined = await examinedBy(scene.sql, reading);
    expect(Math.max(...examined)).toBeLessThanOrEqual(rows);
  }

  /** The plans of the statements that find what is to be done. */
  function finders(sent: readonly Trip[]): Promise<string[][]> {
    const found = sent.filter(({ sql }) => /^SELECT .*(?:FORCE INDEX|INDEXED BY) \(?ix_webhook_[dq]/s.test(sql.trim()));
    return Promise.all(found.map((statement) => planOf(scene.app, statement)));
  }

  const turns = () => scene.app.app.get(DeliveryTurns, { strict: false });

  async function aTurn(): Promise<void> {
    const [turn] = await turns().take(4, 4);
    await turns().run(turn!, new AbortController().signal);
  }

  it('find what is due by one entry of an index, and nothing where nothing is', async () => {
    for (const lanes of [[0, 1], [1]] as const) {
      const sent = await statementsFor(() => turns().isAnyDue(lanes));
      expect(await finders(sent)).toEqual([finding.queue]);
      await expectBounded(sent, 4);
    }
  });

  it('of a turn read what is sent, however long the backlog is', async () => {
    const sent = await statementsFor(aTurn);
    expect(sent.length).toBeGreaterThan(10);
    expect(await finders(sent)).toEqual([finding.queue, finding.queue, finding.due]);
    await expectBounded(sent, 60);
    expect(receiver.received).toHaveLength(10);
  });

  // Protects COMMIT in the trip of what is written down, and that both lanes are taken by one transaction.
  it('of a turn are sent in five trips', async () => {
    const before = receiver.received.length;
    const trips = await tripsOf(scene.app, aTurn);
    // On SQLite each statement is one.
    if (database.name !== 'sqlite') expect(trips).toHaveLength(5);
    expect(receiver.received).toHaveLength(before + 10);
  });

  it('of a turn of a deleted endpoint read what is deleted', async () => {
    const id = newId();
    await insertDeliveries(scene.sql, id, 1_500);
    await insertQueue(scene.sql, id, 1);
    const sent = await statementsFor(aTurn);
    expect(sent.filter(({ sql }) => sql.includes('DELETE FROM webhook_deliveries'))).toHaveLength(1);
    expect(await finders(sent)).toEqual([
      finding.queue,
      finding.queue,
      finding.due,
      finding.left,
      finding.left,
      finding.left,
    ]);
    await expectBounded(sent, 600);
    expect(await scene.sql.count('webhook_deliveries', 'endpoint_id = ?', [id])).toBe(1_000);
    await scene.sql.execute('DELETE FROM webhook_queues WHERE endpoint_id = ?', [id]);
  });

  it('of a batch of the sequencer read its events and their endpoints', async () => {
    await insertPendingEvents(scene.sql, scene.root.id, 60);
    const sequencer = scene.app.app.get(EventSequencer, { strict: false });
    const sent = await statementsFor(() => sequencer.placeSome({ signal: AbortSignal.timeout(10_000) }));
    expect(sent.filter(({ sql }) => sql.includes('webhook_endpoints'))).toHaveLength(3);
    await expectBounded(sent, 60 * 40);
  });

  it('of the clearing read what is old', async () => {
    const sent = await statementsFor(() => scene.app.app.get(DeliveryClearing, { strict: false }).clearSome());
    expect(sent.filter(({ sql }) => sql.startsWith('DELETE'))).toHaveLength(1);
    expect(await finders(sent)).toEqual([finding.old]);
    await expectBounded(sent, 40);
    expect(await scene.sql.count('webhook_deliveries', 'finished_at = 1')).toBe(0);
  });
});
