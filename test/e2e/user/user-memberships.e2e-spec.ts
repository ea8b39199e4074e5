import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { anEmail } from '../../support/scenes/factories.js';
import { planOf, statementsOf } from '../../support/database/plans.js';

interface Page {
  readonly enterprises?: readonly { id: string; name: string; organizationId: string; role: string }[];
  readonly organizations?: readonly { id: string; name: string; role: string }[];
  readonly nextBatchPrevId?: string;
}

describe.each(testDatabases())('what a user has a role in, on $name', (database) => {
  let scene: EnterpriseScene;
  let operator: string;
  let parent: Organization;
  let own: Organization;
  let user: User;
  /** By organization and id: one of the parent's, three of `own`, one of another tree. */
  let enterprises: { id: string; organizationId: string }[];
  let foreign: Organization;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    operator = await scene.make.operatorToken();
    [parent, own] = (await scene.make.lineage(2)) as [Organization, Organization];
    foreign = await scene.make.root();
    user = await scene.make.user();
    await scene.app.call({
      method: 'POST',
      url: `/api/v2/organization/${parent.id}/user`,
      token: operator,
      json: { username: user.email, role: 'member' },
    });
    await scene.app.call({
      method: 'POST',
      url: `/api/v2/organization/${own.id}/user`,
      token: operator,
      json: { username: user.email, role: 'admin' },
    });
    const made = [];
    for (const { id } of [parent, own, own, own, foreign]) {
      const organization = { [parent.id]: parent, [own.id]: own, [foreign.id]: foreign }[id]!;
      const enterprise = await scene.make.enterprise(organization, { email: user.email! });
      made.push({ id: enterprise.id, organizationId: id });
    }
    const key = (each: { id: string; organizationId: string }) => `${each.organizationId} ${each.id}`;
    enterprises = made.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  });

  afterAll(() => scene.close());

  const list = async (what: 'enterprise' | 'organization', named: string, token: string, query = ''): Promise<Page> => {
    const answer = await scene.app.call<Page>({ method: 'GET', url: `/api/v2/user/${named}/${what}${query}`, token });
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    return answer.body;
  };
  const idsOf = (page: Page) => (page.enterprises ?? page.organizations ?? []).map(({ id }) => id);
  const inOrganizations = (...organizations: Organization[]) =>
    enterprises
      .filter(({ organizationId }) => organizations.some(({ id }) => id === organizationId))
      .map(({ id }) => id);

  describe('200', () => {
    it('shows everything to the operator, and to the users themselves', async () => {
      const self = await scene.make.userToken(user);
      for (const [named, token] of [
        [user.id, operator],
        [encodeURIComponent(user.email!), operator],
        ['me', self],
        [user.id, self],
      ] as const) {
        expect(await list('enterprise', named, token)).toEqual({
          enterprises: enterprises.map((each) => ({ ...each, name: user.email, role: 'admin' })),
        });
        expect(await list('organization', named, token)).toEqual({
          organizations: [
            { id: parent.id, name: parent.name, role: 'member' },
            { id: own.id, name: own.name, role: 'admin' },
          ],
        });
      }
    });

    it('goes on where a page ends', async () => {
      const first = await list('enterprise', user.id, operator, '?limit=2');
      expect(idsOf(first)).toEqual(enterprises.slice(0, 2).map(({ id }) => id));
      const rest = await list('enterprise', user.id, operator, `?limit=500&prevId=${first.nextBatchPrevId}`);
      expect(idsOf(rest)).toEqual(enterprises.slice(2).map(({ id }) => id));
      expect(rest.nextBatchPrevId).toBeUndefined();

      const one = await list('organization', user.id, operator, '?limit=1');
      expect([idsOf(one), one.nextBatchPrevId]).toEqual([[parent.id], parent.id]);
      expect(idsOf(await list('organization', user.id, operator, `?limit=1&prevId=${parent.id}`))).toEqual([own.id]);
    });

    it('reads a later page off its index, without sorting', async () => {
      const cursor = enterprises[1]!.id;
      const query = `?limit=2&prevId=${cursor}`;
      const tokens = [operator, await scene.make.userToken(user)];
      const sent = [];
      for (const as of tokens) {
        sent.push(await statementsOf(scene.app, () => list('enterprise', user.id, as, query)));
      }
      const ranges = sent.flat().filter(({ sql }) => sql.includes('FROM enterprise_users l'));
      expect(ranges).toHaveLength(4);
      for (const each of ranges) {
        const plan = (await planOf(scene.app, each)).join('; ');
        expect(plan).toMatch(/l range ix_enterprise_users_user|l USING .*INDEX ix_enterprise_users_user \(.*_id>\?\)/);
        expect(plan).not.toMatch(/SCAN|TEMP|\bALL\b|sort/);
      }
    });

    it('shows an organization what is in it and below it', async () => {
      const token = await scene.make.organizationToken(own);
      expect(idsOf(await list('enterprise', user.id, token))).toEqual(inOrganizations(own));
      expect(idsOf(await list('organization', user.id, token))).toEqual([own.id]);
      const above = await scene.make.organizationToken(parent);
      expect(idsOf(await list('enterprise', user.id, above))).toEqual(inOrganizations(parent, own));
      expect(idsOf(await list('organization', user.id, above))).toEqual([parent.id, own.id]);
    });

    it('shows to another user what is visible to that user', async () => {
      const reader = await scene.make.userToken(await scene.make.member(own, 'member'));
      expect(idsOf(await list('enterprise', user.id, reader))).toEqual(inOrganizations(own));
      expect(idsOf(await list('organization', user.id, reader))).toEqual([own.id]);

      const mate = await scene.make.user(anEmail());
      const [shared] = inOrganizations(own);
      await scene.app.call({
        method: 'POST',
        url: `/api/v2/enterprise/${shared}/user`,
        token: operator,
        json: { username: mate.email, invite: true },
      });
      const token = await scene.make.userToken(mate);
      expect(idsOf(await list('enterprise', user.id, token))).toEqual([shared]);
      expect(idsOf(await list('organization', user.id, token))).toEqual([]);
    });
  });

  // One rule for all lists (decisions §8): organizations are shown, and nothing of what is in a suspended one.
  describe('while an organization is suspended', () => {
    it('shows what is in it to those above it alone, and not to the user', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const holder = await scene.make.member(child, 'member');
      const inChild = await scene.make.enterprise(child, { email: holder.email! });
      const inRoot = await scene.make.enterprise(root, { email: holder.email! });
      const own = await scene.make.userToken(holder);
      const above = await scene.make.userToken(await scene.make.member(root, 'member'));
      const ofRoot = await scene.make.organizationToken(root);
      const both = [inChild.id, inRoot.id].sort();
      const shown = async (named: string, token: string) => idsOf(await list('enterprise', named, token)).sort();
      expect(await shown('me', own)).toEqual(both);

      await scene.make.suspend(child);
      for (const named of ['me', holder.id]) expect(await shown(named, own)).toEqual([inRoot.id]);
      for (const token of [above, ofRoot, operator]) expect(await shown(holder.id, token)).toEqual(both);
      const text = JSON.stringify(await list('enterprise', 'me', own, '?limit=500'));
      expect(text).not.toContain(inChild.id);
      expect(idsOf(await list('organization', 'me', own))).toEqual([child.id]);

      await scene.app.sql.execute('UPDATE organizations SET holds = 0 WHERE id = ?', [child.id]);
      expect(await shown('me', own)).toEqual(both);
      await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [child.id]);
      expect(await shown('me', own)).toEqual([inRoot.id]);
    });
  });

  describe('refused', () => {
    it.each(['enterprise', 'organization'] as const)('whose %ss are not visible', async (what) => {
      const call = (named: string, token: string, query = '') =>
        ({ method: 'GET', url: `/api/v2/user/${named}/${what}${query}`, token }) as const;
      const stranger = await scene.make.organizationToken(await scene.make.root());
      await scene.refuses(call(user.id, stranger), 404, 'UserNotFound', { userIds: [user.id] });
      await scene.refuses(call('me', operator), 404, 'UserNotFound', { userIds: ['me'] });
      await scene.refuses(call('x', operator), 400, 'InvalidUserId', { id: 'x' });
      const narrow = await scene.make.operatorToken(['enterprises']);
      await scene.refuses(call(user.id, narrow), 403, 'ScopeNotGranted', { scopes: ['users:read'] });
      for (const [query, path, rule] of [
        ['?limit=0', 'limit', 'too_small'],
        ['?limit=501', 'limit', 'too_large'],
        ['?prevId=x', 'prevId', 'pattern'],
      ] as const) {
        await scene.refuses(call(user.id, operator, query), 400, 'Invalid', { fields: [{ path, rule }] });
      }
    });
  });
});
