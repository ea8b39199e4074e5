import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey, aSubDomain } from '../../support/scenes/factories.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { Lifecycle, word } from '../../support/scenes/lifecycle.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { addMember } from '../../support/scenes/roles.js';

describe.each(testDatabases())('deleting an organization as the operator on $name', (database) => {
  let scene: Scene;
  let on: Lifecycle;
  let operator: string;
  let root: Organization;
  let own: string;

  beforeAll(async () => {
    scene = await Scene.open(database, { TOKEN_CACHE_MS: '60000' });
    on = new Lifecycle(scene);
    operator = await scene.make.operatorToken();
  });

  beforeEach(async () => {
    root = await scene.make.root();
    own = await scene.make.organizationToken(root);
  });

  afterAll(() => scene.close());

  /** All that a deletion changes: the row, its tokens in use, the audit events. */
  async function traces(organization: Organization) {
    const row = await scene.row(organization.id);
    const inUse = 'organization_id = ? AND revoked_at IS NULL';
    return {
      deleted: row?.deleted_at !== null,
      version: row?.version,
      tokens: await scene.app.sql.count('access_tokens', inUse, [organization.id]),
      events: (await on.events(organization)).map(({ action }) => action),
    };
  }

  const untouched = { deleted: false, version: 1, tokens: 1, events: [] };
  const api = (url: string, token: string) => on.call({ method: 'GET', url, token });

  describe('200', () => {
    it('deletes a root for good, with its tokens, and shows it to no caller', async () => {
      const user = await scene.make.member(root, 'admin');
      const ofUser = await scene.make.userToken(user);
      expect(word(await on.get(root, own))).toBe('200');
      expect((await api('/api/v2/user/me/organization', ofUser)).text).toContain(root.id);
      const { status, body } = await on.deleteAny(root, operator);
      expect([status, body]).toEqual([200, { success: true }]);
      const events = ['organization.deleted'];
      expect(await traces(root)).toEqual({ deleted: true, version: 2, tokens: 0, events });
      const data = JSON.stringify({ parentId: null });
      expect(await on.events(root)).toMatchObject([{ actor_kind: 'operator', organization_id: root.id, data }]);
      // At once in this process, though it has the token in memory.
      expect(word(await on.get(root, own))).toBe('403 invalid_api_token');
      expect(word(await on.get(root, operator))).toBe('404 organization_not_found');
      expect(word(await on.get(root, ofUser))).toBe('404 organization_not_found');
      const lists = ['/core/v1/organizations', '/api/v2/organization', '/api/v2/user/me/organization'];
      for (const url of lists) {
        const { status: listed, text } = await api(url, ofUser);
        expect({ url, listed, isNamed: text.includes(root.id) }).toEqual({ url, listed: 200, isNamed: false });
      }
      const ofOperator = `/api/v2/user/${user.id}/organization`;
      for (const url of ['/core/v1/organizations', '/api/v2/organization', ofOperator]) {
        expect((await api(url, operator)).text).not.toContain(root.id);
      }
    });

    it('keeps its sub-domain from all others', async () => {
      expect(word(await on.deleteAny(root, operator))).toBe('200');
      const json = { name: 'Another', sub_domain: root.subDomain };
      const answer = await on.call({ method: 'POST', url: '/core/v1/organizations', token: operator, json });
      expect(answer.body.error.detail).toEqual({ errors: ['Sub domain has already been taken'] });
    });

    it('is allowed while it is suspended, or not activated', async () => {
      await scene.make.suspend(root);
      const inactive = await scene.make.root({ activated: false });
      for (const organization of [root, inactive]) expect(word(await on.deleteAny(organization, operator))).toBe('200');
    });

    it('deletes a tree from below, managed organizations by the same call, which frees their place in the limit', async () => {
      const child = await scene.make.managed(root);
      expect(word(await on.deleteAny(root, operator))).toBe('409 deletion_steps_not_satisfied');
      expect(word(await on.deleteAny(child, operator))).toBe('200');
      expect((await scene.usage(root)).count).toBe(0);
      expect(word(await on.deleteAny(root, operator))).toBe('200');
      expect((await scene.usage(root)).count).toBe(0);
    });

    it('needs its scope alone, and takes the organization from a body and a condition from If-Match', async () => {
      const narrow = await scene.make.operatorToken(['organizations:delete']);
      const { etag } = (await on.get(root, operator)).headers;
      await scene.make.suspend(root);
      expect(word(await on.deleteAny(root, narrow, { 'If-Match': etag! }))).toBe('412 precondition_failed');
      const json = { organization: { sub_domain: root.subDomain } };
      const url = '/core/v1/organizations/organization';
      expect(word(await on.call({ method: 'DELETE', url, token: narrow, json }))).toBe('200');
      expect((await traces(root)).deleted).toBe(true);
    });

    it('answers a repetition of its creation that it is gone', async () => {
      const json = { name: 'Once', sub_domain: aSubDomain() };
      const headers = { 'Idempotency-Key': aKey() };
      const call = { method: 'POST', url: '/core/v1/organizations', token: operator, json, headers } as const;
      const { id } = (await on.call(call)).body.organization as { id: string };
      expect(word(await on.call(call))).toBe('201');
      expect(word(await on.deleteAny({ id }, operator))).toBe('200');
      const { status, body } = await on.call(call);
      const detail = { type: 'organization', id };
      expect([status, body.error]).toEqual([409, expect.objectContaining({ code: 'idempotency_key_spent', detail })]);
    });
  });

  describe('409', () => {
    it('shows the steps where organizations or enterprises are left, and changes nothing', async () => {
      expect((await scene.app.call(createEnterprise(root, own))).status).toBe(200);
      const left = async () => {
        const { status, body } = await on.deleteAny(root, operator);
        expect([status, body.error.code]).toEqual([409, 'deletion_steps_not_satisfied']);
        expect(body.error.detail).toEqual((await on.steps(root, operator)).body);
        const steps = Object.entries(body.error.detail.steps as Record<string, { satisfied: boolean }>);
        return steps.flatMap(([name, { satisfied }]) => (satisfied ? [] : [name]));
      };
      expect(await left()).toEqual(['enterprises']);
      expect((await scene.app.call(createManaged(root, own))).status).toBe(201);
      expect(await left()).toEqual(['managed_organizations', 'enterprises']);
      expect(await traces(root)).toEqual(untouched);
    });
  });

  describe('403 and 404', () => {
    it('is refused to all callers but the operator, and without the scope', async () => {
      const child = await scene.make.managed(root);
      const admin = await scene.make.userToken(await scene.make.member(root, 'admin'));
      for (const token of [own, admin]) {
        for (const organization of [root, child]) {
          expect(word(await on.deleteAny(organization, token))).toBe('403 permission_denied');
        }
      }
      const narrow = await scene.make.operatorToken(['managed_organizations:delete', 'organizations:write']);
      expect(word(await on.deleteAny(root, narrow))).toBe('403 scope_not_granted');
      expect((await traces(root)).deleted || (await traces(child)).deleted).toBe(false);
    });

    it('is the same 404 for an absent one, one that is not visible, and one that is deleted already', async () => {
      const absent = await on.deleteAny({ id: '0'.repeat(32) }, operator);
      expect(word(absent)).toBe('404 organization_not_found');
      expect((await on.deleteAny(scene.root, own)).text).toBe(absent.text);
      await on.deleteAny(root, operator);
      const after = await traces(root);
      for (const refused of [
        await on.deleteAny(root, operator),
        await on.steps(root, operator),
        await on.delete(root, operator),
      ]) {
        expect(refused.text).toBe(absent.text);
      }
      expect((await scene.app.call(addMember(root, operator))).status).toBe(404);
      expect(await traces(root)).toEqual(after);
    });
  });
});
