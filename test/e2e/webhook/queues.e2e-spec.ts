import { EventSequencer } from '../../../src/audit/event-sequencer.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { race, until } from '../../support/until.js';
import { insertDeliveries, insertPendingEvents, insertQueue } from '../../support/webhooks/backlog.js';
import { Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';

/** Longer than a test: what happens meanwhile was woken. */
const NEVER_ON_ITS_OWN = { WEBHOOKS_EVERY_MS: '60000' };

describe.each(testDatabases())('the queues of endpoints on $name', (database) => {
  let scene: WebhookScene;
  let receiver: Receiver;

  beforeEach(async () => {
    receiver = await Receiver.start();
  });

  afterEach(async () => {
    await scene.close();
    await receiver.close();
  });

  // Protects the wake behind a batch of the sequencer.
  it('are looked at once an event has its place, and not by the interval alone', async () => {
    scene = await WebhookScene.open(database, NEVER_ON_ITS_OWN);
    const endpoint = await scene.endpoint(receiver.url());
    for (let round = 0; round < 3; round++) {
      await scene.delivered(endpoint, await scene.event(), { state: 'succeeded' });
      await until('it is given back', async () => (await scene.sql.count('webhook_queues', 'due_at IS NULL')) === 1);
    }
  });

  // Protects the upsert of the queues: what has ended would be kept for thirty days, and what is due later until then.
  it('are emptied and removed with the organization, and nothing more is sent', async () => {
    scene = await WebhookScene.open(database, NEVER_ON_ITS_OWN);
    const managed = await scene.make.managed(scene.root);
    await scene.sequence();
    const [waiting, ended] = await race(2, () => scene.endpoint(receiver.url(), managed.id));
    const other = await scene.endpoint(receiver.url());
    const later = Date.now() + 3_600_000;
    const left: string[] = [];
    for (const { id } of [waiting!, other]) {
      left.push(...(await insertDeliveries(scene.sql, id, 3, { next_attempt_at: later })));
      await insertQueue(scene.sql, id, later);
    }
    const finished = { state: 'failed', next_attempt_at: null, finished_at: Date.now() };
    left.push(...(await insertDeliveries(scene.sql, ended!.id, 600, finished)));
    const url = `/core/v1/organizations/${managed.id}`;
    const deletion = { method: 'DELETE', url, token: await scene.make.operatorToken() } as const;
    const answer = await scene.app.call(deletion);
    expect(answer.status).toBe(200);
    const of = [waiting!.id, ended!.id];
    await until(
      'nothing is left of them',
      async () => (await scene.sql.count('webhook_queues', 'endpoint_id IN (?, ?)', of)) === 0,
    );
    expect(await scene.sql.count('webhook_deliveries', 'endpoint_id IN (?, ?)', of)).toBe(0);
    expect(await scene.sql.rows('SELECT id FROM webhook_endpoints')).toEqual([{ id: other.id }]);
    expect(await scene.sql.count('webhook_deliveries', "type = 'webhook.test'")).toBe(3);
    expect(await scene.sql.count('webhook_queues')).toBe(1);
    expect(receiver.received.filter(({ id }) => left.includes(id))).toEqual([]);
  });

  // Protects the look at the endpoint in DeliveryRecord: it was given back as one with nothing to do, and stayed for ever.
  it('are removed where the endpoint is deleted while something is sent to it', async () => {
    scene = await WebhookScene.open(database, NEVER_ON_ITS_OWN);
    const held: (() => void)[] = [];
    receiver.behaviour = (response) => void held.push(() => response.writeHead(204).end());
    const endpoint = await scene.endpoint(receiver.url());
    await scene.event();
    await until('it is under way', () => held.length === 1);
    const url = `/core/v1/webhook_endpoints/${endpoint.id}`;
    expect((await scene.app.call({ method: 'DELETE', url, token: scene.token })).status).toBe(200);
    held[0]!();
    await until('the queue is gone', async () => (await scene.sql.count('webhook_queues')) === 0);
    expect(await scene.sql.count('webhook_deliveries')).toBe(0);
    expect(receiver.received).toHaveLength(1);
  });

  // Protects EventFanOut.fitting: five hundred events for forty endpoints were one transaction of twenty thousand rows.
  it('get what has waited for long in transactions of a limited size', async () => {
    scene = await WebhookScene.open(database, { SEQUENCE_EVERY_MS: '0', WEBHOOKS_EVERY_MS: '0' });
    const [kept] = await race(20, () => scene.endpoint(receiver.url()));
    await race(20, () => scene.endpoint(receiver.url(), ''));
    const batches: (readonly string[])[] = [];
    scene.app.app.get(EventSequencer, { strict: false }).follow({
      inTransaction: (_tx, eventIds) => Promise.resolve(void batches.push(eventIds)),
      placed: () => undefined,
    });
    const events = await insertPendingEvents(scene.sql, scene.root.id, 400);
    await scene.sequence();
    expect(batches.map(({ length }) => length)).toEqual(Array(8).fill(50));
    expect(new Set(batches.flat())).toEqual(new Set(events));
    expect(await scene.sql.count('webhook_deliveries')).toBe(400 * 40);
    const order = await scene.sql.rows("SELECT sequence FROM audit_lines WHERE organization_id = '' ORDER BY sequence");
    expect(order.map(({ sequence }) => Number(sequence))).toEqual(order.map((_, index) => index + 1));
    // Many events fit where few endpoints hear of them.
    batches.length = 0;
    await scene.sql.execute("UPDATE webhook_endpoints SET disabled_reason = 'manual' WHERE id <> ?", [kept!.id]);
    await insertPendingEvents(scene.sql, scene.root.id, 600);
    await scene.sequence();
    expect(batches.map(({ length }) => length)).toEqual([500, 100]);
  });
});
