import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { Lifecycle, word } from '../../support/scenes/lifecycle.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { race } from '../../support/until.js';

describe.each(testDatabases())('activating an organization on $name', (database) => {
  let scene: Scene;
  let on: Lifecycle;
  let operator: string;

  beforeAll(async () => {
    scene = await Scene.open(database);
    on = new Lifecycle(scene);
    operator = await scene.make.operatorToken(['organizations:write', 'organizations:read']);
  });

  afterAll(() => scene.close());

  async function waiting() {
    const organization = await scene.make.root({ activated: false });
    return { organization, own: await scene.make.organizationToken(organization) };
  }

  const event = (organization: { id: string }) => ({
    ...{ action: 'organization.activated', actor_kind: 'operator', organization_id: organization.id, data: '{}' },
  });

  describe('200', () => {
    it('is the whole organization, as GET returns it, and its tokens are accepted from now on', async () => {
      const { organization, own } = await waiting();
      expect(word(await on.get(organization, own))).toBe('403 organization_not_activated');
      const { status, body } = await on.activate(organization, operator);
      expect(status).toBe(200);
      expect(body.organization.activated_at).toBe(
        Math.floor(Number((await scene.row(organization.id))?.activated_at) / 1_000),
      );
      const read = await on.get(organization, own);
      expect([read.status, read.body]).toEqual([200, body]);
      expect(await on.events(organization)).toEqual([event(organization)]);
    });

    it('has no effect the second time, nor in a race', async () => {
      const { organization } = await waiting();
      const answers = await race(8, () => on.activate(organization, operator));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      const row = await scene.row(organization.id);
      expect((await on.activate(organization, operator)).text).toBe(answers[0]!.text);
      expect(await scene.row(organization.id)).toEqual(row);
      expect(row?.version).toBe(2);
      expect(await on.events(organization)).toEqual([event(organization)]);
    });

    it('is done once under one Idempotency-Key, which is bound to this organization', async () => {
      const { organization } = await waiting();
      const key = { 'Idempotency-Key': aKey() };
      const first = await on.activate(organization, operator, key);
      const again = await on.activate(organization, operator, key);
      expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
      expect(first.headers['idempotent-replayed']).toBeUndefined();
      const other = await waiting();
      expect(word(await on.activate(other.organization, operator, key))).toBe('409 idempotency_key_conflict');
      expect((await scene.row(other.organization.id))?.activated_at).toBeNull();
    });

    it('lifts no hold, and shows that the organization is suspended', async () => {
      const { organization, own } = await waiting();
      await scene.make.suspend(organization);
      const { body } = await on.activate(organization, operator);
      expect(body.organization).toMatchObject({ suspended: true, activated_at: expect.any(Number) as unknown });
      expect(word(await on.get(organization, own))).toBe('403 organization_suspended');
    });
  });

  describe('403 and 404', () => {
    it('is refused to all callers but the operator, and without its scope', async () => {
      const { organization, own } = await waiting();
      expect(word(await on.activate(organization, own))).toBe('403 organization_not_activated');
      const admin = await scene.make.userToken(await scene.make.member(scene.root, 'admin'));
      const child = await scene.make.managed(scene.root);
      for (const token of [scene.token, admin]) {
        const { status, body } = await on.activate(child, token);
        expect([status, body.error.code]).toEqual([403, 'permission_denied']);
        expect(body.error.detail).toEqual({ details: 'Only the operator of this service may do this' });
      }
      const narrow = await scene.make.operatorToken(['organizations:read', 'managed_organizations']);
      expect(word(await on.activate(organization, narrow))).toBe('403 scope_not_granted');
      expect((await scene.row(organization.id))?.activated_at).toBeNull();
      expect(await on.events(organization)).toEqual([]);
    });

    it('is the same 404 for an absent organization and for one that is not visible', async () => {
      const { organization } = await waiting();
      const absent = await on.activate({ id: '0'.repeat(32) }, scene.token);
      expect(word(absent)).toBe('404 organization_not_found');
      expect((await on.activate(organization, scene.token)).text).toBe(absent.text);
      expect((await on.activate({ id: 'ä' }, operator)).text).toBe(absent.text);
    });
  });
});
