import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { Lifecycle, path, type ShownHold, word } from '../../support/scenes/lifecycle.js';
import { Scene } from '../../support/scenes/managed-organizations.js';

type Three = [Organization, Organization, Organization];

describe.each(testDatabases())('holds on $name', (database) => {
  let scene: Scene;
  let on: Lifecycle;
  let operator: string;

  beforeAll(async () => {
    scene = await Scene.open(database);
    on = new Lifecycle(scene);
    operator = await scene.make.operatorToken();
  });

  afterAll(() => scene.close());

  async function lineage() {
    const line = (await scene.make.lineage(3)) as Three;
    const [root, parent, child] = line;
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

  const identity = ({ source, placed_by }: ShownHold) => (placed_by === null ? source : `${source} ${placed_by}`);

  describe('200', () => {
    // Protects the key of organization_holds: source and placer. A lift removes one row or none.
    it('of operator, billing, parent and grandparent are four, and each lifts its own and no other', async () => {
      const { root, parent, child, ofRoot, ofParent, ofChild } = await lineage();
      const placers: [string, string, object][] = [
        ['billing', operator, { source: 'billing' }],
        ['operator', operator, {}],
        [`parent ${parent.id}`, ofParent, {}],
        [`parent ${root.id}`, ofRoot, { source: 'parent' }],
      ];
      for (const [, token, members] of placers) expect(word(await on.hold(child, token, members))).toBe('200');
      const all = placers.map(([name]) => name).sort();
      expect(await on.holdsOn(child)).toEqual(all);
      expect((await scene.row(child.id))?.holds).toBe(4);

      const left = new Set(all);
      for (const [name, token, members] of placers) {
        expect(word(await on.get(child, ofChild))).toBe('403 organization_suspended');
        const lifted = await on.lift(child, token, members);
        left.delete(name);
        expect(await on.holdsOn(child)).toEqual([...left]);
        expect(lifted.body.effective_status.suspended).toBe(left.size > 0);
      }
      expect((await scene.row(child.id))?.holds).toBe(0);
      expect(word(await on.get(child, ofChild))).toBe('200');
    });

    it('answers with the status after the change, in full for the caller who placed it', async () => {
      const { parent, child, ofParent } = await lineage();
      const { body } = await on.hold(child, ofParent, { reason: 'The contract is paused' });
      const now = Math.floor(Date.now() / 1_000);
      expect(body).toEqual({
        effective_status: {
          ...{ status: 'suspended', suspended: true, activated_at: Math.floor(child.activatedAt! / 1_000) },
          ...{ held_above: false, not_activated_above: false, not_activated: [] },
          holds: [
            {
              organization: { id: child.id, name: child.name, sub_domain: child.subDomain },
              ...{ depth: 3, source: 'parent', placed_by: parent.id, reason: 'The contract is paused' },
              since: expect.any(Number) as unknown,
            },
          ],
        },
      });
      expect(Math.abs(body.effective_status.holds[0]!.since - now)).toBeLessThan(60);
      const lifted = await on.lift(child, ofParent);
      expect(lifted.body.effective_status).toMatchObject({ status: 'active', suspended: false, holds: [] });
    });

    it('twice succeeds without effect, placed and lifted: one row, one audit event, the first reason', async () => {
      const { child, ofParent } = await lineage();
      const first = await on.hold(child, ofParent, { reason: 'first' });
      const { version } = (await scene.row(child.id))!;
      const second = await on.hold(child, ofParent, { reason: 'second' });
      expect([second.status, second.body]).toEqual([200, first.body]);
      expect((await scene.row(child.id))?.version).toBe(version);
      const lifted = [await on.lift(child, ofParent), await on.lift(child, ofParent)];
      expect(lifted.map(word)).toEqual(['200', '200']);
      const event = { actor_kind: 'organization', organization_id: child.id, data: '{"source":"parent"}' };
      expect(await on.events(child)).toEqual([
        { action: 'organization.suspended', ...event },
        { action: 'organization.unsuspended', ...event },
      ]);
    });

    it('stop everything below, are written nowhere below, and free exactly what they had stopped', async () => {
      const { root, parent, child, ofParent, ofChild } = await lineage();
      await on.hold(child, ofParent);
      const rows = async () => [await scene.row(parent.id), await scene.row(child.id)];
      const before = await rows();
      expect(word(await on.hold(root, operator, { source: 'billing' }))).toBe('200');
      for (const [organization, token] of [
        [parent, ofParent],
        [child, ofParent],
        [child, ofChild],
      ] as const) {
        expect(word(await on.get(organization, token))).toBe('403 organization_suspended');
      }
      expect(await rows()).toEqual(before);
      expect(word(await on.lift(root, operator, { source: 'billing' }))).toBe('200');
      expect(word(await on.get(parent, ofParent))).toBe('200');
      expect(word(await on.get(child, ofChild))).toBe('403 organization_suspended');
      expect(await rows()).toEqual(before);
    });

    it('are placed by an admin of an ancestor in the name of that ancestor', async () => {
      const { root, parent, child } = await lineage();
      const admin = await scene.make.userToken(await scene.make.member(parent, 'admin'));
      const servant = await scene.make.userToken(await scene.make.member(root, 'serviceUser'));
      for (const token of [admin, servant]) expect(word(await on.hold(child, token))).toBe('200');
      expect(await on.holdsOn(child)).toEqual([`parent ${root.id}`, `parent ${parent.id}`].sort());
      const { body } = await on.lift(child, servant);
      expect(body.effective_status.holds.map(identity)).toEqual([`parent ${parent.id}`]);
    });

    it.each(['managed_organizations', 'organizations:write'] as const)('takes the scope %s', async (scope) => {
      const { parent, child } = await lineage();
      const token = await scene.make.organizationToken(parent, [scope]);
      expect([word(await on.hold(child, token)), word(await on.lift(child, token))]).toEqual(['200', '200']);
    });

    it('with one Idempotency-Key is done once, and a repetition places nothing that was lifted since', async () => {
      const { child, ofParent } = await lineage();
      const key = { 'Idempotency-Key': aKey() };
      const first = await on.hold(child, ofParent, {}, key);
      expect(first.headers['idempotent-replayed']).toBeUndefined();
      await on.lift(child, ofParent);
      const again = await on.hold(child, ofParent, {}, key);
      expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true']);
      expect(again.body.effective_status).toMatchObject({ status: 'active', holds: [] });
      expect(await on.holdsOn(child)).toEqual([]);
      const other = await on.hold(child, ofParent, { reason: 'another' }, key);
      expect(word(other)).toBe('409 idempotency_key_conflict');
      expect(await on.holdsOn(child)).toEqual([]);
    });
  });

  describe('403', () => {
    it('refuses another’s source to all callers, and names whose it is', async () => {
      const { child, ofParent } = await lineage();
      const cases: [string, string, string][] = [
        [operator, 'parent', 'The operator places and lifts'],
        [ofParent, 'operator', 'operator belongs to the operator'],
        [ofParent, 'billing', 'billing belongs to the operator'],
      ];
      for (const [token, source, details] of cases) {
        for (const refused of [await on.hold(child, token, { source }), await on.lift(child, token, { source })]) {
          expect(word(refused)).toBe('403 permission_denied');
          expect(refused.body.error.detail).toEqual({ details: expect.stringContaining(details) as unknown });
        }
      }
      expect([await on.holdsOn(child), await on.events(child)]).toEqual([[], []]);
    });

    it('refuses them to the organization itself and to a caller who may only read above it', async () => {
      const { root, child, ofChild } = await lineage();
      const member = await scene.make.userToken(await scene.make.member(root, 'member'));
      const own = await scene.make.userToken(await scene.make.member(child, 'admin'));
      for (const token of [ofChild, member, own]) {
        expect(word(await on.hold(child, token))).toBe('403 permission_denied');
        expect(word(await on.lift(child, token))).toBe('403 permission_denied');
      }
      await scene.make.suspend(child);
      expect(word(await on.lift(child, ofChild, { source: 'operator' }))).toBe('403 organization_suspended');
      expect(await on.holdsOn(child)).toEqual(['operator']);
    });

    it('refuses them to an ancestor that is suspended itself', async () => {
      const { parent, child, ofParent, ofRoot } = await lineage();
      await on.hold(child, ofParent);
      await on.hold(parent, ofRoot);
      expect(word(await on.lift(child, ofParent))).toBe('403 organization_suspended');
      expect(await on.holdsOn(child)).toEqual([`parent ${parent.id}`]);
    });

    it('requires one of its scopes, and names both', async () => {
      const { parent, child } = await lineage();
      const token = await scene.make.organizationToken(parent, ['organizations:read', 'organizations:delete']);
      for (const { body, status } of [await on.hold(child, token), await on.lift(child, token)]) {
        const scopes = ['managed_organizations', 'organizations:write'];
        expect([status, body.error]).toMatchObject([403, { code: 'scope_not_granted', detail: { scopes } }]);
      }
    });
  });

  describe('400, 404 and 422', () => {
    it.each([
      ['no reason', { reason: undefined }, '400 missing_required_argument'],
      ['a reason of null', { reason: null }, '400 missing_required_argument'],
      ['a number as the reason', { reason: 5 }, '400 invalid_argument'],
      ['half a character in the reason', { reason: '\ud800' }, '400 invalid_json_body'],
      ['a source that there is not', { source: 'nobody' }, '400 invalid_argument'],
      ['a list of sources', { source: ['operator'] }, '400 invalid_argument'],
      ['a blank reason', { reason: ' ' }, '422 validation_error'],
      ['1001 characters', { reason: 'x'.repeat(1_001) }, '422 validation_error'],
      ['1000 characters, a source of null and more', { source: null, reason: '🙂'.repeat(1_000), more: 1 }, '200'],
    ])('%s is accepted or refused', async (_, members, expected) => {
      const { child, ofParent } = await lineage();
      expect(word(await on.hold(child, ofParent, members))).toBe(expected);
      expect(await on.holdsOn(child)).toHaveLength(expected === '200' ? 1 : 0);
    });

    it('is the same 404 for an absent organization, one of another tree, the parent and a deleted one', async () => {
      const { root, parent, child, ofParent } = await lineage();
      const foreign = await scene.make.root();
      const absent = await on.hold({ id: '0'.repeat(32) }, ofParent);
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [child.id]);
      for (const organization of [foreign, root, child]) {
        expect((await on.hold(organization, ofParent)).text).toBe(absent.text);
        expect((await on.lift(organization, ofParent)).text).toBe(absent.text);
        expect(await on.holdsOn(organization)).toEqual([]);
      }
      expect(word(absent)).toBe('404 organization_not_found');
      expect(word(await on.hold(parent, ofParent))).toBe('403 permission_denied');
    });

    it('finds the organization by its sub-domain in the body, as everywhere', async () => {
      const { child, ofParent } = await lineage();
      const organization = { sub_domain: child.subDomain };
      expect(word(await on.hold({ id: '_' }, ofParent, { organization }))).toBe('200');
      const query = `?organization[sub_domain]=${child.subDomain}`;
      const url = `${path({ id: 'organization' }, 'holds')}${query}`;
      expect(word(await on.call({ method: 'DELETE', url, token: ofParent }))).toBe('200');
      expect(await on.holdsOn(child)).toEqual([]);
    });
  });
});
