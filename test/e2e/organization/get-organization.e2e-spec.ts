import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { addMember } from '../../support/scenes/roles.js';

interface Body {
  readonly organization: Record<string, unknown>;
  readonly error: { readonly code: string; readonly detail: object };
}

describe.each(testDatabases())('getting an organization on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;

  beforeAll(async () => {
    fresh = await database.fresh();
    app = await startApp(fresh.env);
    make = new Factories(app);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const get = (path: string, token: string) =>
    app.call<Body>({ method: 'GET', url: `/core/v1/organizations/${path}`, token });
  const named = ({ id }: Organization) => id;

  describe('200', () => {
    it('is the whole documented object, equal to what its creation answered', async () => {
      const root = await make.root();
      const token = await make.organizationToken(root, ['organizations:read', 'managed_organizations']);
      const json = { name: 'Acme', sub_domain: `acme-${root.subDomain.slice(-6)}` };
      const url = `/core/v1/organizations/${root.id}/managed`;
      const created = await app.call<Body>({ method: 'POST', url, token, json });
      const { status, body } = await get(String(created.body.organization.id), token);
      expect(status).toBe(200);
      expect(body).toEqual({ organization: created.body.organization });
      expect(Object.keys(body.organization)).toEqual(Object.keys(created.body.organization));
    });

    it('finds it by sub-domain in the query, and by a lookup in the body of a GET', async () => {
      const root = await make.root();
      const token = await make.organizationToken(root);
      const byQuery = await get(`_?organization[sub_domain]=${root.subDomain}`, token);
      const json = { organization: { id: root.id } };
      const byBody = await app.call<Body>({ method: 'GET', url: '/core/v1/organizations/_', token, json });
      expect([byQuery.status, byQuery.body.organization.id]).toEqual([200, root.id]);
      expect([byBody.status, byBody.body.organization.id]).toEqual([200, root.id]);
    });

    it('takes an id that is sent as a sub-domain, in query and body, for the id that it is', async () => {
      const [root, foreign] = [await make.root(), await make.root()];
      const token = await make.organizationToken(root);
      const byQuery = await get(`_?organization[sub_domain]=${root.id}`, token);
      const json = { organization: { sub_domain: root.id } };
      const byBody = await app.call<Body>({ method: 'GET', url: '/core/v1/organizations/_', token, json });
      for (const { status, body } of [byQuery, byBody]) expect([status, body.organization.id]).toEqual([200, root.id]);
      const hidden = await get(`_?organization[sub_domain]=${foreign.id}`, token);
      expect([hidden.status, hidden.body.error.code]).toEqual([404, 'organization_not_found']);
    });

    it('shows it, and its enterprises, to a user with several roles on its path as to the highest of them', async () => {
      const [root, child, grandchild] = (await make.lineage(3)) as [Organization, Organization, Organization];
      const enterprise = await make.enterprise(grandchild);
      const user = await make.member(root, 'member');
      const [token, operator] = [await make.userToken(user), await make.operatorToken()];
      for (const organization of [child, grandchild]) {
        const role = { username: user.email, role: 'admin' };
        expect((await app.call(addMember(organization, operator, role))).status).toBe(200);
      }
      await make.suspend(child);
      const { status, body } = await get(named(grandchild), token);
      expect([status, body.organization.suspended]).toEqual([200, true]);
      const url = `/api/v2/enterprise/${enterprise.id}`;
      expect((await app.call({ method: 'GET', url, token })).status).toBe(200);
    });

    it('shows a suspended organization to a token from above the hold, and to the operator', async () => {
      const [root, child, grandchild] = (await make.lineage(3)) as [Organization, Organization, Organization];
      await make.suspend(child);
      for (const token of [await make.organizationToken(root), await make.operatorToken()]) {
        for (const organization of [child, grandchild]) {
          const { status, body } = await get(named(organization), token);
          expect([status, body.organization.suspended]).toEqual([200, true]);
        }
        expect((await get(named(root), token)).body.organization.suspended).toBe(false);
      }
    });

    it('lets a member of it or of an ancestor read, and no lower role', async () => {
      const [root, child] = (await make.lineage(2)) as [Organization, Organization];
      const member = await make.userToken(await make.member(root, 'member'));
      const customer = await make.userToken(await make.member(root, 'customer'));
      expect((await get(named(child), member)).status).toBe(200);
      const refused = await get(named(child), customer);
      expect([refused.status, refused.body.error.code]).toEqual([403, 'permission_denied']);
    });
  });

  describe('403', () => {
    it('refuses its own token, and those below, while it is suspended or its parent is', async () => {
      const [root, child, grandchild] = (await make.lineage(3)) as [Organization, Organization, Organization];
      const own = await make.organizationToken(child);
      const below = await make.organizationToken(grandchild);
      await make.suspend(child);
      for (const [organization, token] of [
        [child, own],
        [grandchild, own],
        [grandchild, below],
      ] as const) {
        const { status, body } = await get(named(organization), token);
        expect([status, body.error.code]).toEqual([403, 'organization_suspended']);
      }
      await make.unsuspend(child);
      await make.suspend(root);
      expect((await get(named(grandchild), below)).status).toBe(403);
    });

    it('refuses its own token before it is activated, and shows it to the operator', async () => {
      const root = await make.root({ activated: false });
      const { status, body } = await get(named(root), await make.organizationToken(root));
      expect([status, body.error.code]).toEqual([403, 'organization_not_activated']);
      const seen = await get(named(root), await make.operatorToken());
      expect([seen.status, seen.body.organization.activated_at]).toEqual([200, null]);
    });

    it('requires its scope', async () => {
      const root = await make.root();
      const token = await make.organizationToken(root, ['managed_organizations']);
      const { status, body } = await get(named(root), token);
      expect([status, body.error]).toMatchObject([403, { detail: { scopes: ['organizations:read'] } }]);
    });
  });

  describe('404', () => {
    it('is the same for an absent organization, for one of another tree, for a parent and for a sub-domain in the path', async () => {
      const [root, child] = (await make.lineage(2)) as [Organization, Organization];
      const foreign = await make.root();
      const token = await make.organizationToken(child);
      const absent = await get('0'.repeat(32), token);
      expect(absent.status).toBe(404);
      for (const path of [foreign.id, root.id, child.subDomain, '_', 'organization', ':organization']) {
        const { status, text } = await get(path, token);
        expect([path, status, text]).toEqual([path, 404, absent.text]);
      }
    });
  });
});
