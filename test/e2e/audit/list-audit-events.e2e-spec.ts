import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { AuditLogs } from '../../support/scenes/audit-log.js';

describe.each(testDatabases())('listing audit events on $name', (database) => {
  let scene: TokenScene;

  let logs: AuditLogs;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
    logs = new AuditLogs(scene);
  });

  afterAll(() => scene.close());

  describe('200', () => {
    it('shows actor, action and subject, the newest first, under the request id of the answer', async () => {
      const root = await scene.make.root();
      const token = await scene.make.organizationToken(root);
      const headers = { 'X-Request-Id': 'audit.one' };
      const made = await scene.create({ name: 'not told' }, { token, headers }, root);
      const before = Math.floor(Date.now() / 1_000);
      const { status, body, text } = await logs.list(root, '', token);
      const [newest, ...older] = body.audit_events;
      expect(status).toBe(200);
      expect(newest).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
        at: expect.any(Number) as unknown,
        action: 'token.created',
        actor: { kind: 'organization', id: await scene.idOf(token) },
        request_id: 'audit.one',
        ip: '127.0.0.1',
        organization_id: root.id,
        subject: { type: 'access_token', id: made.body.api_token.id },
        data: { kind: 'organization', scopes: 'enterprises' },
      });
      expect(Math.abs(newest!.at - before)).toBeLessThanOrEqual(5);
      expect(older.map(({ action }) => action)).toEqual(['token.created', 'organization.created']);
      expect(body.next_cursor).toBeNull();
      expect(text).not.toContain('not told');
    });

    it('hides from every other caller which token of the operator it was, and from where', async () => {
      const root = await scene.make.root();
      const operator = await scene.make.operatorToken();
      await scene.create({ name: 'by the operator' }, { token: operator }, root);
      const id = await scene.idOf(operator);
      const seen = (await logs.list(root, '', operator)).body.audit_events;
      expect(seen[0]).toMatchObject({ actor: { kind: 'operator', id }, ip: '127.0.0.1' });
      expect(seen.at(-1)).toMatchObject({ actor: { kind: 'system', id: 'test' } });
      const member = await scene.make.userToken(await scene.make.member(root, 'member'));
      for (const token of [await scene.make.organizationToken(root), member]) {
        const { body, text } = await logs.list(root, '', token);
        const hidden = body.audit_events.filter(({ actor }) => ['operator', 'system'].includes(actor.kind));
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.every(({ actor, ip }) => actor.id === null && ip === null)).toBe(true);
        expect(text).not.toContain(id);
      }
    });

    it('holds with only=self what concerns this organization alone, and nothing of its parent or its children', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const token = await scene.make.operatorToken();
      await scene.create({}, { token }, root);
      const ofRoot = (await logs.list(root, '?only=self', token)).body.audit_events;
      const ofChild = (await logs.list(child, '?only=self', token)).body.audit_events;
      expect(ofRoot.map(({ action }) => action)).toEqual(['token.created', 'organization.created']);
      expect(ofChild.map(({ subject }) => subject)).toEqual([{ type: 'organization', id: child.id }]);
    });

    it('is read to its end while new events arrive: each old one exactly once', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      await logs.fill(root, 95, Date.now() - 3_600_000);
      const old = (await logs.readAll(root, 'per_page=200', token)).map(({ id }) => id);
      expect(old.length).toBe(96);
      const read = await logs.readAll(
        root,
        'per_page=7',
        token,
        async () => void (await scene.create({}, { token }, root)),
      );
      expect(read.map(({ id }) => id)).toEqual(old);
      expect(old).toEqual([...old].sort().reverse());
      const events = await scene.app.sql.count('audit_events', 'organization_id = ?', [root.id]);
      expect(events).toBe(96 + 13);
    });

    it('takes a page that is just full for the last one, and has 30 events on one by default', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      await logs.fill(root, 59, Date.now() - 3_600_000);
      const first = await logs.list(root, '', token);
      expect(first.body.audit_events).toHaveLength(30);
      const second = await logs.list(root, `?cursor=${first.body.next_cursor}`, token);
      expect([second.body.audit_events.length, second.body.next_cursor]).toEqual([30, null]);
    });

    it('picks one action, and a window of time whose neighbours neither miss nor repeat an event', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      const first = (Math.floor(Date.now() / 1_000) - 100_000) * 1_000;
      const all = await logs.fill(root, 100, first);
      const others = await logs.fill(root, 20, first, 'enterprise.frozen');
      const at = (number: number) => first / 1_000 + number;
      const picked = (query: string) =>
        logs.readAll(root, query, token).then((events) => events.map(({ id }) => id).reverse());
      const created = 'per_page=9&action=enterprise.created';
      expect(await picked(created)).toEqual(all);
      expect(await picked('action=enterprise.frozen')).toEqual(others);
      expect(await picked('action=enterprise')).toEqual([]);
      expect(await picked(`${created}&after=${at(10)}&before=${at(40)}`)).toEqual(all.slice(10, 40));
      expect(await picked(`${created}&before=${at(10)}`)).toEqual(all.slice(0, 10));
      expect(await picked(`${created}&after=${at(40)}`)).toEqual(all.slice(40));
      expect(await picked(`${created}&after=${at(40)}&before=${at(40)}`)).toEqual([]);
      expect(await picked(`after=${at(0)}&before=${at(20)}&per_page=7`)).toEqual(
        [...all.slice(0, 20), ...others].sort(),
      );
    });

    it('shows a suspended organization’s log from above the hold', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const [above, own] = [await scene.make.organizationToken(root), await scene.make.organizationToken(child)];
      await scene.make.suspend(child);
      expect((await logs.list(child, '', above)).body.audit_events[0]?.action).toBe('organization.suspended');
      expect(said(await logs.list(child, '', own))).toBe('403 organization_suspended');
    });
  });

  describe('400', () => {
    it.each([
      'cursor=nonsense',
      'cursor=',
      'cursor=AAAAAAAAAAAAAAAAAAAAAA',
      `cursor=${'0'.repeat(32)}`,
      'cursor[]=x',
      'per_page=0',
      'per_page=201',
      'per_page=x',
      'action=',
      'only=tree',
      'only=',
      `action=${'x'.repeat(65)}`,
      'after=-1',
      'after=x',
      'before=1.5',
      'before=253402300800',
      `after=${'9'.repeat(30)}`,
    ])('refuses %s', async (query) => {
      const { status, body } = await logs.list(scene.root, `?${query}`);
      const path = [query.split(/[=[]/)[0]];
      expect([status, body.error]).toMatchObject([400, { code: 'invalid_argument', detail: { path } }]);
    });

    it('refuses a cursor with something at its end, and takes it for any window', async () => {
      const root = await scene.make.root();
      await logs.fill(root, 40, Date.now() - 3_600_000);
      const token = await scene.make.organizationToken(root);
      const { next_cursor: cursor } = (await logs.list(root, '', token)).body;
      for (const wrong of [`${cursor}A`, `${cursor}=`, `${cursor} `, cursor!.slice(1)]) {
        const { status } = await logs.list(root, `?cursor=${encodeURIComponent(wrong)}`, token);
        expect([wrong, status]).toEqual([wrong, 400]);
      }
      const { body } = await logs.list(root, `?cursor=${cursor}&action=organization.created`, token);
      expect(body.audit_events.length + (body.next_cursor === null ? 0 : 1)).toBe(0);
    });
  });

  describe('403', () => {
    it('asks for its scope, and for a role that reads', async () => {
      const token = await scene.make.organizationToken(scene.root, ['organizations:read', 'api_tokens']);
      const { body } = await logs.list(scene.root, '', token);
      expect(body.error).toMatchObject({ code: 'scope_not_granted', detail: { scopes: ['audit:read'] } });
      const customer = await scene.make.userToken(await scene.make.member(scene.root, 'customer'));
      expect(said(await logs.list(scene.root, '', customer))).toBe('403 permission_denied');
    });
  });

  describe('404', () => {
    it('is the same for a stranger, for what lies above and for what is nowhere', async () => {
      const child = await scene.make.managed(scene.root);
      const token = await scene.make.organizationToken(child);
      const absent = await logs.list({ ...child, id: '0'.repeat(32) }, '', token);
      expect(said(absent)).toBe('404 organization_not_found');
      for (const organization of [scene.root, await scene.make.root()]) {
        expect((await logs.list(organization, '', token)).text).toBe(absent.text);
      }
    });
  });
});
