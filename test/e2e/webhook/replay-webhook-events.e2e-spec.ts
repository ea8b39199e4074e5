import { said } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { AuditLogs } from '../../support/scenes/audit-log.js';
import { type Feed, reading, sequence } from '../../support/scenes/event-feed.js';
import type { Refused } from '../../support/scenes/managed-organizations.js';
import { URL_OF_RECEIVER } from '../../support/scenes/webhooks.js';

interface Replayed extends Refused {
  readonly webhook_replay: { readonly queued: number; readonly next_cursor: string | null };
}

describe.each(testDatabases())('replaying events to a webhook endpoint on $name', (database) => {
  let scene: TokenScene;
  let logs: AuditLogs;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
    logs = new AuditLogs(scene);
  });

  afterAll(() => scene.close());

  /** An organization of its own, whose token it has, and what happens there. */
  const place = async () => {
    const root = await scene.make.root();
    const token = await scene.make.organizationToken(root);
    await sequence(scene.app);
    const cursor = async (log: typeof root | 'all' = root, by = token) =>
      (await scene.app.call<Feed>(reading(log, by, '?after=now'))).body.after;
    const happened = async (many: number, action?: string, organization = root) => {
      const ids = await logs.fill(organization, many, Date.now(), action);
      await sequence(scene.app);
      return ids;
    };
    const endpoint = async (members: object = {}) => {
      const url = `/core/v1/organizations/${root.id}/webhook_endpoints`;
      const json = { url: URL_OF_RECEIVER, ...members };
      const { body } = await scene.app.call<{ webhook_endpoint: { id: string } }>({ method: 'POST', url, token, json });
      return body.webhook_endpoint.id;
    };
    return { root, token, cursor, happened, endpoint };
  };
  const replay = (id: string, token: string, json: object, headers: Record<string, string> = {}) => {
    const url = `/core/v1/webhook_endpoints/${id}/replay`;
    return scene.app.call<Replayed>({ method: 'POST', url, token, json, headers });
  };
  const deliveries = async (id: string, state = 'pending') => {
    const sql = 'SELECT event_id FROM webhook_deliveries WHERE endpoint_id = ? AND state = ? ORDER BY event_id';
    return (await scene.app.sql.rows(sql, [id, state])).map((row) => row.event_id);
  };
  const state = () =>
    Promise.all([
      scene.app.sql.rows('SELECT * FROM webhook_deliveries ORDER BY endpoint_id, event_id'),
      scene.app.sql.rows('SELECT * FROM webhook_queues ORDER BY endpoint_id'),
      scene.app.sql.rows('SELECT id, data FROM audit_events ORDER BY id'),
    ]);

  describe('200', () => {
    it('sends what is older than the endpoint, of its tree, behind the cursor, and records it', async () => {
      const { root, token, cursor, happened, endpoint } = await place();
      await happened(2);
      const after = await cursor();
      const own = await happened(2);
      const below = await happened(1, 'enterprise.created', await scene.make.managed(root));
      await happened(1, 'enterprise.created', await scene.make.root());
      const id = await endpoint();
      const { body } = await replay(id, token, { after });
      // Beside these: the child was created, and the endpoint itself.
      const sent = await deliveries(id);
      expect(body).toEqual({ webhook_replay: { queued: sent.length, next_cursor: null } });
      expect(sent).toEqual(expect.arrayContaining([...own, ...below]));
      const feed = await scene.app.call<Feed>(reading(root, token, `?after=${after}`));
      expect(feed.body.events.map((event) => event.id).sort()).toEqual(sent);
      const [row] = await scene.app.sql.rows(
        "SELECT data FROM audit_events WHERE subject_id = ? AND action = 'webhook_endpoint.replayed'",
        [id],
      );
      expect(row?.data).toBe(JSON.stringify({ queued: sent.length, next: null }));
      const queue = await scene.app.sql.rows('SELECT due_at FROM webhook_queues WHERE endpoint_id = ?', [id]);
      expect(queue).toEqual([{ due_at: expect.any(Number) as unknown }]);
    });

    it('makes deliveries again that have ended or were cleared; one that is pending stays as it is', async () => {
      const { token, cursor, happened, endpoint } = await place();
      const id = await endpoint({ types: ['enterprise.created'] });
      await sequence(scene.app);
      const after = await cursor();
      const [succeeded, failed, cleared, pending] = await happened(4);
      const ended =
        'UPDATE webhook_deliveries SET state = ?, attempts = 9, next_attempt_at = NULL, finished_at = 1 WHERE event_id = ?';
      await scene.app.sql.execute(ended, ['succeeded', succeeded!]);
      await scene.app.sql.execute(ended, ['failed', failed!]);
      await scene.app.sql.execute('DELETE FROM webhook_deliveries WHERE event_id = ?', [cleared!]);
      await scene.app.sql.execute('UPDATE webhook_deliveries SET attempts = 3 WHERE event_id = ?', [pending!]);
      expect((await replay(id, token, { after })).body.webhook_replay).toEqual({ queued: 4, next_cursor: null });
      const rows = await scene.app.sql.rows(
        `SELECT event_id, type, state, attempts, next_attempt_at IS NOT NULL AS due, finished_at FROM webhook_deliveries
          WHERE endpoint_id = ? ORDER BY event_id`,
        [id],
      );
      const again = { type: 'enterprise.created', state: 'pending', attempts: 0, due: 1, finished_at: null };
      expect(rows).toEqual([
        { event_id: succeeded, ...again },
        { event_id: failed, ...again },
        { event_id: cleared, ...again },
        { event_id: pending, ...again, attempts: 3 },
      ]);
    });

    it.each(['enterprise.created', 'enterprise.*'])('sends nothing of other types than its own: %s', async (group) => {
      const { token, cursor, happened, endpoint } = await place();
      const after = await cursor();
      const [created] = await happened(1, 'enterprise.created');
      await happened(1, 'token.revoked');
      const id = await endpoint({ types: ['user.created', group] });
      expect((await replay(id, token, { after })).body.webhook_replay).toEqual({ queued: 1, next_cursor: null });
      expect(await deliveries(id)).toEqual([created]);
    });

    it('queues 500 in a call, and with its cursor the rest, from the oldest that is kept on', async () => {
      const { token, happened, endpoint } = await place();
      const ids = await happened(620);
      const id = await endpoint({ types: ['enterprise.created'] });
      const first = (await replay(id, token, {})).body.webhook_replay;
      expect(first.queued).toBe(500);
      expect(await deliveries(id)).toEqual(ids.slice(0, 500));
      const second = (await replay(id, token, { after: first.next_cursor })).body.webhook_replay;
      expect(second).toEqual({ queued: 120, next_cursor: null });
      expect(await deliveries(id)).toEqual(ids);
    });

    it('is done once under a key, and answers as it did, whatever has happened since', async () => {
      const { token, happened, endpoint } = await place();
      const id = await endpoint();
      await happened(501);
      const headers = { 'Idempotency-Key': aKey() };
      const first = await replay(id, token, {}, headers);
      expect(first.body.webhook_replay.next_cursor).not.toBeNull();
      await happened(1);
      const before = await state();
      const again = await replay(id, token, {}, headers);
      expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
      expect(await state()).toEqual(before);
    });

    it('takes for an endpoint of the operator a cursor of the whole installation', async () => {
      const { token, cursor, happened } = await place();
      const operator = await scene.make.operatorToken();
      const after = await cursor('all', operator);
      const [event] = await happened(1);
      const { endpointId } = await scene.make.webhook(undefined);
      expect(said(await replay(endpointId, operator, { after }))).toBe('200');
      expect(await deliveries(endpointId)).toContain(event);
      expect(said(await replay(endpointId, token, { after }))).toBe('404 webhook_endpoint_not_found');
    });
  });

  it('400 for a cursor of another feed, or for none at all: nothing is sent', async () => {
    const { token, endpoint } = await place();
    const [id, other] = [await endpoint(), await (await place()).cursor()];
    const before = await state();
    for (const after of [other, 'now', 'x']) {
      const refused = await replay(id, token, { after });
      expect(said(refused)).toBe('400 invalid_argument');
    }
    expect(await state()).toEqual(before);
  });

  it('409 while the endpoint is disabled: nothing is sent', async () => {
    const { token, happened, endpoint } = await place();
    const id = await endpoint();
    await happened(1);
    await scene.app.sql.execute("UPDATE webhook_endpoints SET disabled_reason = 'manual' WHERE id = ?", [id]);
    const before = await state();
    expect(said(await replay(id, token, {}))).toBe('409 webhook_endpoint_disabled');
    expect(await state()).toEqual(before);
  });

  it('410 for a cursor behind which events were cleared, with the oldest one: nothing is sent', async () => {
    const { token, cursor, endpoint } = await place();
    const [after, id] = [await cursor(), await endpoint()];
    await sequence(scene.app);
    await scene.app.sql.execute('UPDATE event_feed SET cleared_place = (SELECT last_place FROM audit_sequence)');
    const before = await state();
    const refused = await replay(id, token, { after });
    expect(said(refused)).toBe('410 event_cursor_expired');
    expect(await state()).toEqual(before);
    expect(said(await replay(id, token, { after: refused.body.error.detail.oldest }))).toBe('200');
    await scene.app.sql.execute('UPDATE event_feed SET cleared_place = 0');
  });
});
