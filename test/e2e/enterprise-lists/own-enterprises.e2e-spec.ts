import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { makeVisible, manyEnterprises } from '../../support/scenes/many-enterprises.js';
import { planOf, statementsOf } from '../../support/database/plans.js';
import { tokenUseIsWritten } from '../../support/database/statement-log.js';

interface Listed {
  readonly enterprises: { readonly id: string; readonly name: string }[];
  readonly nextBatchPrevId?: string;
  readonly nextSearchAfter?: string;
}

describe.each(testDatabases())('the caller’s own enterprises on $name', (database) => {
  let scene: EnterpriseScene;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
  });

  afterAll(() => scene.close());

  const listing = (token: string | undefined, query = '') => ({
    method: 'GET' as const,
    url: `/api/v2/enterprise${query}`,
    ...(token !== undefined && { token }),
  });
  const searching = ({ id }: Pick<Organization, 'id'>, token: string | undefined, query = '') => ({
    method: 'GET' as const,
    url: `/api/v2/organization/${id}/enterprise/search${query}`,
    ...(token !== undefined && { token }),
  });
  const read = async (call: ReturnType<typeof listing>) => {
    const { status, body } = await scene.app.call<Listed>(call);
    expect(status).toBe(200);
    return body;
  };
  const ids = ({ enterprises }: Listed) => enterprises.map(({ id }) => id);
  const give = async (user: User, { id }: { id: string }, organization: Organization, role: string) => {
    await scene.app.sql.execute(
      `INSERT INTO enterprise_users (enterprise_id, user_id, organization_id, role, created_at) VALUES (?, ?, ?, ?, 1)`,
      [id, user.id, organization.id, role],
    );
    await makeVisible(scene.app.sql, organization.path, user.id);
  };
  /** Three enterprises of an organization, and a user who is only a member of the first and an auditor of the last. */
  const three = async () => {
    const { organization, token } = await scene.root();
    const made = [];
    for (const email of ['b@example.com', 'a1@example.com', 'A2@example.com']) {
      made.push(await scene.make.enterprise(organization, { email }));
    }
    const user = await scene.make.user();
    await give(user, made[0]!, organization, 'member');
    await give(user, made[2]!, organization, 'auditor');
    const all = made.map(({ id }) => id) as [string, string, string];
    return { organization, token, all, user, userToken: await scene.make.userToken(user) };
  };

  describe('GET /api/v2/enterprise', () => {
    it('shows a user those in which the user has any role, oldest first', async () => {
      const { all, userToken } = await three();
      expect(await read(listing(userToken))).toEqual({
        enterprises: [
          { id: all[0], name: 'b@example.com' },
          { id: all[2], name: 'A2@example.com' },
        ],
      });
    });

    it('shows an organization’s token those of it, and the operator all', async () => {
      const { organization, token, all } = await three();
      await scene.make.enterprise(await scene.make.managed(organization));
      expect(ids(await read(listing(token)))).toEqual(all);
      expect(ids(await read(listing(await scene.make.operatorToken())))).toEqual(expect.arrayContaining(all));
    });

    it('does not show a user what would be refused', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const user = await scene.make.member(root, 'customer');
      const { id } = await scene.make.enterprise(child, { additionalAdmins: [user.id] });
      const userToken = await scene.make.userToken(user);
      expect(ids(await read(listing(userToken)))).toEqual([id]);
      await scene.make.suspend(root);
      expect(ids(await read(listing(userToken)))).toEqual([]);
      await scene.make.unsuspend(root);
      for (const column of ['activated_at = NULL', 'activated_at = 1, deleted_at = 1']) {
        await scene.app.sql.execute(`UPDATE organizations SET ${column} WHERE id = ?`, [child.id]);
        expect(ids(await read(listing(userToken)))).toEqual([]);
      }
    });

    it('is cut at 1000, and continued from the index', async () => {
      const { organization, token } = await scene.root();
      const user = await scene.make.user();
      const made = await manyEnterprises(scene.app.sql, organization, user.id, 1_010);
      const userToken = await scene.make.userToken(user);
      for (const as of [userToken, token]) {
        const first = await read(listing(as));
        expect([ids(first), first.nextBatchPrevId]).toEqual([made.slice(0, 1_000), made[999]]);
        const rest = await read(listing(as, `?prevId=${made[999]}`));
        expect([ids(rest), rest.nextBatchPrevId]).toEqual([made.slice(1_000), undefined]);
      }
      await tokenUseIsWritten(scene.app, userToken);
      for (const query of ['', `?prevId=${made[500]}`]) {
        const sent = await statementsOf(scene.app, () => read(listing(userToken, query)));
        const lists = sent.filter(({ sql }) => sql.includes('FROM enterprise_users l'));
        expect(lists).toHaveLength(query === '' ? 1 : 2);
        for (const each of lists) {
          const plan = (await planOf(scene.app, each)).join('; ');
          expect(plan).toMatch(
            /l range ix_enterprise_users_user|l USING .*INDEX ix_enterprise_users_user \(.*_id>\?\)/,
          );
          expect(plan).not.toMatch(/SCAN|TEMP|\bALL\b|sort/);
        }
      }
    });

    it('is read page by page over several organizations: each enterprise once, none of suspended organizations', async () => {
      const user = await scene.make.user();
      const organizations = [await scene.make.root(), await scene.make.root(), await scene.make.root()] as const;
      const made: string[][] = [];
      for (const each of organizations.toReversed())
        made.unshift(await manyEnterprises(scene.app.sql, each, user.id, 7));
      await scene.make.suspend(organizations[1]);
      const userToken = await scene.make.userToken(user);
      const seen = [...made[0]!, ...made[2]!];
      expect(ids(await read(listing(userToken)))).toEqual(seen.toSorted());
      for (const limit of [1, 2, 7, 13, 14]) {
        const parts: string[] = [];
        for (let more = ''; ;) {
          const part = await read(listing(userToken, `?limit=${limit}${more}`));
          parts.push(...ids(part));
          if (part.nextBatchPrevId === undefined) break;
          more = `&prevId=${part.nextBatchPrevId}`;
        }
        expect(limit === 14 ? parts.toSorted() : parts).toEqual(limit === 14 ? seen.toSorted() : seen);
      }
      expect(ids(await read(listing(userToken, `?prevId=${'0'.repeat(32)}`)))).toEqual([]);

      const [gone] = made[0]!;
      const operator = await scene.make.operatorToken();
      const url = `/api/v2/enterprise/${gone}`;
      expect((await scene.app.call({ method: 'DELETE', url, token: operator })).status).toBe(200);
      const behind = ids(await read(listing(userToken, `?prevId=${gone}`)));
      expect(behind).toEqual([...made[0]!.slice(1), ...made[2]!]);
      const other = {
        method: 'GET',
        url: `/api/v2/user/${user.id}/enterprise?limit=500&prevId=${gone}`,
        token: userToken,
      } as const;
      const held = ids((await scene.app.call<Listed>(other)).body);
      expect(held).toEqual([...made[0]!.slice(1), ...made[2]!]);
    });

    it.each(['limit=0', 'limit=1001', 'limit=x', 'prevId=x'])('400 for %s', async (query) => {
      const { token } = await scene.root();
      const { status, body } = await scene.app.call<{ name: string }>(listing(token, `?${query}`));
      expect([status, body.name]).toEqual([400, 'Invalid']);
    });

    it('401 without a token, 403 without the scope and for the token of what is suspended', async () => {
      await scene.refuses(listing(undefined), 401, 'Unauthorized');
      const { organization, token } = await scene.root();
      const narrow = await scene.make.organizationToken(organization, ['organizations:read']);
      await scene.refuses(listing(narrow), 403, 'ScopeNotGranted', { scopes: ['enterprises:read'] });
      await scene.make.suspend(organization);
      const context = { organizationId: organization.id, inherited: false };
      await scene.refuses(listing(token), 403, 'OrganizationSuspended', context);
      const inactive = await scene.root({ activated: false });
      const { id: organizationId } = inactive.organization;
      await scene.refuses(listing(inactive.token), 403, 'OrganizationNotActivated', { organizationId });
    });
  });

  describe('GET …/enterprise/search', () => {
    it('is not read as an enterprise with the id "search"', async () => {
      const { organization, token, all } = await three();
      expect(ids(await read(searching(organization, token)))).toEqual(all);
    });

    it('shows a user only their own in this organization, by pages; other tokens all of it', async () => {
      const { organization, user, userToken, all } = await three();
      const other = await scene.make.root();
      await give(user, await scene.make.enterprise(other), other, 'admin');
      expect(ids(await read(searching(organization, userToken)))).toEqual([all[0], all[2]]);
      const first = await read(searching(organization, userToken, '?limit=1'));
      expect(first).toEqual({ enterprises: [expect.anything()], nextBatchPrevId: all[0] });
      const second = await read(searching(organization, userToken, `?limit=1&prevId=${all[0]}`));
      expect([ids(second), Object.keys(second)]).toEqual([[all[2]], ['enterprises']]);
      expect(ids(await read(searching(organization, await scene.make.operatorToken())))).toEqual(all);
    });

    it('finds by name or id, only among a user’s own', async () => {
      const { organization, token, userToken, all } = await three();
      expect(ids(await read(searching(organization, token, '?q=A')))).toEqual([all[1], all[2]]);
      expect(ids(await read(searching(organization, userToken, '?q=a')))).toEqual([all[2]]);
      expect(ids(await read(searching(organization, userToken, `?q=${all[0]}`)))).toEqual([all[0]]);
      expect(ids(await read(searching(organization, userToken, `?q=${all[1]}`)))).toEqual([]);
      const first = await read(searching(organization, token, '?q=a&limit=1'));
      const second = await read(searching(organization, token, `?q=a&limit=1&searchAfter=${first.nextSearchAfter}`));
      expect([ids(first), ids(second), second.nextSearchAfter]).toEqual([[all[1]], [all[2]], undefined]);
    });

    it('is for customers, who see only their own, and for members and admins of the organization', async () => {
      const { organization, all } = await three();
      const customer = await scene.make.member(organization, 'customer');
      await give(customer, { id: all[1] }, organization, 'admin');
      expect(ids(await read(searching(organization, await scene.make.userToken(customer))))).toEqual([all[1]]);
      for (const role of ['admin', 'member'] as const) {
        const token = await scene.make.userToken(await scene.make.member(organization, role));
        expect(ids(await read(searching(organization, token)))).toEqual([]);
      }
    });

    it('reads few and many of a user’s own from the better of two indexes', async () => {
      const { organization } = await scene.root();
      const [many, few] = [await scene.make.user(), await scene.make.user()];
      const made = await manyEnterprises(scene.app.sql, organization, many.id, 1_200, (index) => ({
        name: `${index % 2 === 0 ? 'even' : 'odd'}-${index}@example.com`,
      }));
      for (const id of made.slice(0, 3)) await give(few, { id }, organization, 'member');
      const plan = async (user: User) => {
        const token = await scene.make.userToken(user);
        const found = await read(searching(organization, token, '?q=even&limit=500'));
        await tokenUseIsWritten(scene.app, token);
        const ask = () => read(searching(organization, token, '?q=even&limit=500'));
        const statements = await statementsOf(scene.app, ask);
        const last = statements.filter(({ sql }) => sql.includes('name_search')).at(-1)!;
        return { found: found.enterprises.length, plan: (await planOf(scene.app, last)).join('; ') };
      };
      const [ofMany, ofFew] = [await plan(many), await plan(few)];
      expect([ofMany.found, ofFew.found]).toEqual([500, 2]);
      expect(ofMany.plan).toContain('ix_enterprises_name');
      expect(ofMany.plan).not.toMatch(/SCAN|TEMP|\bALL\b|sort/);
      expect(ofFew.plan).toContain('ix_enterprise_users_user');
      expect(ofFew.plan).not.toContain('ix_enterprises_name');
    });

    it.each([
      ['q=x&prevId=' + '0'.repeat(32), 'q', 'excluded'],
      ['q=', 'q', 'too_short'],
      ['q=%20', 'q', 'pattern'],
      ['searchAfter=x', 'searchAfter', 'pattern'],
      ['limit=501', 'limit', 'too_large'],
      ['prevId=x', 'prevId', 'pattern'],
    ])('400 for the query %s', async (query, path, rule) => {
      const { organization, token } = await scene.root();
      const fields = [{ path, rule }];
      const also = query.startsWith('searchAfter') ? [{ path: 'q', rule: 'missing' }] : [];
      await scene.refuses(searching(organization, token, `?${query}`), 400, 'Invalid', {
        fields: [...also, ...fields],
      });
    });

    it('404 for a token of another organization, for an absent one, and for a user whose only enterprise is elsewhere', async () => {
      const { userToken, token } = await three();
      const other = await scene.make.root();
      for (const { id } of [other, { id: '0'.repeat(32) }]) {
        for (const as of [userToken, token]) {
          await scene.refuses(searching({ id }, as), 404, 'OrganizationNotFound', { organizationId: id });
        }
      }
      await scene.refuses(searching({ id: 'x' }, token), 400, 'InvalidOrganizationId', { id: 'x' });
      await scene.refuses(searching(other, undefined), 401, 'Unauthorized');
    });

    it('403 for all callers in a suspended organization or below it, customers and members of enterprises too', async () => {
      const { organization, token, userToken, all } = await three();
      const customer = await scene.make.member(organization, 'customer');
      await give(customer, { id: all[1] }, organization, 'admin');
      const callers = [token, userToken, await scene.make.userToken(customer)];
      await scene.make.suspend(organization);
      for (const as of callers) {
        const context = { organizationId: organization.id, inherited: false };
        await scene.refuses(searching(organization, as), 403, 'OrganizationSuspended', context);
      }
      await scene.make.unsuspend(organization);
      await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [organization.id]);
      for (const as of callers) {
        const context = { organizationId: organization.id };
        await scene.refuses(searching(organization, as), 403, 'OrganizationNotActivated', context);
      }
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [organization.id]);
      const context = { organizationId: organization.id };
      await scene.refuses(searching(organization, userToken), 404, 'OrganizationNotFound', context);
      const narrow = await scene.make.operatorToken(['users:read']);
      await scene.refuses(searching(organization, narrow), 403, 'ScopeNotGranted', { scopes: ['enterprises:read'] });
    });
  });
});
