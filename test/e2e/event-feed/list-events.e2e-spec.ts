import type { Organization } from '../../../src/organization/organization.js';
import { said } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { AuditLogs } from '../../support/scenes/audit-log.js';
import { type Feed, readOn, reading, sequence } from '../../support/scenes/event-feed.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';

describe.each(testDatabases())('listing events on $name', (database) => {
  let scene: TokenScene;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
  });

  beforeEach(async () => {
    root = await scene.make.root();
    token = await scene.make.organizationToken(root);
    await sequence(scene.app);
  });

  afterAll(() => scene.close());

  const read = (query = '', of: Organization | 'all' = root, by = token) =>
    scene.app.call<Feed>(reading(of, by, query));
  const readAll = (query: string, of: Organization | 'all' = root, by = token) =>
    readOn((call) => scene.app.call<Feed>(call), of, by, { query });
  const types = ({ body }: { body: Feed }) => body.events.map(({ type }) => type);

  describe('200', () => {
    it('shows what happened in the tree, the oldest first, by ids alone', async () => {
      const made = await scene.app.call<{ organization: { id: string } }>(createManaged(root, token));
      const { id } = made.body.organization;
      await scene.app.call(createEnterprise({ ...root, id }, token));
      await sequence(scene.app);
      const { status, body, text } = await read();
      expect(status).toBe(200);
      expect(types({ body })).toEqual([
        'organization.created',
        'token.created',
        'organization.created',
        'enterprise.created',
      ]);
      expect(body.events[2]).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
        type: 'organization.created',
        at: expect.any(Number) as unknown,
        organization_id: id,
        subject: { type: 'organization', id },
        actor: { kind: 'organization', id: await scene.idOf(token) },
        data: expect.any(Object) as unknown,
      });
      expect(text).not.toMatch(/@|"ip"|"request_id"/);
      expect(body.more).toBe(false);
      const below = await read('', { ...root, id });
      expect(below.body.events).toEqual(body.events.slice(2));
    });

    it('reads on with the cursor of every page, and has each event once', async () => {
      await new AuditLogs(scene).fill(root, 25, Date.now() - 60_000);
      await sequence(scene.app);
      const whole = await read('?limit=500');
      const paged = await readAll('limit=4');
      expect([paged.events, paged.pages]).toEqual([whole.body.events, 7]);
      const behind = await read(`?after=${paged.after}`);
      expect([behind.body.events, behind.body.more]).toEqual([[], false]);
      await scene.app.call(createManaged(root, token));
      await sequence(scene.app);
      expect(types(await read(`?after=${behind.body.after}`))).toEqual(['organization.created']);
      const anew = await read(`?after=${whole.body.oldest}&limit=500`);
      expect(anew.body.events.slice(0, -1)).toEqual(whole.body.events);
    });

    it('begins behind what is there with `now`', async () => {
      const { body } = await read('?after=now');
      expect([body.events, body.more]).toEqual([[], false]);
      await scene.app.call(createManaged(root, token));
      await sequence(scene.app);
      expect(types(await read(`?after=${body.after}`))).toEqual(['organization.created']);
    });

    it('has the types that are named alone, singly or by groups', async () => {
      await scene.app.call(createEnterprise(root, token));
      await sequence(scene.app);
      expect(types(await read('?types=token.created'))).toEqual(['token.created']);
      expect(types(await read('?types=enterprise.*,organization.created'))).toEqual([
        'organization.created',
        'enterprise.created',
      ]);
    });

    // Protects LINES_AT_ONCE: the page of a rare type ends without having read the whole log.
    it('looks at a thousand events for a page of a type, and says that there is more', async () => {
      await new AuditLogs(scene).fill(root, 1_100, Date.now() - 2_000_000);
      await scene.app.call(createManaged(root, token));
      await sequence(scene.app);
      const first = await read(`?types=organization.suspended`);
      expect([first.body.events, first.body.more]).toEqual([[], true]);
      const second = await read(`?types=organization.suspended&after=${first.body.after}`);
      expect([second.body.events, second.body.more]).toEqual([[], false]);
      const found = await readAll('types=organization.created');
      expect([found.events.length, found.pages]).toEqual([2, 2]);
    });

    it('shows all of the installation to the operator', async () => {
      const operator = await scene.make.operatorToken();
      await sequence(scene.app);
      const { events } = await readAll('limit=500', 'all', operator);
      expect(events.at(-1)).toMatchObject({ type: 'token.created', organization_id: null });
      expect(events.map(({ organization_id: id }) => id)).toContain(root.id);
      const places = await scene.app.sql.rows(
        "SELECT event_id FROM audit_lines WHERE organization_id = '' ORDER BY sequence",
      );
      expect(events.map(({ id }) => id)).toEqual(places.map(({ event_id: id }) => id));
    });

    // Protects the look at longestPending: nothing else sequences in this process.
    it('sequences what has been waiting for its place, where no process does', async () => {
      await new AuditLogs(scene).fill(root, 3, Date.now() - 60_000);
      expect(types(await read('?types=enterprise.created'))).toHaveLength(3);
    });

    it('hides who acted from above, as the audit log does', async () => {
      const made = await scene.app.call<{ organization: { id: string } }>(createManaged(root, token));
      const child = { ...root, id: made.body.organization.id };
      const own = await scene.make.organizationToken(child);
      await sequence(scene.app);
      const { events } = (await read('', child, own)).body;
      expect(events[0]).toMatchObject({ type: 'organization.created', actor: { kind: 'organization', id: null } });
      expect(JSON.stringify(events)).not.toContain(root.id);
    });
  });

  describe('400', () => {
    const refused = async (query: string, of: Organization | 'all' = root, by = token) =>
      said(await read(query, of, by));

    it.each(['after=x', 'after=', 'types=organization.made', 'types=', 'types=*', 'limit=0', 'limit=501', 'wait=31'])(
      'for %s',
      async (query) => {
        expect(await refused(`?${query}`)).toBe('400 invalid_argument');
      },
    );

    // Protects the log in the seal: the cursor of another tree is no cursor, whatever there is.
    it('for a cursor of another feed, as for one that was made up', async () => {
      const other = await scene.make.root();
      const foreign = await read('', other, await scene.make.organizationToken(other));
      const all = await read('', 'all', await scene.make.operatorToken());
      const madeUp = 'A'.repeat(56);
      const answers = await Promise.all(
        [foreign.body.after, all.body.after, madeUp].map((cursor) => read(`?after=${cursor}`)),
      );
      expect(answers.map(said)).toEqual(Array(3).fill('400 invalid_argument'));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });

    // Protects the mark in the cursor: after a restored backup another event may have its place.
    it('for a cursor of an order of events that is gone', async () => {
      const { body } = await read();
      const [last] = await scene.app.sql.rows(
        "SELECT MAX(sequence) AS place FROM audit_lines WHERE organization_id = ''",
      );
      await scene.app.sql.execute("UPDATE audit_lines SET event_id = ? WHERE organization_id = '' AND sequence = ?", [
        'f'.repeat(32),
        Number(last?.place),
      ]);
      expect(await refused(`?after=${body.after}`)).toBe('400 invalid_argument');
      await scene.app.sql.execute('UPDATE audit_sequence SET last_place = last_place - 1');
      expect(await refused(`?after=${body.after}`)).toBe('400 invalid_argument');
      await scene.app.sql.execute('UPDATE audit_sequence SET last_place = last_place + 1');
    });
  });

  describe('403', () => {
    it('without the scope, and for the feed of the installation to all but the operator', async () => {
      const narrow = await scene.make.organizationToken(root, ['enterprises']);
      expect(said(await read('', root, narrow))).toBe('403 scope_not_granted');
      expect(said(await read('', 'all', token))).toBe('403 permission_denied');
    });
  });

  describe('404', () => {
    it('for an organization that the caller does not see, as for one that is not there', async () => {
      const other = await scene.make.root();
      const answers = [await read('', other), await read('', { ...root, id: 'f'.repeat(32) })];
      expect(answers.map(said)).toEqual(Array(2).fill('404 organization_not_found'));
    });
  });

  describe('410', () => {
    // Protects the comparison with cleared_place: the reader would skip what was cleared without learning of it.
    it('for a cursor behind which events were cleared, with the oldest one to read on with', async () => {
      const { body } = await read('?limit=1');
      await scene.app.sql.execute('UPDATE event_feed SET cleared_place = (SELECT last_place FROM audit_sequence)');
      const refused = await read(`?after=${body.after}`);
      expect(said(refused)).toBe('410 event_cursor_expired');
      const oldest = String(refused.body.error.detail.oldest);
      await scene.app.call(createManaged(root, token));
      await sequence(scene.app);
      expect(types(await read(`?after=${oldest}`))).toEqual(['organization.created']);
      await scene.app.sql.execute('UPDATE event_feed SET cleared_place = 0');
    });
  });
});
