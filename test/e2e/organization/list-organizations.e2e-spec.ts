import { MAX_VISIBLE } from '../../../src/organization/listing/visible-organizations.service.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { type Refused, Scene } from '../../support/scenes/managed-organizations.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';
import { NOT_FOUND } from '../dialect/core-v1-behaviour.fixtures.js';

interface Listed {
  readonly next_cursor?: string;
  readonly organizations: { readonly id: string; readonly suspended: boolean; readonly activated_at: number | null }[];
}

const URL = '/core/v1/organizations';

describe.each(testDatabases())('GET /core/v1/organizations on $name', (database) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(database);
  });

  afterAll(() => scene.close());

  const ask = <Body = Refused>(token?: string, url = URL) =>
    scene.app.call<Body>({ method: 'GET', url, ...(token !== undefined && { token }) });
  const list = async (token: string, url = URL) => {
    const { status, text, body } = await ask<Listed>(token, url);
    expect({ status, text }).toMatchObject({ status: 200 });
    const { organizations, next_cursor: cursor } = body;
    return { text, organizations, cursor, ids: organizations.map(({ id }) => id) };
  };
  const states = async (token: string) =>
    (await list(token)).organizations.map(({ id, suspended }) => [id, suspended] as const);
  const set = (column: 'deleted_at' | 'activated_at', value: number | null, { id }: Organization) =>
    scene.app.sql.execute(`UPDATE organizations SET ${column} = ? WHERE id = ?`, [value, id]);
  const grant = ({ id: userId }: User, { id }: Organization, role: string) =>
    scene.app.sql.execute(
      'INSERT INTO organization_users (organization_id, user_id, role, created_at, accepted) VALUES (?, ?, ?, 1, 1)',
      [id, userId, role],
    );
  const idsOf = (organizations: readonly Organization[]) => organizations.map(({ id }) => id);

  describe('200 for the token of an organization', () => {
    it('is the documented list, byte for byte: eight members of each, its own first', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const shown = [root, child].map(({ id, name, subDomain, createdAt, managed }) => {
        const seconds = Math.floor(createdAt / 1_000);
        const { INFRASTRUCTURE_DOMAIN: domain } = scene.app.env;
        return (
          `{"id":"${id}","name":"${name}","sub_domain":"${subDomain}","infrastructure_domain":"${subDomain}.${domain}",` +
          `"created_at":${seconds},"activated_at":${seconds},"suspended":false,"managed":${managed}}`
        );
      });
      const { text } = await list(await scene.make.organizationToken(root));
      expect(text).toBe(`{"organizations":[${shown.join(',')}]}`);
      expect((await list(await scene.make.organizationToken(root), `${URL}/?page=2`)).text).toBe(text);
    });

    it('puts its own first though others are older, then those directly below it, oldest first', async () => {
      const root = await scene.make.root();
      const below = [await scene.make.managed(root), await scene.make.managed(root), await scene.make.managed(root)];
      await scene.make.managed(below[0]!);
      const token = await scene.make.organizationToken(root);
      expect((await list(token)).ids).toEqual(idsOf([root, ...below]));
      await set('deleted_at', 1, below[1]!);
      expect((await list(token)).ids).toEqual(idsOf([root, below[0]!, below[2]!]));
      const [own, child] = [below[0]!, below[2]!];
      expect((await list(await scene.make.organizationToken(own))).ids[0]).toBe(own.id);
      expect((await list(await scene.make.organizationToken(child))).ids).toEqual([child.id]);
    });

    it('shows which of those below are suspended, or not activated', async () => {
      const root = await scene.make.root();
      const below = [await scene.make.managed(root), await scene.make.managed(root)] as const;
      const token = await scene.make.organizationToken(root);
      await scene.make.suspend(below[0]);
      await set('activated_at', null, below[1]);
      const { organizations } = await list(token);
      expect(organizations.map(({ suspended }) => suspended)).toEqual([false, true, false]);
      expect(organizations.map(({ activated_at: at }) => at === null)).toEqual([false, false, true]);
    });

    it('shows its own alone, as suspended, while that is suspended by itself or from above', async () => {
      const [root, middle, leaf] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      const token = await scene.make.organizationToken(middle);
      expect(await states(token)).toEqual([
        [middle.id, false],
        [leaf.id, false],
      ]);
      for (const held of [middle, root]) {
        await scene.make.suspend(held);
        expect(await states(token)).toEqual([[middle.id, true]]);
        await scene.make.unsuspend(held);
      }
      expect(await states(token)).toHaveLength(2);
    });

    it('shows its own alone while that, or one above it, is not activated', async () => {
      const inactive = await scene.make.root({ activated: false });
      const { organizations } = await list(await scene.make.organizationToken(inactive));
      expect(organizations).toMatchObject([{ id: inactive.id, activated_at: null, suspended: false }]);
      const [root, middle] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      await set('activated_at', null, root);
      expect(await states(await scene.make.organizationToken(middle))).toEqual([[middle.id, false]]);
    });

    it('is cut after a thousand in all, and goes on behind them', async () => {
      const root = await scene.make.root();
      const ids = await manyManaged(scene.app.sql, root, MAX_VISIBLE);
      const token = await scene.make.organizationToken(root);
      const first = await list(token);
      expect(first.ids).toEqual([root.id, ...ids.slice(0, MAX_VISIBLE - 1)]);
      const behind = `${URL}?cursor=${first.cursor}`;
      expect(await list(token, behind)).toMatchObject({ ids: ids.slice(-1), cursor: undefined });
      await scene.make.suspend(root);
      expect((await list(token, behind)).ids).toEqual([]);
    });
  });

  describe('200 for the token of a user', () => {
    it('is where they have a role with access, by id, and nothing above or below', async () => {
      const [root, middle] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      const other = await scene.make.root();
      const closed = await scene.make.root();
      const user = await scene.make.member(other, 'serviceUser');
      await grant(user, middle, 'member');
      await grant(user, closed, 'customer');
      const token = await scene.make.userToken(user);
      expect((await list(token)).ids).toEqual(idsOf([middle, other]));
      await grant(user, root, 'admin');
      expect((await list(token)).ids).toEqual(idsOf([root, middle, other]));
      expect((await list(await scene.make.userToken(await scene.make.user()))).ids).toEqual([]);
    });

    it('shows each with a suspension of its own, computed over its path', async () => {
      const [root, middle, leaf] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      const user = await scene.make.member(leaf, 'member');
      for (const above of [root, middle]) await grant(user, above, 'member');
      const token = await scene.make.userToken(user);
      const suspended = async () => (await states(token)).map(([, is]) => is);
      expect(await suspended()).toEqual([false, false, false]);
      await scene.make.suspend(middle);
      expect(await suspended()).toEqual([false, true, true]);
      await scene.make.suspend(root);
      expect(await suspended()).toEqual([true, true, true]);
      await scene.make.unsuspend(root);
      await scene.make.unsuspend(middle);
      await scene.make.suspend(leaf);
      expect(await suspended()).toEqual([false, false, true]);
    });

    it('leaves out what is deleted, and what is below it', async () => {
      const [root, middle, leaf] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      const user = await scene.make.member(leaf, 'admin');
      await grant(user, root, 'admin');
      const token = await scene.make.userToken(user);
      await set('deleted_at', 1, middle);
      expect((await list(token)).ids).toEqual([root.id]);
      await set('deleted_at', null, middle);
      await set('deleted_at', 1, leaf);
      expect((await list(token)).ids).toEqual([root.id]);
    });

    it('reaches to the eighth level, which is as deep as a path can be', async () => {
      const line = [await scene.make.root()];
      for (let level = 2; level <= 8; level++) {
        const parent = line.at(-1)!;
        const [id] = await manyManaged(scene.app.sql, parent, 1);
        line.push({ ...parent, id: id!, parentId: parent.id, path: [...parent.path, id!], depth: level });
      }
      const token = await scene.make.userToken(await scene.make.member(line[7]!, 'member'));
      expect(await states(token)).toEqual([[line[7]!.id, false]]);
      await scene.make.suspend(line[6]!);
      expect(await states(token)).toEqual([[line[7]!.id, true]]);
    });

    it('is cut after a thousand, the oldest of them, and goes on behind them', async () => {
      const root = await scene.make.root();
      const ids = await manyManaged(scene.app.sql, root, MAX_VISIBLE + 5);
      const user = await scene.make.user();
      await scene.app.sql.execute(
        `INSERT INTO organization_users (organization_id, user_id, role, created_at)
          SELECT id, ?, 'member', 1 FROM organizations WHERE parent_id = ?`,
        [user.id, root.id],
      );
      const token = await scene.make.userToken(user);
      const { ids: first, cursor } = await list(token);
      expect(first).toEqual(ids.slice(0, MAX_VISIBLE));
      expect(await list(token, `${URL}?cursor=${cursor}`)).toMatchObject({ ids: ids.slice(-5), cursor: undefined });
      const { body } = await ask<Listed>(token, '/core/v1/users/current');
      expect([body.organizations.length, body.next_cursor]).toEqual([MAX_VISIBLE, cursor]);
    });
  });

  it('200 for the operator: every root that is not deleted, oldest first, whatever its state, and nothing below', async () => {
    const roots = [await scene.make.root(), await scene.make.root({ activated: false }), await scene.make.root()];
    await scene.make.managed(roots[0]!);
    await scene.make.suspend(roots[0]!);
    const token = await scene.make.operatorToken();
    const { ids, organizations } = await list(token);
    expect(ids.filter((id) => idsOf(roots).includes(id))).toEqual(idsOf(roots));
    expect(ids).toEqual(ids.toSorted());
    expect(ids).toHaveLength(await scene.app.sql.count('organizations', 'parent_id IS NULL'));
    expect(organizations.find(({ id }) => id === roots[0]!.id)?.suspended).toBe(true);
    await set('deleted_at', 1, roots[2]!);
    expect((await list(token)).ids).not.toContain(roots[2]!.id);
  });

  it.each(['organizations:read', 'all'] as const)('200 for a token with the scope %s alone', async (scope) => {
    await list(await scene.make.organizationToken(scene.root, [scope]));
  });

  it('403 without its scope', async () => {
    const { status, body } = await ask(await scene.make.organizationToken(scene.root, ['managed_organizations']));
    expect([status, body.error]).toMatchObject([403, { code: 'scope_not_granted' }]);
    expect(body.error.detail).toEqual({ scopes: ['organizations:read'] });
  });

  it('404 for the token of an organization that is deleted, or below one that is', async () => {
    const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    const token = await scene.make.organizationToken(child);
    for (const gone of [child, root]) {
      await set('deleted_at', 1, gone);
      const { status, body } = await ask(token);
      expect({ status, body }).toEqual(NOT_FOUND);
      await set('deleted_at', null, gone);
    }
    expect((await list(token)).ids).toEqual([child.id]);
  });

  it.each(['x', '', 'A'.repeat(32)])('400 for the cursor "%s"', async (cursor) => {
    const { status, body } = await ask(scene.token, `${URL}?cursor=${cursor}`);
    expect([status, body.error]).toMatchObject([400, { code: 'invalid_argument', detail: { path: ['cursor'] } }]);
  });

  it('400 without a token', async () => {
    expect(await ask()).toMatchObject({ status: 400, body: { error: { code: 'missing_api_token' } } });
  });
});
