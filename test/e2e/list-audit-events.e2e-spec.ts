import { firstIdAt, newId } from '../../src/common/ids.js';
import type { Organization } from '../../src/organization/organization.js';
import type { Call } from '../support/answers.js';
import { said, TokenScene } from '../support/api-tokens.js';
import { testDatabases } from '../support/databases.js';
import type { Refused } from '../support/managed-organizations.js';
import { tokenUseIsWritten, tripsOf } from '../support/statement-log.js';

interface Event {
  readonly id: string;
  readonly at: number;
  readonly action: string;
  readonly actor: { kind: string; id: string | null };
  readonly request_id: string;
  readonly ip: string | null;
  readonly subject: { type: string; id: string };
  readonly data: Record<string, unknown>;
}

interface Page extends Refused {
  readonly audit_events: readonly Event[];
  readonly next_cursor: string | null;
}

describe.each(testDatabases())('listing audit events on $name', (database) => {
  let scene: TokenScene;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
  });

  afterAll(() => scene.close());

  const list = (organization: Organization, query = '', call: Partial<Call> = {}) => {
    const url = `/core/v1/organizations/${organization.id}/audit_events${query}`;
    return scene.app.call<Page>({ method: 'GET', url, token: scene.token, ...call });
  };

  /** Reads a log to its end, doing something else between the pages. */
  async function readAll(
    organization: Organization,
    query: string,
    token: string,
    between = async () => {},
  ): Promise<Event[]> {
    const events: Event[] = [];
    for (let cursor = ''; ;) {
      const { body } = await list(organization, `?${query}${cursor}`, { token });
      events.push(...body.audit_events);
      if (body.next_cursor === null) return events;
      cursor = `&cursor=${body.next_cursor}`;
      await between();
    }
  }

  /** Events of an organization, past the service: one each second from `first` on, told oldest first. */
  async function fill(organization: Organization, many: number, first: number, action = 'enterprise.created') {
    const made = Array.from({ length: many }, (_, number) => {
      const at = first + number * 1_000;
      return { at, id: firstIdAt(at).slice(0, 12) + newId().slice(12) };
    });
    for (let start = 0; start < many; start += 100) {
      const some = made.slice(start, start + 100);
      await scene.app.sql.execute(
        `INSERT INTO audit_events
          (id, at, action, actor_kind, actor_id, request_id, ip, organization_id, subject_type, subject_id, data)
          VALUES ${some.map(() => "(?, ?, ?, 'organization', 'x', 'r', NULL, ?, 'enterprise', ?, '{}')").join(', ')}`,
        some.flatMap(({ id, at }) => [id, at, action, organization.id, id]),
      );
    }
    return made.map(({ id }) => id);
  }

  describe('200', () => {
    it('tells who did what to what, the newest first, under the request id of the answer', async () => {
      const root = await scene.make.root();
      const token = await scene.make.organizationToken(root);
      const headers = { 'X-Request-Id': 'audit.one' };
      const made = await scene.create({ name: 'not told' }, { token, headers }, root);
      const before = Math.floor(Date.now() / 1_000);
      const { status, body, text } = await list(root, '', { token });
      const [newest, ...older] = body.audit_events;
      expect(status).toBe(200);
      expect(newest).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
        at: expect.any(Number) as unknown,
        action: 'token.created',
        actor: { kind: 'organization', id: await scene.idOf(token) },
        request_id: 'audit.one',
        ip: '127.0.0.1',
        subject: { type: 'access_token', id: made.body.api_token.id },
        data: { kind: 'organization', scopes: 'enterprises' },
      });
      expect(Math.abs(newest!.at - before)).toBeLessThanOrEqual(5);
      expect(older.map(({ action }) => action)).toEqual(['token.created', 'organization.created']);
      expect(body.next_cursor).toBeNull();
      expect(text).not.toContain('not told');
    });

    it('hides from everybody but the operator which of his tokens it was, and from where', async () => {
      const root = await scene.make.root();
      const operator = await scene.make.operatorToken();
      await scene.create({ name: 'by the operator' }, { token: operator }, root);
      const id = await scene.idOf(operator);
      const seen = (await list(root, '', { token: operator })).body.audit_events;
      expect(seen[0]).toMatchObject({ actor: { kind: 'operator', id }, ip: '127.0.0.1' });
      expect(seen.at(-1)).toMatchObject({ actor: { kind: 'system', id: 'test' } });
      const member = await scene.make.userToken(await scene.make.member(root, 'member'));
      for (const token of [await scene.make.organizationToken(root), member]) {
        const { body, text } = await list(root, '', { token });
        const hidden = body.audit_events.filter(({ actor }) => ['operator', 'system'].includes(actor.kind));
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.every(({ actor, ip }) => actor.id === null && ip === null)).toBe(true);
        expect(text).not.toContain(id);
      }
    });

    it('holds what concerns this organization alone, and nothing of its parent, its children or anybody else', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const token = await scene.make.operatorToken();
      await scene.create({}, { token }, root);
      const ofRoot = (await list(root, '', { token })).body.audit_events;
      const ofChild = (await list(child, '', { token })).body.audit_events;
      expect(ofRoot.map(({ action }) => action)).toEqual(['token.created', 'organization.created']);
      expect(ofChild.map(({ subject }) => subject)).toEqual([{ type: 'organization', id: child.id }]);
    });

    it('is read to its end while new events arrive: each old one exactly once', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      await fill(root, 95, Date.now() - 3_600_000);
      const old = (await readAll(root, 'per_page=200', token)).map(({ id }) => id);
      expect(old.length).toBe(96);
      const read = await readAll(root, 'per_page=7', token, async () => void (await scene.create({}, { token }, root)));
      expect(read.map(({ id }) => id)).toEqual(old);
      expect(old).toEqual([...old].sort().reverse());
      const events = await scene.app.sql.count('audit_events', 'organization_id = ?', [root.id]);
      expect(events).toBe(96 + 13);
    });

    it('takes a page that is just full for the last one, and has 30 events on one unless told otherwise', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      await fill(root, 59, Date.now() - 3_600_000);
      const first = await list(root, '', { token });
      expect(first.body.audit_events).toHaveLength(30);
      const second = await list(root, `?cursor=${first.body.next_cursor}`, { token });
      expect([second.body.audit_events.length, second.body.next_cursor]).toEqual([30, null]);
    });

    it('picks one action, and a window of time whose neighbours neither miss nor repeat an event', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      const first = (Math.floor(Date.now() / 1_000) - 100_000) * 1_000;
      const all = await fill(root, 100, first);
      const others = await fill(root, 20, first, 'enterprise.frozen');
      const at = (number: number) => first / 1_000 + number;
      const picked = (query: string) =>
        readAll(root, query, token).then((events) => events.map(({ id }) => id).reverse());
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

    it('tells of an event by its time, and not by that of its id, which was drawn when the deed began', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      const began = (Math.floor(Date.now() / 1_000) - 50_000) * 1_000;
      const [id] = await fill(root, 1, began);
      await scene.app.sql.execute('UPDATE audit_events SET at = ? WHERE id = ?', [began + 9_000, id!]);
      const told = async (query: string) => (await readAll(root, query, token)).some((event) => event.id === id);
      const second = began / 1_000 + 9;
      expect([await told(`after=${second}`), await told(`before=${second}`)]).toEqual([true, false]);
    });

    it('is read off its two indexes without sorting, whatever is asked for', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      const first = Date.now() - 3_600_000;
      const [oldest] = await fill(root, 400, first);
      for (let other = 0; other < 8; other++) await fill(await scene.make.root(), 300, first);
      await scene.app.sql.execute('ANALYZE' + (database.name === 'mariadb' ? ' TABLE audit_events' : ''));
      const { body } = await list(root, '', { token });
      await tokenUseIsWritten(scene.app, token);
      const after = Math.floor(first / 1_000) + 100;
      const windows = ['', `after=${after}`, `before=${after}`, `after=${after}&before=${after + 50}`];
      for (const action of ['', 'action=enterprise.created']) {
        for (const window of [...windows, `cursor=${body.next_cursor}`, `cursor=${body.next_cursor}&after=${after}`]) {
          const query = `?per_page=50&${action}&${window}`;
          const trips = await tripsOf(scene.app, () => list(root, query, { token }));
          const own = trips.filter(({ sql }) => sql.includes('FROM audit_events'));
          expect(own).toHaveLength(1);
          const index = action === '' ? 'ix_audit_events_organization' : 'ix_audit_events_action';
          await expectIndexed(index, own[0]!.sql, own[0]!.params);
        }
      }
      expect(oldest).toBeDefined();
    });

    const expectIndexed = async (index: string, sql: string, params: readonly (string | number | null)[]) => {
      if (database.name === 'mariadb') {
        const [plan] = await scene.app.sql.rows(`EXPLAIN ${sql}`, params);
        expect(plan).toMatchObject({ key: index, type: 'range' });
        expect(String(plan?.Extra)).not.toMatch(/filesort|temporary/);
      } else {
        const plan = (await scene.app.sql.rows(`EXPLAIN QUERY PLAN ${sql}`, params)).map(({ detail }) => detail);
        const action = index === 'ix_audit_events_action' ? ' AND action=?' : '';
        expect(plan).toEqual([`SEARCH e USING INDEX ${index} (organization_id=?${action} AND id>? AND id<?)`]);
      }
    };

    it('shows a suspended organization’s log from above the hold', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const [above, own] = [await scene.make.organizationToken(root), await scene.make.organizationToken(child)];
      await scene.make.suspend(child);
      expect((await list(child, '', { token: above })).body.audit_events[0]?.action).toBe('organization.suspended');
      expect(said(await list(child, '', { token: own }))).toBe('403 organization_suspended');
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
      `action=${'x'.repeat(65)}`,
      'after=-1',
      'after=x',
      'before=1.5',
      'before=253402300800',
      `after=${'9'.repeat(30)}`,
    ])('refuses %s', async (query) => {
      const { status, body } = await list(scene.root, `?${query}`);
      const path = [query.split(/[=[]/)[0]];
      expect([status, body.error]).toMatchObject([400, { code: 'invalid_argument', detail: { path } }]);
    });

    it('refuses a cursor with something at its end, and takes it for any window', async () => {
      const root = await scene.make.root();
      await fill(root, 40, Date.now() - 3_600_000);
      const token = await scene.make.organizationToken(root);
      const { next_cursor: cursor } = (await list(root, '', { token })).body;
      for (const wrong of [`${cursor}A`, `${cursor}=`, `${cursor} `, cursor!.slice(1)]) {
        const { status } = await list(root, `?cursor=${encodeURIComponent(wrong)}`, { token });
        expect([wrong, status]).toEqual([wrong, 400]);
      }
      const { body } = await list(root, `?cursor=${cursor}&action=organization.created`, { token });
      expect(body.audit_events.length + (body.next_cursor === null ? 0 : 1)).toBe(0);
    });
  });

  describe('403', () => {
    it('asks for its scope, and for a role that reads', async () => {
      const token = await scene.make.organizationToken(scene.root, ['organizations:read', 'api_tokens']);
      const { body } = await list(scene.root, '', { token });
      expect(body.error).toMatchObject({ code: 'scope_not_granted', detail: { scopes: ['audit:read'] } });
      const customer = await scene.make.userToken(await scene.make.member(scene.root, 'customer'));
      expect(said(await list(scene.root, '', { token: customer }))).toBe('403 permission_denied');
    });
  });

  describe('404', () => {
    it('is the same for a stranger, for what lies above and for what is nowhere', async () => {
      const child = await scene.make.managed(scene.root);
      const token = await scene.make.organizationToken(child);
      const absent = await list({ ...child, id: '0'.repeat(32) }, '', { token });
      expect(said(absent)).toBe('404 organization_not_found');
      for (const organization of [scene.root, await scene.make.root()]) {
        expect((await list(organization, '', { token })).text).toBe(absent.text);
      }
    });
  });
});
