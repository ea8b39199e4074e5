import { jest } from '@jest/globals';
import { NameResolver } from '../../../src/webhook/sending/name-resolver.js';
import { testDatabases } from '../../support/database/databases.js';
import { until } from '../../support/until.js';
import { insertDeliveries, insertPendingEvents, insertQueue } from '../../support/webhooks/backlog.js';
import type { MadeEndpoint } from '../../support/webhooks/made-endpoint.js';
import { answering, hanging, Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';

/** Longer than a test. The receiver allows it by a header. */
const KEPT = { idleMs: 60_000, connectionMs: 60_000 };
const keeping = answering(204, { 'keep-alive': 'timeout=600' });

describe.each(testDatabases())('connections to receivers on $name', (database) => {
  let scene: WebhookScene;
  let receiver: Receiver;

  beforeAll(async () => {
    scene = await WebhookScene.open(database, { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1,127.0.0.2' });
  });

  beforeEach(async () => {
    scene.times({ schedule: [0, 3_600_000], ...KEPT });
    receiver = await Receiver.start();
    receiver.behaviour = keeping;
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await scene.sql.execute('DELETE FROM webhook_endpoints');
    await receiver.close();
  });

  afterAll(() => scene.close());

  const resolver = () => jest.spyOn(scene.app.app.get(NameResolver, { strict: false }), 'resolve');

  /** Two deliveries in one turn, which need two connections. */
  async function two({ id }: MadeEndpoint): Promise<void> {
    const before = receiver.received.length;
    await insertDeliveries(scene.sql, id, 2);
    await scene.sql.execute('DELETE FROM webhook_queues WHERE endpoint_id = ?', [id]);
    await insertQueue(scene.sql, id);
    await until('both have arrived', () => receiver.received.length === before + 2);
    const given = 'endpoint_id = ? AND lease_id IS NULL AND due_at IS NULL';
    await until('it is given back', async () => (await scene.sql.count('webhook_queues', given, [id])) === 1);
  }

  // Protects that they are kept: a hundred events had a hundred connections.
  it('are few for many events, and made anew when they are old', async () => {
    const endpoint = await scene.endpoint(receiver.url());
    await insertPendingEvents(scene.sql, scene.root.id, 100);
    await until('all have arrived', () => receiver.received.length === 100);
    expect(receiver.connections).toBeLessThanOrEqual(20);
    const before = receiver.connections;
    scene.times({ connectionMs: 0 });
    await scene.delivered(endpoint, await scene.event(), { state: 'succeeded' });
    expect(receiver.connections).toBe(before + 1);
    await until('the old ones are closed', () => receiver.open === 1, { within: 3_000 });
  });

  it('go to the address that was checked, and no longer than they may be old', async () => {
    const inside = await Receiver.start({ host: '127.0.0.3', port: receiver.port });
    const resolve = resolver().mockResolvedValueOnce(['127.0.0.1']).mockResolvedValue(['127.0.0.3']);
    const endpoint = await scene.endpoint(`http://rebound.example:${receiver.port}/hook`);
    for (let event = 1; event <= 2; event++)
      await scene.delivered(endpoint, await scene.event(), { state: 'succeeded' });
    expect([resolve.mock.calls.length, receiver.connections]).toEqual([1, 1]);
    scene.times({ connectionMs: 0 });
    const row = await scene.delivered(endpoint, await scene.event(), { attempts: 1 });
    expect(row).toMatchObject({ state: 'pending', last_error: 'address_not_allowed' });
    expect(inside.received).toEqual([]);
    await inside.close();
  });

  it('are not shared by organizations', async () => {
    const other = await scene.make.managed(scene.root);
    await scene.sequence();
    const [first, second] = [await scene.endpoint(receiver.url()), await scene.endpoint(receiver.url(), other.id)];
    await two(first);
    await two(second);
    expect(receiver.connections).toBe(4);
    await two(first);
    expect(receiver.connections).toBe(4);
  });

  // Protects retire: the second connection, to what may be there no more, would be used again.
  it('are made anew after an attempt that had no answer in time', async () => {
    const endpoint = await scene.endpoint(receiver.url());
    await two(endpoint);
    expect(receiver.connections).toBe(2);
    scene.times({ attemptMs: 300 });
    receiver.behaviour = hanging;
    const row = await scene.delivered(endpoint, await scene.event(), { attempts: 1 });
    expect(row.last_error).toBe('timed_out');
    expect(receiver.connections).toBe(2);
    scene.times({ attemptMs: 15_000 });
    receiver.behaviour = keeping;
    await scene.delivered(endpoint, await scene.event(), { state: 'succeeded' });
    expect(receiver.connections).toBe(3);
    await until('the others are closed', () => receiver.open === 1, { within: 3_000 });
  });

  it('that the receiver closes are made anew, and nothing is lost', async () => {
    const endpoint = await scene.endpoint(receiver.url());
    await two(endpoint);
    receiver.cut();
    await until('they are closed', () => receiver.open === 0);
    await two(endpoint);
    expect(await scene.sql.count('webhook_deliveries', "state = 'succeeded' AND endpoint_id = ?", [endpoint.id])).toBe(
      4,
    );
    expect(receiver.connections).toBe(4);
  });

  it('end with the process', async () => {
    const own = await WebhookScene.open(database);
    own.times(KEPT);
    await own.delivered(await own.endpoint(receiver.url()), await own.event(), { state: 'succeeded' });
    expect(receiver.open).toBe(1);
    await own.close();
    await until('none is open', () => receiver.open === 0, { within: 3_000 });
  });
});
