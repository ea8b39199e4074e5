import { said } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { WebhookScene } from '../../support/scenes/webhooks.js';

describe.each(testDatabases())('deliveries to a webhook endpoint on $name', (database) => {
  let scene: WebhookScene;

  beforeAll(async () => {
    scene = await WebhookScene.open(database);
  });

  afterAll(() => scene.close());

  const made = async () => (await scene.create()).body.webhook_endpoint.id;
  const test = async (id: string) => (await scene.about(id, 'POST', '/test', {})).body.webhook_delivery;

  it('begin with a test, which is pending and due at once, and not in any log of events', async () => {
    const id = await made();
    const delivery = await test(id);
    expect(delivery).toMatchObject({ type: 'webhook.test', state: 'pending', attempts: 0, finished_at: null });
    expect(delivery.next_attempt_at).toBeLessThanOrEqual(Date.now() / 1_000 + 1);
    const shown = await scene.about(id, 'GET', `/deliveries/${delivery.id}`);
    expect(shown.body.webhook_delivery).toEqual(delivery);
    expect(await scene.app.sql.rows('SELECT id FROM audit_events WHERE id = ?', [delivery.id])).toEqual([]);
    const [, event] = await scene.audit(id);
    const data = JSON.stringify({ eventId: delivery.id });
    expect(event).toMatchObject({ action: 'webhook_endpoint.tested', data, organization_id: scene.root.id });
  });

  it('are listed by page, the newest first, and by their state', async () => {
    const id = await made();
    const ids = [];
    for (const state of ['failed', 'succeeded', 'failed'] as const) ids.unshift(await scene.ended(id, state));
    ids.unshift((await test(id)).id);
    const first = await scene.deliveries(id, '?per_page=3');
    const second = await scene.deliveries(id, `?per_page=3&cursor=${first.body.next_cursor}`);
    const listed = [first, second].flatMap(({ body }) => body.webhook_deliveries.map((each) => each.id));
    expect([listed, second.body.next_cursor]).toEqual([ids, null]);
    const failed = await scene.deliveries(id, '?state=failed&per_page=1');
    expect(failed.body.webhook_deliveries.map((each) => each.id)).toEqual([ids[1]]);
    const next = await scene.deliveries(id, `?state=failed&per_page=1&cursor=${failed.body.next_cursor}`);
    expect([next.body.webhook_deliveries.map((each) => each.id), next.body.next_cursor]).toEqual([[ids[3]], null]);
  });

  it('are made again when they have ended, with the same id; one that is pending stays as it is', async () => {
    const id = await made();
    const eventId = await scene.ended(id, 'failed');
    const { body } = await scene.about(id, 'POST', `/deliveries/${eventId}/replay`, {});
    expect(body.webhook_delivery).toMatchObject({ id: eventId, state: 'pending', attempts: 0, finished_at: null });
    expect(body.webhook_delivery.next_attempt_at).not.toBeNull();
    const before = await scene.state();
    expect(said(await scene.about(id, 'POST', `/deliveries/${eventId}/replay`, {}))).toBe('200');
    expect(await scene.state()).toEqual(before);
    const actions = (await scene.audit(id)).map(({ action }) => action);
    expect(actions.slice(-1)).toEqual(['webhook_endpoint.replayed']);
  });

  it.each(['/test', 'replay'])('are made once under a key: %s', async (what) => {
    const id = await made();
    const path = what === 'replay' ? `/deliveries/${await scene.ended(id, 'succeeded')}/replay` : what;
    const headers = { 'Idempotency-Key': aKey() };
    const first = await scene.about(id, 'POST', path, {}, { headers });
    const before = await scene.state();
    const again = await scene.about(id, 'POST', path, {}, { headers });
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
    expect(await scene.state()).toEqual(before);
  });

  it('409 while the endpoint is disabled: nothing is sent', async () => {
    const id = await made();
    const eventId = await scene.ended(id, 'failed');
    await scene.about(id, 'PATCH', '', { enabled: false });
    const before = await scene.state();
    for (const path of ['/test', `/deliveries/${eventId}/replay`]) {
      expect(said(await scene.about(id, 'POST', path, {}))).toBe('409 webhook_endpoint_disabled');
    }
    expect(await scene.state()).toEqual(before);
  });

  it('404 for what is not there, and for an endpoint of others', async () => {
    const [id, other] = [await made(), await scene.make.webhook(await scene.make.root())];
    const before = await scene.state();
    for (const path of [`/deliveries/${other.eventId}`, '/deliveries/x']) {
      expect(said(await scene.about(id, 'GET', path))).toBe('404 webhook_delivery_not_found');
      expect(said(await scene.about(id, 'POST', `${path}/replay`, {}))).toBe('404 webhook_delivery_not_found');
    }
    expect(said(await scene.deliveries(other.endpointId))).toBe('404 webhook_endpoint_not_found');
    expect(said(await scene.about(other.endpointId, 'GET', `/deliveries/${other.eventId}`))).toBe(
      '404 webhook_endpoint_not_found',
    );
    expect(await scene.state()).toEqual(before);
  });

  it('400 for a cursor or a state that is none', async () => {
    const id = await made();
    expect(said(await scene.deliveries(id, '?cursor=x'))).toBe('400 invalid_argument');
    expect(said(await scene.deliveries(id, '?state=lost'))).toBe('400 invalid_argument');
  });
});
