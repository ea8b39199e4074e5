import { newWebhookSecret } from '../../../src/webhook/secrets/webhook-secrets.js';
import { testDatabases } from '../../support/database/databases.js';
import { until } from '../../support/until.js';
import { answering, Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';

describe.each(testDatabases())('delivering an event on $name', (database) => {
  let scene: WebhookScene;
  let receiver: Receiver;

  beforeAll(async () => {
    scene = await WebhookScene.open(database);
  });

  beforeEach(async () => {
    receiver = await Receiver.start();
  });

  afterEach(async () => {
    await scene.sql.execute('DELETE FROM webhook_endpoints');
    await receiver.close();
  });

  afterAll(() => scene.close());

  it('sends type, time and ids, signed after the standard', async () => {
    const endpoint = await scene.endpoint(receiver.url());
    const event = await scene.event();
    const row = await scene.delivered(endpoint, event, { state: 'succeeded' });
    const [received] = receiver.of(event);
    const [audited] = await scene.sql.rows('SELECT * FROM audit_events WHERE id = ?', [event]);
    expect(received!.body).toEqual({
      type: 'enterprise.created',
      timestamp: new Date(Number(audited!.at)).toISOString(),
      data: { organization_id: scene.root.id, subject: { type: 'enterprise', id: audited!.subject_id } },
    });
    expect(received!.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': event,
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/) as unknown,
      'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/) as unknown,
      host: new URL(receiver.url()).host,
    });
    receiver.verifyAll(endpoint.secret);
    expect(() => receiver.verifyAll(newWebhookSecret())).toThrow('No matching signature found');
    expect(row).toMatchObject({ type: 'enterprise.created', attempts: 1, last_status: 204, last_error: null });
    expect(row).toMatchObject({ answer_beginning: null, next_attempt_at: null });
    expect(Number(row.finished_at)).toBeGreaterThanOrEqual(Number(row.created_at));
    expect(receiver.of(event)).toHaveLength(1);
  });

  it('signs with both secrets while two are valid', async () => {
    const [previous, expired] = [newWebhookSecret(), newWebhookSecret()];
    const endpoint = await scene.endpoint(receiver.url());
    const rotated = async (secret: string, until: number) =>
      scene.sql.execute('UPDATE webhook_endpoints SET previous_secret_sealed = ?, previous_until = ? WHERE id = ?', [
        await scene.seal(secret, endpoint.id),
        until,
        endpoint.id,
      ]);
    await rotated(previous, Date.now() + 60_000);
    await scene.delivered(endpoint, await scene.event(), { state: 'succeeded' });
    receiver.verifyAll(endpoint.secret);
    receiver.verifyAll(previous);
    await rotated(expired, Date.now() - 1);
    const later = await scene.event();
    await scene.delivered(endpoint, later, { state: 'succeeded' });
    receiver.verifyAll(endpoint.secret, later);
    expect(() => receiver.verifyAll(expired, later)).toThrow('No matching signature found');
  });

  it('reaches the endpoints of the path and of the operator, and none beside', async () => {
    const managed = await scene.make.managed(scene.root);
    const sibling = await scene.make.managed(scene.root);
    const other = await scene.make.root();
    const endpoints = await Promise.all(
      [managed.id, scene.root.id, '', sibling.id, other.id].map((id) => scene.endpoint(receiver.url(), id)),
    );
    const event = await scene.event(managed);
    await until('it has arrived', () => receiver.of(event).length === 3);
    const made = await scene.sql.rows('SELECT endpoint_id FROM webhook_deliveries WHERE event_id = ?', [event]);
    expect(made.map(({ endpoint_id: id }) => id).sort()).toEqual(
      endpoints
        .slice(0, 3)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('sends the types that are asked for', async () => {
    const some = await scene.endpoint(receiver.url(), scene.root.id, { types: ',token.created,enterprise.created,' });
    const group = await scene.endpoint(receiver.url(), scene.root.id, { types: ',token.created,enterprise.*,' });
    const none = await scene.endpoint(receiver.url(), scene.root.id, {
      types: ',prise.create,token.created,prise.*,organization.*,',
    });
    const event = await scene.event();
    await scene.delivered(some, event, { state: 'succeeded' });
    await scene.delivered(group, event, { state: 'succeeded' });
    expect(await scene.delivery(none, event)).toBeUndefined();
  });

  it('keeps the beginning of the answer, printable', async () => {
    receiver.behaviour = answering(500, {}, `<b>no\u0000\u001b[31m${'x'.repeat(5_000)}`);
    const endpoint = await scene.endpoint(receiver.url());
    const event = await scene.event();
    const row = await scene.delivered(endpoint, event, { attempts: 1 });
    expect(row).toMatchObject({ state: 'pending', last_status: 500, last_error: 'refused', finished_at: null });
    expect(row.answer_beginning).toBe(`<b>no  [31m${'x'.repeat(1_024 - 11)}`);
  });
});
