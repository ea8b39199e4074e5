import { testDatabases } from '../../support/database/databases.js';
import { race, until } from '../../support/until.js';
import { insertDeliveries, insertPendingEvents, insertQueue } from '../../support/webhooks/backlog.js';
import type { MadeEndpoint } from '../../support/webhooks/made-endpoint.js';
import { answering, Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';

/** Longer than a test: what arrives meanwhile was not paused any more. */
const LONG = { firstPauseMs: 60_000, longestPauseMs: 60_000 };

describe.each(testDatabases())('an endpoint at which nothing succeeds, on $name', (database) => {
  let scene: WebhookScene;
  let receiver: Receiver;

  beforeAll(async () => {
    scene = await WebhookScene.open(database);
  });

  beforeEach(async () => {
    scene.times({ schedule: [0, 3_600_000], ...LONG });
    receiver = await Receiver.start();
    receiver.behaviour = answering(500);
  });

  afterEach(async () => {
    await scene.sql.execute('DELETE FROM webhook_endpoints');
    await receiver.close();
  });

  afterAll(() => scene.close());

  const queue = async ({ id }: MadeEndpoint) => {
    const [row] = await scene.sql.rows('SELECT * FROM webhook_queues WHERE endpoint_id = ?', [id]);
    return row ?? {};
  };
  const failedTurns = async (endpoint: MadeEndpoint) => Number((await queue(endpoint)).failed_turns);

  /** One that is paused, with more than it has got: ten in its first turn, and one in each of two more. */
  async function paused(): Promise<MadeEndpoint> {
    const endpoint = await scene.endpoint(receiver.url());
    await insertDeliveries(scene.sql, endpoint.id, 20);
    await insertQueue(scene.sql, endpoint.id);
    await until('it is paused', async () => (await failedTurns(endpoint)) === 3);
    expect(receiver.received).toHaveLength(12);
    return endpoint;
  }

  // Protects the pause: of the backlog two replicas sent each as fast as the receiver answered.
  it('gets few of a backlog from two replicas, and everything once when it answers again', async () => {
    const replica = await scene.replica();
    for (const app of [scene.app, replica]) {
      scene.times({ schedule: Array<number>(20).fill(1), firstPauseMs: 100, longestPauseMs: 400 }, app);
    }
    const endpoint = await scene.endpoint(receiver.url());
    const events = await insertPendingEvents(scene.sql, scene.root.id, 500);
    await until('it has failed for some turns', async () => (await failedTurns(endpoint)) >= 7);
    // Ten, one, one, and then one behind each pause.
    const gaps = receiver.received.slice(12, 16).map(({ at }, index) => at - receiver.received[11 + index]!.at);
    expect(gaps.map((gap, index) => gap > [95, 195, 395, 395][index]!)).toEqual([true, true, true, true]);
    receiver.received.length = 0;
    receiver.behaviour = answering(204);
    await until(
      'all have arrived',
      async () =>
        (await scene.sql.count('webhook_deliveries', "state = 'succeeded' AND endpoint_id = ?", [endpoint.id])) ===
        events.length,
      { within: 20_000 },
    );
    expect(receiver.received.map(({ id }) => id).sort()).toEqual(events.sort());
    expect(await queue(endpoint)).toMatchObject({ failed_turns: 0, paused_until: null, lane: 0, due_at: null });
    await replica.close();
  });

  // Protects the pause in queuesUpsert: an installation in which something always happens would never pause.
  it('gets no new events during its pause, whether something of it is pending or not', async () => {
    const good = await Receiver.start();
    const [waiting, empty, other] = [
      await paused(),
      await scene.endpoint(receiver.url()),
      await scene.endpoint(good.url()),
    ];
    scene.times({ schedule: [0] });
    for (let turn = 1; turn <= 3; turn++) {
      await scene.delivered(empty, await scene.event(), { state: 'failed' });
      await until('it is given back', async () => (await failedTurns(empty)) === turn);
    }
    expect((await queue(empty)).due_at).toBeNull();
    const before = receiver.received.length;
    for (const event of await race(5, () => scene.event())) {
      await scene.delivered(other, event, { state: 'succeeded' });
      for (const each of [waiting, empty]) expect(await scene.delivery(each, event)).toMatchObject({ attempts: 0 });
    }
    for (const each of [waiting, empty]) {
      const { due_at: due, paused_until: end } = await queue(each);
      expect([Number(due), Number(due) > Date.now() + 30_000]).toEqual([Number(end), true]);
    }
    expect(receiver.received).toHaveLength(before);
    await good.close();
  });

  it.each<[string, string, object | undefined]>([
    ['a test', '/test', undefined],
    ['a change', '', { description: 'repaired' }],
    ['another URL', '', { url: 'new' }],
    ['another secret', '/rotate_secret', {}],
    ['a replay since a cursor', '/replay', {}],
    ['being enabled', '', { enabled: true }],
  ])('is paused no more after %s', async (_, path, json) => {
    const endpoint = await paused();
    receiver.behaviour = answering(204);
    if (json && 'enabled' in json)
      await scene.sql.execute("UPDATE webhook_endpoints SET disabled_reason = 'failing' WHERE id = ?", [endpoint.id]);
    if (json && 'url' in json) Object.assign(json, { url: receiver.url(undefined, '/other') });
    const url = `/core/v1/webhook_endpoints/${endpoint.id}${path}`;
    const method = path === '' ? 'PATCH' : 'POST';
    expect((await scene.app.call({ method, url, token: scene.token, ...(json && { json }) })).status).toBeLessThan(300);
    await until('it gets something', () => receiver.received.length > 12);
    if (path === '/test') expect(receiver.received[12]!.body.type).toBe('webhook.test');
    await until('it works', async () => (await failedTurns(endpoint)) === 0);
  });

  it('is paused no more after the replay of one event', async () => {
    const endpoint = await paused();
    const [event] = await insertDeliveries(scene.sql, endpoint.id, 1, { state: 'failed', finished_at: Date.now() });
    const url = `/core/v1/webhook_endpoints/${endpoint.id}/deliveries/${event}/replay`;
    expect((await scene.app.call({ method: 'POST', url, token: scene.token })).status).toBeLessThan(300);
    await until('it gets something', () => receiver.received.length > 12);
  });

  // Protects the reset of a queue that is leased: the turn that ends later began before what the caller repaired.
  it('is not paused by a turn that was under way at a test', async () => {
    const endpoint = await scene.endpoint(receiver.url());
    const held: (() => void)[] = [];
    for (let turn = 1; turn <= 2; turn++) {
      await scene.delivered(endpoint, await scene.event(), { attempts: 1 });
      await until('it is given back', async () => (await failedTurns(endpoint)) === turn);
    }
    receiver.behaviour = (response) => void held.push(() => response.writeHead(500).end());
    await scene.event();
    await until('the third is under way', () => held.length === 1);
    const url = `/core/v1/webhook_endpoints/${endpoint.id}/test`;
    await scene.app.call({ method: 'POST', url, token: scene.token });
    receiver.behaviour = answering(204);
    held[0]!();
    await until('the test arrives', () => receiver.received.some(({ body }) => body.type === 'webhook.test'));
  });

  it('is paused after three turns in a row alone: a success begins anew', async () => {
    const endpoint = await scene.endpoint(receiver.url());
    for (const [status, turns] of [
      [500, 1],
      [500, 2],
      [204, 0],
      [500, 1],
      [500, 2],
      [500, 3],
    ] as const) {
      receiver.behaviour = answering(status);
      await scene.delivered(endpoint, await scene.event(), { attempts: 1 });
      await until('it is given back', async () => (await failedTurns(endpoint)) === turns);
      const { paused_until: end } = await queue(endpoint);
      expect(Number(end) > Date.now() + 30_000).toBe(turns === 3);
    }
  });
});
