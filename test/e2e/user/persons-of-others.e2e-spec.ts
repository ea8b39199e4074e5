import { newId } from '../../../src/common/ids.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { anEmail } from '../../support/scenes/factories.js';
import { addMember, addUser, brokenInvariants, erase, removeMember, removeUser } from '../../support/scenes/roles.js';

interface Logged {
  readonly audit_events: readonly { readonly action: string; readonly data: object }[];
}

/** A person of one tenant, and another tenant that knows no more than the email. */
describe.each(testDatabases())('a tenant and a person of another tenant on $name', (database) => {
  let scene: EnterpriseScene;
  let operator: string;
  let person: User;
  let stranger: { organization: Organization; token: string };

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    operator = await scene.make.operatorToken();
  });

  beforeEach(async () => {
    stranger = await scene.root();
    person = await scene.make.member((await scene.root()).organization, 'admin');
  });

  afterAll(() => scene.close());

  const ok = async <T>(call: Parameters<typeof scene.app.call>[0]) => {
    const answer = await scene.app.call<T>(call);
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    return answer.body;
  };
  const log = (of: Organization, token: string) =>
    ok<Logged>({ method: 'GET', url: `/core/v1/organizations/${of.id}/audit_events`, token });

  describe('the audit', () => {
    /** What the log says of one who was known and of one who was not, without the ids that differ anyway. */
    const facts = async (token: string) =>
      (await log(stranger.organization, token)).audit_events.map(({ action, data }) => [
        action,
        Object.keys(data).sort().join(' '),
      ]);

    it('shows to the operator alone whether a person is new or known', async () => {
      const { organization, token } = stranger;
      const { enterpriseId } = await ok<{ enterpriseId: string }>(
        creation(organization, token, anEnterprise({ email: person.email })),
      );
      await ok(creation(organization, token, anEnterprise({ email: anEmail() })));
      await ok(addMember(organization, token, { username: person.email }));
      await ok(addMember(organization, token, { username: anEmail() }));
      for (const username of [(await scene.make.user()).email, anEmail()]) {
        await ok(addUser(enterpriseId, token, { username }));
      }
      const events = await facts(token);
      const of = (action: string) => events.filter(([name]) => name === action);
      for (const action of ['enterprise.created', 'user.granted', 'enterprise.user_added']) {
        const [first, second, ...more] = of(action);
        expect([action, first, more]).toEqual([action, second, []]);
      }
      expect(JSON.stringify(events)).not.toContain('newUser');
      expect(JSON.stringify(await facts(operator))).toContain('newUser');
    });
  });

  describe('the erasure by the operator', () => {
    const freeze = (enterpriseId: string) => ({
      method: 'POST' as const,
      url: `/api/v2/enterprise/${enterpriseId}/freeze`,
      token: stranger.token,
      json: { duration: String(10 * 365 * 24 * 3600) },
    });

    it('is refused for the only admin, and forced goes on, whatever the tenant has done', async () => {
      const input = anEnterprise({ email: person.email });
      const { enterpriseId } = await ok<{ enterpriseId: string }>(
        creation(stranger.organization, stranger.token, input),
      );
      await scene.app.call(freeze(enterpriseId));
      await scene.make.suspend(stranger.organization);
      await scene.refuses(erase(person.id, operator), 409, 'LastAdmin', { enterpriseId });
      expect(await scene.theRow('users', 'id = ?', person.id)).toMatchObject({ email: person.email });

      const forced = { ...erase(person.id, operator), url: `/api/v2/user/${person.id}?force=true` };
      await ok(forced);
      expect(await scene.theRow('users', 'id = ?', person.id)).toMatchObject({ email: null, email_canonical: null });
      expect(await scene.adminsOf(enterpriseId)).toEqual([]);
      const [removed] = (await log(stranger.organization, operator)).audit_events;
      expect(removed).toMatchObject({
        action: 'enterprise.user_removed',
        subject: { id: enterpriseId },
        data: { userId: person.id, before: 'admin', lastAdmin: true },
      });
      expect(await brokenInvariants(scene.app.sql)).toEqual([expect.stringContaining(enterpriseId)]);

      await scene.make.unsuspend(stranger.organization);
      await ok({ method: 'DELETE', url: `/api/v2/enterprise/${enterpriseId}/freeze`, token: operator });
      await ok(addUser(enterpriseId, stranger.token, { username: anEmail() }));
      expect(await scene.adminsOf(enterpriseId)).toHaveLength(1);
    });
  });

  describe('leaving', () => {
    let own: string;

    beforeEach(async () => {
      own = await scene.make.userToken(person);
    });

    const frozen = (enterpriseId: string) => ({
      method: 'POST' as const,
      url: `/api/v2/enterprise/${enterpriseId}/freeze`,
      token: stranger.token,
      json: {},
    });
    const TO_ROLE = 'UPDATE organization_users SET role = ? WHERE organization_id = ? AND user_id = ?';
    const rolesIn = (table: string) => scene.app.sql.count(table, 'user_id = ?', [person.id]);

    it.each(['member', 'customer', 'admin'])('an organization is open to its %s, whatever holds it', async (role) => {
      const { organization, token } = stranger;
      for (const isHeld of [false, true]) {
        await ok(addMember(organization, token, { username: person.email }));
        await scene.app.sql.execute(TO_ROLE, [role, organization.id, person.id]);
        if (isHeld) await scene.make.suspend(organization);
        expect(await rolesIn('organization_users')).toBe(2);
        await ok(removeMember(organization, own, person.id));
        expect(await rolesIn('organization_users')).toBe(1);
      }
      await scene.refuses(removeMember(organization, own, person.id), 404, 'OrganizationNotFound', {
        organizationId: organization.id,
      });
      const [left] = (await log(organization, operator)).audit_events;
      expect(left).toMatchObject({ action: 'user.revoked', data: { role } });
    });

    it.each(['wallet.create', 'auditor', 'admin'])(
      'an enterprise is open to its %s, frozen and held',
      async (permission) => {
        const { organization, token } = stranger;
        const { id: enterpriseId, userId } = await scene.make.enterprise(organization);
        await ok(addUser(enterpriseId, token, { username: person.email, permission }));
        await ok(frozen(enterpriseId));
        await scene.make.suspend(organization);
        await ok(removeUser(enterpriseId, own, person.email!.toUpperCase()));
        expect(await rolesIn('enterprise_users')).toBe(0);
        expect(await scene.adminsOf(enterpriseId)).toEqual([userId]);
        await scene.refuses(removeUser(enterpriseId, own, person.email!), 404, 'EnterpriseNotFound', { enterpriseId });
      },
    );

    // Protects `organizationRolesFor`: a customer may leave the organization, and is a stranger to its enterprises.
    it('does not tell a customer whether an enterprise is there', async () => {
      const { organization, token } = stranger;
      await ok(addMember(organization, token, { username: person.email }));
      await scene.app.sql.execute(TO_ROLE, ['customer', organization.id, person.id]);
      const there = await scene.make.enterprise(organization);
      for (const enterpriseId of [there.id, newId()]) {
        await scene.refuses(removeUser(enterpriseId, own, person.email!), 404, 'EnterpriseNotFound', { enterpriseId });
      }
      await ok(addUser(there.id, token, { username: person.email }));
      await ok(removeUser(there.id, own, person.email!));
      expect(await rolesIn('enterprise_users')).toBe(0);
    });

    it('is refused to the last admin, and removes no other user', async () => {
      const { organization, token } = stranger;
      const { id: enterpriseId } = await scene.make.enterprise(organization, { email: person.email! });
      await ok(frozen(enterpriseId));
      await scene.refuses(removeUser(enterpriseId, own, person.email!), 409, 'LastAdmin', { enterpriseId });
      await ok(addMember(organization, token, { username: person.email }));
      const other = await scene.make.member(organization, 'member');
      await scene.refuses(removeMember(organization, own, other.id), 403, 'Forbidden');
      await scene.make.suspend(organization);
      await scene.refuses(removeUser(enterpriseId, own, other.email!), 403, 'OrganizationSuspended', {
        organizationId: organization.id,
        inherited: false,
      });
      expect(await rolesIn('enterprise_users')).toBe(1);
    });
  });

  describe('the names', () => {
    const NAMES = ['Ada', 'Lovelace'];

    beforeEach(async () => {
      await scene.app.sql.execute('UPDATE users SET first_name = ?, last_name = ? WHERE id = ?', [...NAMES, person.id]);
    });

    /** Everything that shows a person to an organization: by id, by email, and each list. */
    async function shown(of: Organization, token: string, enterpriseId: string): Promise<string[]> {
      const urls = [
        `/api/v2/user/${person.id}`,
        `/api/v2/user/${encodeURIComponent(person.email!)}`,
        `/api/v2/organization/${of.id}/user`,
        `/api/v2/enterprise/${enterpriseId}/user`,
        `/core/v1/organizations/${of.id}/users_with_access`,
      ];
      const texts = await Promise.all(urls.map(async (url) => JSON.stringify(await ok({ method: 'GET', url, token }))));
      for (const text of texts) expect(text).toContain(person.id);
      return texts;
    }

    it('are shown to others than the operator only where the person has accepted a role', async () => {
      const { organization, token } = stranger;
      const { id: enterpriseId } = await scene.make.enterprise(organization);
      await ok(addMember(organization, token, { username: person.email, role: 'admin' }));
      await ok(addUser(enterpriseId, token, { username: person.email }));
      const member = await scene.make.userToken(await scene.make.member(organization, 'admin'));
      const own = await scene.make.userToken(person);
      for (const reader of [token, member]) {
        for (const text of await shown(organization, reader, enterpriseId)) expect(text).not.toMatch(/Ada|Lovelace/);
      }
      for (const reader of [operator, own]) {
        for (const text of await shown(organization, reader, enterpriseId)) expect(text).toMatch(/Ada.*Lovelace/);
      }
      const json = { name: 'Renamed by its new admin' };
      await ok({ method: 'PATCH', url: `/core/v1/organizations/${organization.id}`, token: own, json });
      for (const reader of [token, member]) {
        for (const text of await shown(organization, reader, enterpriseId)) expect(text).toMatch(/Ada.*Lovelace/);
      }
    });

    it('are shown where the operator has granted the role, and not by leaving another', async () => {
      const { organization, token } = stranger;
      const child = await scene.make.managed(organization);
      const { id: enterpriseId } = await scene.make.enterprise(organization);
      await ok(addUser(enterpriseId, token, { username: person.email }));
      for (const each of [organization, child]) await ok(addMember(each, token, { username: person.email }));
      await ok(removeMember(child, await scene.make.userToken(person), person.id));
      for (const text of await shown(organization, token, enterpriseId)) expect(text).not.toMatch(/Ada|Lovelace/);
      const url = `/api/v2/organization/${organization.id}/user?userId=${person.id}&role=admin`;
      await ok({ method: 'PUT', url, token: operator });
      for (const text of await shown(organization, token, enterpriseId)) expect(text).toMatch(/Ada.*Lovelace/);
    });
  });

  it('is not first in the lists of organizations of that person, though it is older', async () => {
    const { organization, token } = stranger;
    await ok(addMember(organization, token, { username: person.email, role: 'admin' }));
    const own = await scene.make.userToken(person);
    const urls = ['/core/v1/organizations', '/core/v1/users/current', '/api/v2/organization'];
    const lists = async () =>
      Promise.all(
        urls.map(async (url) => {
          const { organizations } = await ok<{ organizations: { id: string }[] }>({ method: 'GET', url, token: own });
          return organizations.map(({ id }) => id === organization.id);
        }),
      );
    expect(await lists()).toEqual(urls.map(() => [false, true]));
    const json = { name: 'By its new admin' };
    await ok({ method: 'PATCH', url: `/core/v1/organizations/${organization.id}`, token: own, json });
    expect(await lists()).toEqual(urls.map(() => [true, false]));
  });
});
