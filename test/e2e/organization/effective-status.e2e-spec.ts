import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { Lifecycle, word } from '../../support/scenes/lifecycle.js';
import { Scene } from '../../support/scenes/managed-organizations.js';

type Three = [Organization, Organization, Organization];

describe.each(testDatabases())('the effective status on $name', (database) => {
  let scene: Scene;
  let on: Lifecycle;
  let operator: string;

  beforeAll(async () => {
    scene = await Scene.open(database);
    on = new Lifecycle(scene);
    operator = await scene.make.operatorToken();
  });

  afterAll(() => scene.close());

  /** Three generations with tokens, all held at once: the operator and billing hold the root, those above the child. */
  async function heldEverywhere() {
    const line = (await scene.make.lineage(3)) as Three;
    const [root, parent, child] = line;
    const tokens = await Promise.all(line.map((each) => scene.make.organizationToken(each)));
    const [ofRoot, ofParent, ofChild] = tokens as [string, string, string];
    await on.hold(child, ofParent, { reason: 'by its parent' });
    await on.hold(child, ofRoot, { reason: 'by its grandparent' });
    await on.hold(parent, ofRoot, { reason: 'secret of the root' });
    await on.hold(root, operator, { reason: 'secret of the operator', source: 'billing' });
    return { root, parent, child, ofRoot, ofParent, ofChild };
  }

  const status = async (organization: Organization, token: string) =>
    (await on.status(organization, token)).body.effective_status;
  const causes = async (organization: Organization, token: string) =>
    (await status(organization, token)).holds.map(({ organization: { id }, depth, source, placed_by, reason }) => ({
      ...{ id, depth, source, placed_by, reason },
    }));

  describe('200', () => {
    it('shows the operator every hold on the path, root first, and nothing as above', async () => {
      const { root, parent, child } = await heldEverywhere();
      expect(await causes(child, operator)).toEqual([
        { id: root.id, depth: 1, source: 'billing', placed_by: null, reason: 'secret of the operator' },
        { id: parent.id, depth: 2, source: 'parent', placed_by: root.id, reason: 'secret of the root' },
        { id: child.id, depth: 3, source: 'parent', placed_by: parent.id, reason: 'by its parent' },
        { id: child.id, depth: 3, source: 'parent', placed_by: root.id, reason: 'by its grandparent' },
      ]);
      expect(await status(child, operator)).toMatchObject({ status: 'suspended', suspended: true, held_above: false });
      const [first] = (await status(child, operator)).holds;
      expect(first!.organization).toEqual({ id: root.id, name: root.name, sub_domain: root.subDomain });
    });

    // Protects isSeen in OrganizationStatusService: of what is above the caller only its existence is shown.
    it('shows an ancestor what is at its level and below, and of the rest that it exists', async () => {
      const { root, parent, child, ofRoot, ofParent } = await heldEverywhere();
      const seen = await causes(child, ofRoot);
      expect(seen.map(({ id }) => id)).toEqual([root.id, parent.id, child.id, child.id]);
      expect(await status(child, ofRoot)).toMatchObject({ held_above: false });

      expect(await causes(child, ofParent)).toEqual([
        { id: parent.id, depth: 2, source: 'parent', placed_by: null, reason: 'secret of the root' },
        { id: child.id, depth: 3, source: 'parent', placed_by: parent.id, reason: 'by its parent' },
        { id: child.id, depth: 3, source: 'parent', placed_by: null, reason: 'by its grandparent' },
      ]);
      const answer = await on.status(child, ofParent);
      expect(answer.body.effective_status).toMatchObject({ suspended: true, held_above: true });
      for (const secret of [root.id, root.subDomain, root.name, 'billing', 'secret of the operator']) {
        expect(answer.text).not.toContain(secret);
      }
    });

    it('shows the organization its own holds, and of those above that they exist', async () => {
      const { root, parent, child, ofChild } = await heldEverywhere();
      expect(await causes(child, ofChild)).toEqual([
        { id: child.id, depth: 3, source: 'parent', placed_by: null, reason: 'by its parent' },
        { id: child.id, depth: 3, source: 'parent', placed_by: null, reason: 'by its grandparent' },
      ]);
      const { text } = await on.status(child, ofChild);
      for (const secret of [root.id, parent.id, root.subDomain, parent.name, 'billing', 'secret']) {
        expect(text).not.toContain(secret);
      }
      expect(await status(child, ofChild)).toMatchObject({ status: 'suspended', held_above: true });
    });

    it('is suspended by a hold above alone, with an empty list', async () => {
      const [root, child] = (await scene.make.lineage(2)) as Three;
      const token = await scene.make.organizationToken(child);
      await scene.make.suspend(root);
      expect(await status(child, token)).toMatchObject({ suspended: true, held_above: true, holds: [] });
      await scene.make.unsuspend(root);
      const lifted = { status: 'active', suspended: false, held_above: false, holds: [], not_activated: [] };
      expect(await status(child, token)).toMatchObject(lifted);
    });

    it('shows what is not activated in the same way', async () => {
      const [root, parent, child] = (await scene.make.lineage(3)) as Three;
      const [ofParent, ofChild] = [
        await scene.make.organizationToken(parent),
        await scene.make.organizationToken(child),
      ];
      const wait = ({ id }: Organization) =>
        scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [id]);
      await wait(root);
      const above = { status: 'not_activated', suspended: false, not_activated_above: true, not_activated: [] };
      expect(await status(child, ofChild)).toMatchObject({ ...above, activated_at: expect.any(Number) as unknown });
      await wait(parent);
      const place = ({ id, name, subDomain }: Organization) => ({ id, name, sub_domain: subDomain });
      const waiting = [
        { organization: place(root), depth: 1 },
        { organization: place(parent), depth: 2 },
      ];
      expect(await status(child, operator)).toMatchObject({ not_activated_above: false, not_activated: waiting });
      const seen = { not_activated_above: true, not_activated: waiting.slice(1) };
      expect(await status(child, ofParent)).toMatchObject(seen);
      expect(await status(parent, ofParent)).toMatchObject({ ...seen, status: 'not_activated', activated_at: null });
      await scene.make.suspend(child);
      expect(await status(child, ofChild)).toMatchObject({ status: 'suspended', not_activated_above: true });
    });

    it('is shown to those who may read, members too, from the level of their role', async () => {
      const { root, child } = await heldEverywhere();
      const above = await scene.make.userToken(await scene.make.member(root, 'member'));
      const within = await scene.make.userToken(await scene.make.member(child, 'member'));
      expect(await status(child, above)).toMatchObject({ held_above: false });
      expect((await causes(child, within)).map(({ depth }) => depth)).toEqual([3, 3]);
    });

    it('has a tag that changes with what is shown', async () => {
      const root = await scene.make.root();
      const token = await scene.make.organizationToken(root);
      const tag = async () => (await on.status(root, token)).headers.etag;
      const before = await tag();
      expect(before).toMatch(/^"[0-9a-f]{32}"$/);
      expect(await tag()).toBe(before);
      await scene.make.suspend(root);
      expect(await tag()).not.toBe(before);
    });
  });

  describe('403 and 404', () => {
    it('is refused to a role that may not read, and without its scope', async () => {
      const { child, ofChild } = await heldEverywhere();
      const customer = await scene.make.userToken(await scene.make.member(child, 'customer'));
      expect(word(await on.status(child, customer))).toBe('403 permission_denied');
      const narrow = await scene.make.organizationToken(child, ['managed_organizations']);
      expect(word(await on.status(child, narrow))).toBe('403 scope_not_granted');
      expect(word(await on.status(child, ofChild))).toBe('200');
    });

    it('is the same 404 for an absent one, for those above, for other trees, and when it is deleted', async () => {
      const { root, parent, child, ofChild, ofParent } = await heldEverywhere();
      const absent = await on.status({ id: '0'.repeat(32) }, ofChild);
      expect(word(absent)).toBe('404 organization_not_found');
      for (const organization of [root, parent, scene.root]) {
        expect((await on.status(organization, ofChild)).text).toBe(absent.text);
      }
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [child.id]);
      for (const token of [ofParent, operator]) expect((await on.status(child, token)).text).toBe(absent.text);
    });
  });
});
