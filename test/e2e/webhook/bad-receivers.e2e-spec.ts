import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { NameResolver } from '../../../src/webhook/sending/name-resolver.js';
import { Authority } from '../../support/certificates.js';
import { testDatabases } from '../../support/database/databases.js';
import type { SqlRow } from '../../support/database/sql.js';
import { until } from '../../support/until.js';
import { answering, type Behaviour, hanging, Receiver } from '../../support/webhooks/receiver.js';
import type { MadeEndpoint } from '../../support/webhooks/made-endpoint.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';

const ENOUGH = 'x'.repeat(1_024);
const never = { last_status: null, answer_beginning: null };

describe.each(testDatabases())('a receiver that does not answer as it should, on $name', (database) => {
  let scene: WebhookScene;
  let receiver: Receiver;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'webhooks-'));
    scene = await WebhookScene.open(database, { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1,127.0.0.2' });
    scene.times({ attemptMs: 400, schedule: [0, 3_600_000] });
  });

  beforeEach(async () => {
    receiver = await Receiver.start();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await scene.sql.execute('DELETE FROM webhook_endpoints');
    await receiver.close();
  });

  afterAll(async () => {
    await scene.close();
    rmSync(directory, { recursive: true });
  });

  const resolver = () => scene.app.app.get(NameResolver, { strict: false });

  /** One attempt at an endpoint with this URL: the delivery behind it. */
  async function attempted(url: string): Promise<{ row: SqlRow; endpoint: MadeEndpoint; event: string }> {
    const endpoint = await scene.endpoint(url);
    const event = await scene.event();
    return { row: await scene.delivered(endpoint, event, { attempts: 1 }), endpoint, event };
  }

  const trickle: Behaviour = (response) => {
    response.writeHead(200).write('slow');
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => clearInterval(timer));
  };
  const endless: Behaviour = (response) => {
    response.writeHead(200);
    const more = (): void => {
      while (response.write(ENOUGH));
    };
    response.on('drain', more);
    more();
  };

  it.each<[string, Behaviour, SqlRow]>([
    ['hangs', hanging, { state: 'pending', last_error: 'timed_out', ...never }],
    ['answers 500', answering(500, {}, 'sorry'), { state: 'pending', last_error: 'refused', last_status: 500 }],
    ['answers 404', answering(404), { state: 'pending', last_error: 'refused', last_status: 404 }],
    ['breaks the connection', (response) => response.destroy(), { last_error: 'connection_broken', ...never }],
    ['answers 200 slowly', trickle, { state: 'succeeded', last_status: 200, last_error: null }],
    ['answers 200 without end', endless, { state: 'succeeded', last_status: 200, answer_beginning: ENOUGH }],
  ])('one that %s', async (_, behaviour, columns) => {
    receiver.behaviour = behaviour;
    const { row, event } = await attempted(receiver.url());
    expect(row).toMatchObject(columns);
    expect(receiver.of(event)).toHaveLength(1);
  });

  it('one that redirects is not followed', async () => {
    const target = await Receiver.start();
    receiver.behaviour = answering(307, { location: target.url() });
    const { row } = await attempted(receiver.url());
    expect(row).toMatchObject({ state: 'pending', last_status: 307, last_error: 'redirected' });
    expect(target.received).toEqual([]);
    await target.close();
  });

  it('one where nothing listens', async () => {
    const url = receiver.url();
    await receiver.close();
    expect((await attempted(url)).row).toMatchObject({ state: 'pending', last_error: 'not_connected', ...never });
    receiver = await Receiver.start();
  });

  // 410: the standard's word for "do not send again".
  it('one that answers 410 is disabled, with an event, and gets nothing more', async () => {
    receiver.behaviour = answering(410);
    const { row, endpoint } = await attempted(receiver.url());
    expect(row).toMatchObject({ state: 'failed', last_status: 410, next_attempt_at: null });
    const disabled = 'SELECT disabled_reason FROM webhook_endpoints WHERE id = ?';
    expect(await scene.value(disabled, [endpoint.id])).toBe('gone');
    const [event] = await scene.sql.rows("SELECT * FROM audit_events WHERE action = 'webhook_endpoint.disabled'");
    expect(event).toMatchObject({
      ...{ organization_id: scene.root.id, subject_type: 'webhook_endpoint', subject_id: endpoint.id },
      ...{ actor_kind: 'system', actor_id: 'webhooks', data: '{"reason":"gone"}' },
    });
    const later = await scene.event();
    await scene.sequence();
    expect(await scene.delivery(endpoint, later)).toBeUndefined();
    expect(receiver.received).toHaveLength(1);
  });

  it.each([
    ['5', 5_000],
    ['999999999', 86_400_000],
    ['in two hours', 7_200_000],
  ])('one that answers 503 with Retry-After: %s is tried again after that', async (given, ms) => {
    scene.times({ schedule: [0, 1_000] });
    const asDate = new Date(Date.now() + ms).toUTCString();
    receiver.behaviour = answering(503, { 'retry-after': given === 'in two hours' ? asDate : given });
    const { row } = await attempted(receiver.url());
    scene.times({ schedule: [0, 3_600_000] });
    const pause = Number(row.next_attempt_at) - Number(row.last_attempt_at);
    expect(Math.abs(pause - ms)).toBeLessThan(3_000);
  });

  it('one whose certificate is not trusted gets nothing', async () => {
    const { cert, key } = Authority.make(directory, `authority-${database.name}`).issue(`${database.name}.test`);
    const tls = await Receiver.start({ tls: { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } });
    jest.spyOn(resolver(), 'resolve').mockResolvedValue(['127.0.0.1']);
    const { row } = await attempted(tls.url(`${database.name}.test`));
    expect(row).toMatchObject({ state: 'pending', last_error: 'tls_failed', ...never });
    expect(tls.received).toEqual([]);
    await tls.close();
  });

  it.each(['127.0.0.3', '[::1]', '169.254.169.254', '[::ffff:10.0.0.1]', '[64:ff9b::7f00:1]'])(
    'one at the address %s is not connected to',
    async (host) => {
      const { row } = await attempted(`https://${host}:${receiver.port}/`);
      expect(row).toMatchObject({ state: 'pending', last_error: 'address_not_allowed', ...never });
    },
  );

  it('one without TLS at a public address is not connected to', async () => {
    jest.spyOn(resolver(), 'resolve').mockResolvedValue(['1.1.1.1']);
    const { row } = await attempted('http://public.example/');
    expect(row).toMatchObject({ last_error: 'address_not_allowed', ...never });
  });

  it('one whose name has no address is not found', async () => {
    jest.spyOn(resolver(), 'resolve').mockResolvedValue([]);
    const { row } = await attempted('https://nothing.example/');
    expect(row).toMatchObject({ last_error: 'name_not_resolved', ...never });
  });

  // Protects the look-up of checkedConnector: connecting by the name, after a check of it, would ask a second time.
  it('one whose name changes its address is connected to at the address that was checked', async () => {
    const inside = await Receiver.start({ host: '127.0.0.3', port: receiver.port });
    const resolve = jest.spyOn(resolver(), 'resolve');
    resolve.mockResolvedValueOnce(['127.0.0.1']).mockResolvedValue(['127.0.0.3']);
    receiver.behaviour = answering(204, { connection: 'close' });
    const { row, endpoint, event } = await attempted(`http://rebound.example:${receiver.port}/hook`);
    expect([row.state, resolve.mock.calls.length]).toEqual(['succeeded', 1]);
    expect(receiver.of(event)[0]!.headers.host).toBe(`rebound.example:${receiver.port}`);
    const later = await scene.event();
    const refused = await scene.delivered(endpoint, later, { attempts: 1 });
    expect(refused).toMatchObject({ state: 'pending', last_error: 'address_not_allowed' });
    expect(inside.received).toEqual([]);
    await inside.close();
  });

  it('one whose name has an address inside beside one outside is connected to outside', async () => {
    jest.spyOn(resolver(), 'resolve').mockResolvedValue(['127.0.0.3', '10.0.0.1', '127.0.0.1']);
    const { row } = await attempted(`http://both.example:${receiver.port}/hook`);
    expect(row.state).toBe('succeeded');
  });

  it('one whose secret cannot be opened gets nothing', async () => {
    const endpoint = await scene.endpoint(receiver.url(), scene.root.id, { secret_sealed: 'AAAA'.repeat(20) });
    const event = await scene.event();
    const row = await scene.delivered(endpoint, event, { attempts: 1 });
    expect(row).toMatchObject({ state: 'pending', last_error: 'secret_not_readable' });
    expect(receiver.received).toEqual([]);
  });

  it('fails after the last attempt, and each is an attempt of its own with the same id', async () => {
    scene.times({ schedule: [0, 1, 1] });
    receiver.behaviour = answering(500);
    const endpoint = await scene.endpoint(receiver.url());
    const event = await scene.event();
    const row = await scene.delivered(endpoint, event, { state: 'failed' });
    scene.times({ schedule: [0, 3_600_000] });
    expect(row).toMatchObject({ attempts: 3, next_attempt_at: null, last_error: 'refused' });
    expect(receiver.of(event)).toHaveLength(3);
    receiver.verifyAll(endpoint.secret);
    await until(
      'nothing is due',
      async () =>
        (await scene.value('SELECT COUNT(*) FROM webhook_queues WHERE endpoint_id = ? AND due_at IS NULL', [
          endpoint.id,
        ])) === 1,
    );
  });

  it('is disabled after five days without a success, with an event', async () => {
    receiver.behaviour = answering(500);
    const { endpoint } = await attempted(receiver.url());
    const failing = 'SELECT failing_since FROM webhook_endpoints WHERE id = ?';
    const since = Number(await scene.value(failing, [endpoint.id]));
    expect(Math.abs(Date.now() - since)).toBeLessThan(60_000);
    const setSince = (ms: number) =>
      scene.sql.execute('UPDATE webhook_endpoints SET failing_since = ? WHERE id = ?', [Date.now() - ms, endpoint.id]);
    const reason = () => scene.value('SELECT disabled_reason FROM webhook_endpoints WHERE id = ?', [endpoint.id]);
    await setSince(5 * 86_400_000 - 60_000);
    await scene.delivered(endpoint, await scene.event(), { attempts: 1 });
    expect(await reason()).toBeNull();
    receiver.behaviour = answering(200);
    await scene.delivered(endpoint, await scene.event(), { state: 'succeeded' });
    expect(await scene.value(failing, [endpoint.id])).toBeNull();
    receiver.behaviour = answering(500);
    await setSince(5 * 86_400_000 + 1);
    await scene.delivered(endpoint, await scene.event(), { attempts: 1 });
    expect(await reason()).toBe('failing');
    const recorded = 'action = \'webhook_endpoint.disabled\' AND subject_id = ? AND data = \'{"reason":"failing"}\'';
    expect(await scene.sql.count('audit_events', recorded, [endpoint.id])).toBe(1);
  });
});
