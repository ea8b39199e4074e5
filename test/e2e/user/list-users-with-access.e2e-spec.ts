import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEmail } from '../../support/scenes/factories.js';
import { type Refused, Scene } from '../../support/scenes/managed-organizations.js';
import { NOT_FOUND } from '../dialect/core-v1-behaviour.fixtures.js';

interface Listed {
  readonly pagination: Record<string, unknown>;
  readonly users: { readonly user: { readonly id: string } }[];
}

const MANY = 1_001;

describe.each(testDatabases())('GET /core/v1/organizations/{organization}/users_with_access on $name', (database) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(database);
  });

  afterAll(() => scene.close());

  const at = (id: string, query = '') => `/core/v1/organizations/${id}/users_with_access${query}`;
  const ask = <Body = Refused>(url: string, token?: string) =>
    scene.app.call<Body>({ method: 'GET', url, ...(token !== undefined && { token }) });
  const list = async ({ id }: Organization, token: string, query = '') => {
    const { status, text, body } = await ask<Listed>(at(id, query), token);
    expect({ status, text }).toMatchObject({ status: 200 });
    return { text, pagination: body.pagination, ids: body.users.map(({ user }) => user.id) };
  };
  const sql = (text: string, ...params: (string | number)[]) => scene.app.sql.execute(text, params);
  const grant = (userId: string, { id }: Organization, role: string) =>
    sql(
      'INSERT INTO organization_users (organization_id, user_id, role, created_at) VALUES (?, ?, ?, 1)',
      id,
      userId,
      role,
    );

  /** So many members of an organization, written past the application; their ids in order. */
  const members = async (organization: Organization, number: number) => {
    const ids = Array.from({ length: number }, () => newId());
    for (let from = 0; from < number; from += 500) {
      const batch = ids.slice(from, from + 500);
      const emails = batch.map(() => anEmail());
      await sql(
        `INSERT INTO users (id, email, email_canonical, created_at, version) VALUES ${batch.map(() => '(?, ?, ?, 1, 1)').join(', ')}`,
        ...batch.flatMap((id, index) => [id, emails[index]!, emails[index]!]),
      );
      await sql(
        `INSERT INTO organization_users (organization_id, user_id, role, created_at)
          VALUES ${batch.map(() => `(?, ?, 'member', 1)`).join(', ')}`,
        ...batch.flatMap((id) => [organization.id, id]),
      );
    }
    return ids;
  };

  describe('200', () => {
    it('is the documented page, byte for byte: each in `user`, a name that is not known is empty', async () => {
      const root = await scene.make.root();
      const [ada, nameless] = [await scene.make.member(root, 'admin'), await scene.make.member(root, 'member')];
      await sql('UPDATE users SET first_name = ?, last_name = ? WHERE id = ?', 'Ada', 'Lövelace', ada.id);
      expect((await list(root, await scene.make.organizationToken(root))).text).toBe(
        '{"pagination":{"current_page":1,"total_pages":1,"total":2,"per_page":30,"large_set":false},"users":[' +
          `{"user":{"id":"${ada.id}","first_name":"Ada","last_name":"Lövelace","avatar_url":""}},` +
          `{"user":{"id":"${nameless.id}","first_name":"","last_name":"","avatar_url":""}}]}`,
      );
    });

    it('is who has a role with access here or above, by id, each once; not customers, and none from below', async () => {
      const [root, middle, leaf] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      const twice = await scene.make.member(middle, 'admin');
      const above = await scene.make.member(root, 'serviceUser');
      const here = await scene.make.member(middle, 'member');
      await scene.make.member(middle, 'customer');
      const customerAbove = await scene.make.member(root, 'customer');
      await grant(customerAbove.id, middle, 'member');
      await grant(twice.id, root, 'member');
      await grant(twice.id, leaf, 'member');
      const below = await scene.make.member(leaf, 'admin');
      await scene.make.member(await scene.make.managed(root), 'admin');
      const token = await scene.make.organizationToken(root);
      const expected = [twice, above, here, customerAbove].map(({ id }) => id);
      expect(await list(middle, token)).toMatchObject({ ids: expected, pagination: { total: 4, total_pages: 1 } });
      expect((await list(leaf, token)).ids).toEqual([...expected, below.id]);
      expect((await list(root, token)).ids).toEqual([twice.id, above.id]);
    });

    it('leaves out erased users, and does not count them', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const [stays, goes] = [await scene.make.member(child, 'member'), await scene.make.member(root, 'admin')];
      await sql('UPDATE users SET erased_at = 1, email = NULL, email_canonical = NULL WHERE id = ?', goes.id);
      const token = await scene.make.organizationToken(root);
      expect(await list(child, token)).toMatchObject({ ids: [stays.id], pagination: { total: 1 } });
      expect(await list(root, token)).toMatchObject({ ids: [], pagination: { total: 0, total_pages: 0 } });
    });

    it('pages to the end, over all levels of the path, and does not count what is more than a thousand', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const token = await scene.make.organizationToken(root);
      const first = await members(child, 300);
      const upper = await members(root, 600);
      const last = await members(child, MANY - 900 - 1);
      for (const id of upper.slice(0, 50)) await grant(id, child, 'member');
      const everybody = [...first, ...upper, ...last];
      const pageOf = async (page: number) => (await list(child, token, `?per_page=200&page=${page}`)).ids;
      const pages = await Promise.all([1, 2, 3, 4, 5, 6].map(pageOf));
      expect(pages.flat()).toEqual(everybody);
      expect((await list(child, token)).pagination).toMatchObject({ total: 1_000, total_pages: 34, large_set: false });
      await members(root, 1);
      const large = { total: null, total_pages: null, large_set: true };
      expect((await list(child, token, '?page=40')).pagination).toMatchObject(large);
      expect((await list(root, token, '?per_page=200&page=4')).ids).toHaveLength(1);
      expect((await list(child, token, '?page=10000000&per_page=200')).ids).toEqual([]);
    });

    it('for a member, who sees other members, and for the operator', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const [boss, member] = [await scene.make.member(root, 'admin'), await scene.make.member(child, 'member')];
      for (const token of [await scene.make.userToken(member), await scene.make.operatorToken()]) {
        expect((await list(child, token)).ids).toEqual([boss.id, member.id]);
      }
      await list(child, await scene.make.organizationToken(child, ['organizations:read']));
    });
  });

  it('403 without its scope, for a customer, and while it is suspended', async () => {
    const refused = async ({ id }: Organization, token: string, code: string) =>
      expect(await ask(at(id), token)).toMatchObject({ status: 403, body: { error: { code } } });
    const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    await refused(
      root,
      await scene.make.organizationToken(root, ['users', 'managed_organizations']),
      'scope_not_granted',
    );
    await refused(root, await scene.make.userToken(await scene.make.member(root, 'customer')), 'permission_denied');
    const [own, user] = [await scene.make.organizationToken(child), await scene.make.member(child, 'admin')];
    await scene.make.suspend(root);
    await refused(child, own, 'organization_suspended');
    await refused(child, await scene.make.userToken(user), 'organization_suspended');
    expect((await list(child, await scene.make.operatorToken())).ids).toEqual([user.id]);
  });

  it('404 alike for what is absent, a stranger’s, above it, deleted, or a sub-domain in the path', async () => {
    const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    const gone = await scene.make.managed(child);
    await sql('UPDATE organizations SET deleted_at = 1 WHERE id = ?', gone.id);
    const token = await scene.make.organizationToken(child);
    for (const id of [newId(), scene.root.id, root.id, gone.id, child.subDomain, '_']) {
      const { status, body } = await ask(at(id), token);
      expect({ id, status, body }).toEqual({ id, ...NOT_FOUND });
    }
  });
});
