import type { Organization } from '../../../src/organization/organization.js';
import { DELETION_STEPS } from '../../../src/organization-deletion/deletion-steps.js';
import { testDatabases } from '../../support/database/databases.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { Lifecycle, word } from '../../support/scenes/lifecycle.js';
import { Scene } from '../../support/scenes/managed-organizations.js';

type Three = [Organization, Organization, Organization];

/** The keys of OrganizationDeletionSteps in the published document, in their order (core-v1.md §4.5). */
const PUBLISHED = `managed_organizations virtual_machines disks file_storage_volumes disk_backup_policies isos
  disk_templates load_balancers dns_zones empty_trash virtual_networks ip_addresses object_storage ensure_zero_balance
  ensure_no_outstanding_invoices`.split(/\s+/);

describe.each(testDatabases())('deleting a managed organization on $name', (database) => {
  let scene: Scene;
  let on: Lifecycle;
  let operator: string;

  beforeAll(async () => {
    scene = await Scene.open(database, { TOKEN_CACHE_MS: '60000' });
    on = new Lifecycle(scene);
    operator = await scene.make.operatorToken();
  });

  afterAll(() => scene.close());

  async function lineage() {
    const [root, parent, child] = (await scene.make.lineage(3)) as Three;
    const token = (organization: Organization) => scene.make.organizationToken(organization);
    return {
      root,
      parent,
      child,
      ofRoot: await token(root),
      ofParent: await token(parent),
      ofChild: await token(child),
    };
  }

  const addEnterprise = async (organization: Organization, token: string) => {
    expect((await scene.app.call(createEnterprise(organization, token))).status).toBe(200);
  };

  /** All that a deletion changes: the row, the counter, its tokens in use, the audit events. */
  async function traces(organization: Organization, root: Organization) {
    const { sql } = scene.app;
    const inUse = 'organization_id = ? AND revoked_at IS NULL';
    const row = await scene.row(organization.id);
    return {
      deleted: row?.deleted_at !== null,
      version: row?.version,
      counted: (await scene.usage(root)).count,
      tokens: await sql.count('access_tokens', inUse, [organization.id]),
      events: (await on.events(organization)).map(({ action }) => action),
    };
  }

  describe('200', () => {
    it('deletes it for good: row, tokens, counter and audit event in one', async () => {
      const { root, parent, child, ofRoot, ofParent, ofChild } = await lineage();
      const second = await scene.make.organizationToken(child);
      expect(word(await on.get(child, ofChild))).toBe('200');
      expect(await traces(child, root)).toMatchObject({ deleted: false, version: 1, counted: 2, tokens: 2 });
      const { status, body } = await on.delete(child, ofParent);
      expect([status, body]).toEqual([200, { success: true }]);
      const events = ['organization.deleted'];
      expect(await traces(child, root)).toEqual({ deleted: true, version: 2, counted: 1, tokens: 0, events });
      const data = JSON.stringify({ parentId: parent.id });
      const event = { action: 'organization.deleted', actor_kind: 'organization', organization_id: child.id, data };
      expect(await on.events(child)).toEqual([event]);
      // At once in this process, though it has the first of them in memory.
      for (const token of [ofChild, second]) expect(word(await on.get(child, token))).toBe('403 invalid_api_token');
      for (const token of [ofRoot, ofParent, operator]) {
        expect(word(await on.get(child, token))).toBe('404 organization_not_found');
      }
      expect(word(await on.get(parent, ofParent))).toBe('200');
    });

    it('frees its place in the limit, and its sub-domain for no other', async () => {
      const root = await scene.make.root({ limit: 1 });
      const token = await scene.make.organizationToken(root);
      const only = await scene.make.managed(root);
      expect(word(await on.call(createManaged(root, token)))).toBe('422 organization_limit_reached');
      expect(word(await on.delete(only, token))).toBe('200');
      const taken = await on.call(createManaged(root, token, { sub_domain: only.subDomain }));
      expect(taken.body.error.detail).toEqual({ errors: ['Sub domain has already been taken'] });
      expect(word(await on.call(createManaged(root, token)))).toBe('201');
      expect((await scene.usage(root)).count).toBe(1);
    });

    it('is allowed while the organization is suspended, and leaves its holds as they were', async () => {
      const { child, ofParent } = await lineage();
      await on.hold(child, ofParent);
      await scene.make.suspend(child);
      expect(word(await on.delete(child, ofParent))).toBe('200');
      expect(await on.holdsOn(child)).toHaveLength(2);
    });

    it('deletes a tree from below: each level once the one below is gone', async () => {
      const { root, parent, child, ofRoot } = await lineage();
      expect(word(await on.delete(parent, ofRoot))).toBe('409 deletion_steps_not_satisfied');
      for (const organization of [child, parent]) expect(word(await on.delete(organization, ofRoot))).toBe('200');
      expect(await scene.usage(root)).toEqual({ count: 0, limit: null });
    });

    it('is permitted to the operator, to an admin above and by its scope alone, by path as well as by body', async () => {
      const { root, parent, child, ofParent } = await lineage();
      const others = [await scene.make.managed(parent), await scene.make.managed(parent)] as const;
      const narrow = await scene.make.organizationToken(root, ['managed_organizations:delete']);
      expect(word(await on.delete(child, narrow))).toBe('200');
      const admin = await scene.make.userToken(await scene.make.member(parent, 'admin'));
      expect(word(await on.delete(others[0], admin))).toBe('200');
      const url = `/core/v1/managed_organizations/${others[1].id}`;
      expect(word(await on.call({ method: 'DELETE', url, token: operator }))).toBe('200');
      expect((await on.steps(parent, ofParent)).body.steps.managed_organizations?.satisfied).toBe(true);
    });

    it('takes If-Match: the state that was read, and no other', async () => {
      const { root, child, ofParent } = await lineage();
      const { etag } = (await on.get(child, ofParent)).headers;
      await scene.make.suspend(child);
      const before = await traces(child, root);
      expect(word(await on.delete(child, ofParent, { 'If-Match': etag! }))).toBe('412 precondition_failed');
      expect(await traces(child, root)).toEqual(before);
      const now = (await on.get(child, ofParent)).headers.etag!;
      expect(word(await on.delete(child, ofParent, { 'If-Match': now }))).toBe('200');
    });
  });

  describe('the steps', () => {
    it('are the published ones in the published order and one of our own, each with a description', async () => {
      const { child, ofChild } = await lineage();
      const { status, body, headers } = await on.steps(child, ofChild);
      expect([status, Object.keys(body)]).toEqual([200, ['steps']]);
      expect(Object.keys(body.steps)).toEqual([...PUBLISHED, 'enterprises']);
      expect(Object.keys(body.steps)).toEqual([...DELETION_STEPS]);
      for (const step of Object.values(body.steps)) {
        expect(step).toEqual({ satisfied: true, description: expect.stringMatching(/\w/) as unknown });
      }
      expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    });

    it('name what is left, to the organization itself, those above and the operator', async () => {
      const { root, parent, child, ofRoot, ofParent } = await lineage();
      await addEnterprise(child, ofParent);
      const left = async (organization: Organization, token: string) =>
        Object.entries((await on.steps(organization, token)).body.steps).flatMap(([name, { satisfied }]) =>
          satisfied ? [] : [name],
        );
      for (const token of [ofParent, ofRoot, operator]) {
        expect(await left(child, token)).toEqual(['enterprises']);
        expect(await left(parent, token)).toEqual(['managed_organizations']);
      }
      expect(await left(root, ofRoot)).toEqual(['managed_organizations']);
    });

    it.each(['organizations:delete', 'managed_organizations:delete'] as const)('take the scope %s', async (scope) => {
      const { child } = await lineage();
      expect(word(await on.steps(child, await scene.make.organizationToken(child, [scope])))).toBe('200');
      const refused = await on.steps(child, await scene.make.organizationToken(child, ['organizations:read']));
      const scopes = ['organizations:delete', 'managed_organizations:delete'];
      expect(refused.body.error).toMatchObject({ code: 'scope_not_granted', detail: { scopes } });
    });

    it('are refused to another tree, to those below, and to its own token while it is suspended', async () => {
      const { parent, child, ofParent, ofChild } = await lineage();
      const absent = await on.steps({ id: '0'.repeat(32) }, ofChild);
      for (const organization of [parent, scene.root]) {
        expect((await on.steps(organization, ofChild)).text).toBe(absent.text);
      }
      await scene.make.suspend(child);
      expect(word(await on.steps(child, ofChild))).toBe('403 organization_suspended');
      expect(word(await on.steps(child, ofParent))).toBe('200');
    });
  });

  describe('409', () => {
    it('shows the steps where organizations or enterprises are left, and changes nothing', async () => {
      const { root, parent, child, ofRoot, ofParent } = await lineage();
      await addEnterprise(child, ofParent);
      await addEnterprise(parent, ofParent);
      for (const [organization, left] of [
        [child, ['enterprises']],
        [parent, ['managed_organizations', 'enterprises']],
      ] as const) {
        const before = await traces(organization, root);
        const { status, body } = await on.delete(organization, ofRoot);
        expect([status, body.error.code]).toEqual([409, 'deletion_steps_not_satisfied']);
        expect(body.error.detail).toEqual((await on.steps(organization, ofRoot)).body);
        const { steps } = body.error.detail as { steps: Record<string, { satisfied: boolean }> };
        expect(Object.keys(steps).filter((name) => !steps[name]!.satisfied)).toEqual(left);
        expect(await traces(organization, root)).toEqual(before);
      }
    });

    it('keeps a root from being deleted, by any caller', async () => {
      const root = await scene.make.root();
      expect(word(await on.delete(root, operator))).toBe('409 managed_organization_required');
      const own = await scene.make.organizationToken(root);
      expect(word(await on.delete(root, own))).toBe('403 permission_denied');
      expect(await traces(root, root)).toEqual({ deleted: false, version: 1, counted: 0, tokens: 1, events: [] });
    });
  });

  // Protects the one transaction: row, tokens, counter and audit event are written one after another.
  describe('503', () => {
    it.each(['organization_usage', 'audit_events', 'enterprises'])(
      'leaves no half behind without %s',
      async (table) => {
        const { root, child, ofParent } = await lineage();
        expect(word(await on.get(child, ofParent))).toBe('200');
        const before = await traces(child, root);
        await scene.app.sql.execute(`ALTER TABLE ${table} RENAME TO ${table}_away`);
        const answer = await on.delete(child, ofParent);
        await scene.app.sql.execute(`ALTER TABLE ${table}_away RENAME TO ${table}`);
        expect(word(answer)).toBe('503 service_unavailable');
        expect(await traces(child, root)).toEqual(before);
        expect(word(await on.delete(child, ofParent))).toBe('200');
      },
    );
  });

  describe('403 and 404', () => {
    it('is refused to itself, to a member above, to a suspended ancestor and without the scope', async () => {
      const { root, parent, child, ofRoot, ofParent, ofChild } = await lineage();
      const member = await scene.make.userToken(await scene.make.member(root, 'member'));
      for (const token of [ofChild, member]) {
        expect(word(await on.delete(child, token))).toBe('403 permission_denied');
      }
      const narrow = await scene.make.organizationToken(parent, ['organizations:delete', 'managed_organizations']);
      expect(word(await on.delete(child, narrow))).toBe('403 scope_not_granted');
      await on.hold(parent, ofRoot);
      expect(word(await on.delete(child, ofParent))).toBe('403 organization_suspended');
      expect(await traces(child, root)).toMatchObject({ deleted: false, counted: 2, tokens: 1, events: [] });
    });

    it('is the same 404 for an absent one, one of another tree, one above, and one that is deleted already', async () => {
      const { root, parent, child, ofRoot, ofParent } = await lineage();
      const absent = await on.delete({ id: '0'.repeat(32) }, ofParent);
      expect(word(absent)).toBe('404 organization_not_found');
      const strangers = await scene.make.managed(scene.root);
      for (const organization of [root, strangers]) {
        expect((await on.delete(organization, ofParent)).text).toBe(absent.text);
      }
      await on.delete(child, ofParent);
      const after = await traces(child, root);
      for (const token of [ofParent, ofRoot, operator]) expect((await on.delete(child, token)).text).toBe(absent.text);
      expect(await traces(child, root)).toEqual(after);
      expect((await on.steps(child, operator)).text).toBe(absent.text);
      expect((await scene.row(parent.id))?.deleted_at).toBeNull();
    });
  });
});
