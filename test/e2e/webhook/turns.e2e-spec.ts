import { newId } from '../../../src/common/ids.js';
import { DeliveryClearing } from '../../../src/webhook/delivery/delivery-clearing.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { race, until } from '../../support/until.js';
import { insertDeliveries, insertQueue } from '../../support/webhooks/backlog.js';
import { answering, hanging, Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';

describe.each(testDatabases())('turns of endpoints on $name', (database) => {
  let scene: WebhookScene;
  const receivers: Receiver[] = [];

  async function aReceiver(): Promise<Receiver> {
    const receiver = await Receiver.start();
    receivers.push(receiver);
    return receiver;
  }

  const open = async (overrides: Record<string, string> = {}) => {
    scene = await WebhookScene.open(database, overrides);
  };

  afterEach(async () => {
    await scene.close();
    await Promise.all(receivers.splice(0).map((each) => each.close()));
  });

  /** So many deliveries of one endpoint that are due. */
  async function backlog(endpointId: string, count: number): Promise<void> {
    await insertDeliveries(scene.sql, endpointId, count);
    await insertQueue(scene.sql, endpointId);
  }

  // Protects the lease, and FOR UPDATE SKIP LOCKED behind it: two processes sent the same without either.
  it('of two replicas send nothing twice, and to an endpoint no more than ten at once', async () => {
    await open();
    const [replica, receiver] = [await scene.replica(), await aReceiver()];
    receiver.behaviour = (response) => void setTimeout(() => response.writeHead(204).end(), 3);
    const endpoints = await race(5, () => scene.endpoint(receiver.url()));
    const events = await race(40, (number) => scene.event(scene.root, number % 2 === 0 ? scene.app : replica));
    await until(
      'all have arrived',
      async () =>
        (await scene.sql.count('webhook_deliveries', "state = 'succeeded'")) >= endpoints.length * events.length,
    );
    for (const event of events) expect(receiver.of(event)).toHaveLength(endpoints.length);
    expect(receiver.most).toBeLessThanOrEqual(10 * endpoints.length);
    expect(await scene.sql.count('webhook_deliveries', "attempts <> 1 AND state = 'succeeded'")).toBe(0);
    await replica.close();
  });

  it('leave an endpoint that hangs to half of the process, and delay no other', async () => {
    await open({ WEBHOOK_CONCURRENCY: '4' });
    scene.times({ attemptMs: 1_000, leaseMs: 3_000 });
    const [dead, good] = [await aReceiver(), await aReceiver()];
    dead.behaviour = hanging;
    for (const endpoint of await race(6, () => scene.endpoint(dead.url()))) await backlog(endpoint.id, 50);
    await until('all are known to hang', async () => (await scene.sql.count('webhook_queues', 'lane = 1')) === 6);
    const endpoint = await scene.endpoint(good.url());
    for (let round = 0; round < 5; round++) {
      const event = await scene.event();
      const began = performance.now();
      await scene.delivered(endpoint, event, { state: 'succeeded' }, 900);
      expect(performance.now() - began).toBeLessThan(900);
    }
    expect(dead.most).toBeLessThanOrEqual(4 * 10);
  });

  it('deliver to others between those of an endpoint with a long backlog', async () => {
    await open({ WEBHOOK_CONCURRENCY: '2' });
    const [busy, other] = [await aReceiver(), await aReceiver()];
    const [long, short] = [await scene.endpoint(busy.url()), await scene.endpoint(other.url(), scene.root.id)];
    await scene.sql.execute('UPDATE webhook_endpoints SET types = ? WHERE id = ?', [',token.revoked,', long.id]);
    await backlog(long.id, 3_000);
    await until('it is under way', () => busy.received.length > 20);
    const event = await scene.event();
    await scene.delivered(short, event, { state: 'succeeded' });
    expect(busy.received.length).toBeLessThan(3_000);
  });

  // Protects due_at as the end of the lease: what a killed process has taken would never be sent.
  it('that a process took and never gave back are taken over when the lease ends', async () => {
    await open();
    const receiver = await aReceiver();
    const endpoint = await scene.endpoint(receiver.url());
    const now = Number(
      await scene.value(
        database.name === 'sqlite'
          ? "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)"
          : 'SELECT ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000)',
      ),
    );
    await scene.sql.execute('INSERT INTO webhook_queues (endpoint_id, lane, due_at, lease_id) VALUES (?, 0, ?, ?)', [
      endpoint.id,
      now + 1_500,
      newId(),
    ]);
    const event = await scene.event();
    await scene.sequence();
    expect(await scene.delivery(endpoint, event)).toMatchObject({ state: 'pending', attempts: 0 });
    expect(receiver.received).toEqual([]);
    const row = await scene.delivered(endpoint, event, { state: 'succeeded' });
    expect(Number(row.last_attempt_at)).toBeGreaterThanOrEqual(now + 1_500);
    const queue = await scene.sql.rows('SELECT lane, due_at, lease_id FROM webhook_queues');
    expect(queue).toEqual([{ lane: 0, due_at: null, lease_id: null }]);
  });

  // Protects the condition of the lease in DeliveryRecord.done.
  it('write nothing down after their lease was taken over', async () => {
    await open();
    const receiver = await aReceiver();
    const held: (() => void)[] = [];
    receiver.behaviour = (response) => void held.push(() => response.writeHead(500).end());
    const endpoint = await scene.endpoint(receiver.url());
    const event = await scene.event();
    await until('it is under way', () => held.length === 1);
    await scene.sql.execute('UPDATE webhook_queues SET lease_id = ?', [newId()]);
    held[0]!();
    receiver.behaviour = answering(204);
    await scene.sql.execute('UPDATE webhook_queues SET due_at = 1');
    await scene.delivered(endpoint, event, { state: 'succeeded', attempts: 1, last_status: 204 });
    expect(receiver.of(event)).toHaveLength(2);
  });

  it('that are under way when the process stops are given back, as if they had not been taken', async () => {
    await open();
    scene.times({ stopMs: 50 });
    const receiver = await aReceiver();
    receiver.behaviour = hanging;
    const endpoint = await scene.endpoint(receiver.url());
    const replica = await scene.replica({ WEBHOOKS_EVERY_MS: '0' });
    const event = await scene.event();
    await until('it is under way', () => receiver.received.length === 1);
    await scene.app.app.close();
    expect(await scene.delivery(endpoint, event)).toMatchObject({ state: 'pending', attempts: 0 });
    const [queue] = await scene.sql.rows(
      'SELECT due_at <= next_attempt_at AS is_due, lease_id FROM webhook_queues q JOIN webhook_deliveries d ON d.endpoint_id = q.endpoint_id',
    );
    expect(queue).toEqual({ is_due: 1, lease_id: null });
    await replica.close();
  });

  it('wait where the organization, or one above it, is suspended, and go on after it', async () => {
    await open();
    scene.times({ inactivePauseMs: 100 });
    const receiver = await aReceiver();
    const managed = await scene.make.managed(scene.root);
    const [below, above] = [await scene.endpoint(receiver.url(), managed.id), await scene.endpoint(receiver.url(), '')];
    const event = await scene.event(managed);
    await scene.delivered(below, event, { state: 'succeeded' });
    await scene.make.suspend(scene.root);
    const [hold] = await scene.sql.rows("SELECT id FROM audit_events WHERE action = 'organization.suspended'");
    await scene.make.suspend(managed);
    const of = "SELECT id FROM audit_events WHERE action = 'organization.suspended' AND organization_id = ?";
    const suspended = String(await scene.value(of, [managed.id]));
    await scene.delivered(above, String(hold!.id), { state: 'succeeded' });
    await scene.delivered(above, suspended, { state: 'succeeded' });
    expect(await scene.delivery(below, suspended)).toMatchObject({ state: 'pending', attempts: 0 });
    await scene.make.unsuspend(managed);
    await scene.make.unsuspend(scene.root);
    await scene.delivered(below, suspended, { state: 'succeeded' });
  });

  it('delete what ended, or could not be sent, for thirty days, and what is of a deleted endpoint', async () => {
    await open();
    scene.times({ disabledPauseMs: 50 });
    const old = Date.now() - 30 * 86_400_000;
    const receiver = await aReceiver();
    const [kept, disabled, deleted] = await race(3, () => scene.endpoint(receiver.url(), ''));
    const insert = (endpointId: string, id: string, state: string, finished: number | null) =>
      scene.sql.execute(
        `INSERT INTO webhook_deliveries (endpoint_id, event_id, type, state, attempts, next_attempt_at, created_at,
          finished_at) VALUES (?, ?, 'webhook.test', ?, 1, ?, ?, ?)`,
        [endpointId, id, state, state === 'pending' ? 1 : null, old, finished],
      );
    const ofThen = (digit: number) => `${(old - 60_000).toString(16).padStart(12, '0')}${'7'.repeat(19)}${digit}`;
    const fresh = newId();
    await insert(kept!.id, ofThen(1), 'succeeded', old - 1_000);
    await insert(kept!.id, ofThen(2), 'failed', old + 600_000);
    await insert(disabled!.id, ofThen(3), 'pending', null);
    await insert(disabled!.id, fresh, 'pending', null);
    await insert(deleted!.id, ofThen(4), 'succeeded', Date.now());
    await insert(deleted!.id, fresh, 'pending', null);
    await scene.sql.execute("UPDATE webhook_endpoints SET disabled_reason = 'manual' WHERE id = ?", [disabled!.id]);
    await scene.sql.execute('DELETE FROM webhook_endpoints WHERE id = ?', [deleted!.id]);
    for (const { id } of [disabled!, deleted!])
      await scene.sql.execute('INSERT INTO webhook_queues (endpoint_id, lane, due_at) VALUES (?, 0, 1)', [id]);
    await scene.app.app.get(DeliveryClearing, { strict: false }).clearSome();
    await until('the old ones are gone', async () => (await scene.sql.count('webhook_deliveries')) === 2);
    // By a turn behind that of its last delivery.
    await until('the queue of the deleted one is gone', async () => (await scene.sql.count('webhook_queues')) === 1);
    const left = await scene.sql.rows('SELECT event_id FROM webhook_deliveries ORDER BY event_id');
    expect(left.map(({ event_id: id }) => id)).toEqual([ofThen(2), fresh]);
    expect(await scene.sql.rows('SELECT endpoint_id FROM webhook_queues')).toEqual([{ endpoint_id: disabled!.id }]);
    expect(receiver.received).toEqual([]);
  });
});
