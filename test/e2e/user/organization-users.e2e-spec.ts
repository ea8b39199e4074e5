import { SCOPES } from '../../../src/auth/scopes.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { anEmail } from '../../support/scenes/factories.js';
import { addMember, changeMember, removeMember } from '../../support/scenes/roles.js';

interface Page {
  readonly users: readonly { id: string; username: string; role: string }[];
  readonly nextBatchPrevId?: string;
}

describe.each(testDatabases())('the users of an organization on $name', (database) => {
  let scene: EnterpriseScene;
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
  });

  beforeEach(async () => {
    ({ organization, token } = await scene.root());
  });

  afterAll(() => scene.close());

  const done = async (call: Call, body?: object) => {
    const answer = await scene.app.call<{ userId: string }>(call);
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: body ?? answer.body });
    return answer;
  };
  const roles = async (): Promise<Record<string, string>> => {
    const sql = 'SELECT user_id, role FROM organization_users WHERE organization_id = ?';
    const rows = await scene.app.sql.rows(sql, [organization.id]);
    return Object.fromEntries(rows.map((row) => [String(row.user_id), String(row.role)]));
  };
  const audits = async () => {
    const sql = "SELECT action, subject_id, data FROM audit_events WHERE organization_id = ? AND action LIKE 'user%'";
    const rows = await scene.app.sql.rows(`${sql} ORDER BY id`, [organization.id]);
    return rows.map(({ action, subject_id: id, data }) => [action, id, JSON.parse(String(data)) as object]);
  };
  const refuses = async (call: Call, status: number, name: string, context: object = {}) => {
    const before = [await roles(), await audits()];
    await scene.refuses(call, status, name, context);
    expect([await roles(), await audits()]).toEqual(before);
  };

  describe('POST', () => {
    it('creates a user for an unknown email, and grants the role', async () => {
      const username = anEmail('New.Person');
      const { userId } = (await done(addMember(organization, token, { username, role: 'admin' }))).body;
      expect(await roles()).toEqual({ [userId]: 'admin' });
      expect(await scene.theRow('users', 'id = ?', userId)).toMatchObject({ email: username, first_name: null });
      expect(await audits()).toEqual([['user.granted', userId, { role: 'admin', newUser: true }]]);
    });

    it('links a known one, whatever the earlier roles, and changes nothing of the user', async () => {
      const known = await scene.make.member(await scene.make.root(), 'admin');
      const before = await scene.theRow('users', 'id = ?', known.id);
      await done(addMember(organization, token, { username: known.email!.toUpperCase() }), { userId: known.id });
      expect(await roles()).toEqual({ [known.id]: 'member' });
      expect(await scene.theRow('users', 'id = ?', known.id)).toEqual(before);
    });

    it('made twice changes nothing, and never lowers a role', async () => {
      const { id, email: username } = await scene.make.member(organization, 'customer');
      await done(addMember(organization, token, { username, role: 'member' }), { userId: id });
      await done(addMember(organization, token, { username, role: 'admin' }), { userId: id });
      const before = await audits();
      expect(before).toHaveLength(3);
      for (const role of ['admin', 'member'])
        await done(addMember(organization, token, { username, role }), { userId: id });
      expect([await roles(), await audits()]).toEqual([{ [id]: 'admin' }, before]);
      const service = await scene.make.member(organization, 'serviceUser');
      await done(addMember(organization, token, { username: service.email, role: 'admin' }), { userId: service.id });
      expect(await roles()).toMatchObject({ [service.id]: 'serviceUser' });
    });

    it('repeats the first answer under its Idempotency-Key', async () => {
      const call = { ...addMember(organization, token), headers: { 'Idempotency-Key': newId() } };
      const { body } = await done(call);
      expect((await done(call, body)).headers['idempotent-replayed']).toBe('true');
    });

    it.each<[string, object, object[]]>([
      [
        'nothing is given',
        { username: undefined, role: undefined },
        [
          { path: 'username', rule: 'missing' },
          { path: 'role', rule: 'missing' },
        ],
      ],
      ['it is no email', { username: 'x' }, [{ path: 'username', rule: 'pattern' }]],
      ['the email holds NUL', { username: 'a\0@example.com' }, []],
      ['the role cannot be given so', { role: 'serviceUser' }, [{ path: 'role', rule: 'invalid_enum_value' }]],
    ])('400 when %s', async (_, input, fields) => {
      const call = addMember(organization, token, input);
      if (fields.length === 0) return refuses(call, 400, 'InvalidJson');
      await refuses(call, 400, 'Invalid', { fields });
    });
  });

  describe('PUT', () => {
    it.each(['serviceUser', 'admin', 'member', 'customer'])(
      'gives the role %s; twice changes nothing',
      async (role) => {
        const { id } = await scene.make.member(organization, role === 'member' ? 'admin' : 'member');
        await done(changeMember(organization, token, id, role), { userId: id, role });
        const before = await audits();
        expect([await roles(), before.length]).toEqual([{ [id]: role }, 2]);
        await done(changeMember(organization, token, id, role), { userId: id, role });
        expect(await audits()).toEqual(before);
      },
    );

    it('404 for a user without a role in it, though visible', async () => {
      const child = await scene.make.managed(organization);
      const { userId } = await scene.make.enterprise(child);
      for (const id of [userId, newId()]) {
        await refuses(changeMember(organization, token, id, 'admin'), 404, 'UserNotFound', { userIds: [id] });
      }
    });

    it('400 without a user or a role', async () => {
      const url = `/api/v2/organization/${organization.id}/user`;
      const fields = [
        { path: 'userId', rule: 'missing' },
        { path: 'role', rule: 'missing' },
      ];
      await refuses({ method: 'PUT', url, token }, 400, 'Invalid', { fields });
    });
  });

  describe('DELETE', () => {
    it('takes the role here, and no other', async () => {
      const child = await scene.make.managed(organization);
      const { id, email } = await scene.make.member(organization, 'admin');
      await done(addMember(child, token, { username: email }));
      const { id: enterpriseId } = await scene.make.enterprise(organization, { email: email! });
      await done(removeMember(organization, token, id), {});
      expect(await roles()).toEqual({});
      expect(await scene.app.sql.count('organization_users', 'user_id = ?', [id])).toBe(1);
      expect(await scene.adminsOf(enterpriseId)).toEqual([id]);
      const before = await audits();
      await done(removeMember(organization, token, id), {});
      expect(await audits()).toEqual(before);
    });

    it('404 for a user who is not visible', async () => {
      for (const { id } of [await scene.make.member(await scene.make.root(), 'admin'), { id: newId() }]) {
        await refuses(removeMember(organization, token, id), 404, 'UserNotFound', { userIds: [id] });
      }
    });
  });

  describe('GET', () => {
    const list = async (query = '') => {
      const url = `/api/v2/organization/${organization.id}/user${query}`;
      const answer = await scene.app.call<Page>({ method: 'GET', url, token });
      expect(answer.status).toBe(200);
      return answer.body;
    };
    const idsOf = ({ users }: Page) => users.map(({ id }) => id);

    it('goes through its users page by page, and by role', async () => {
      const members = [];
      for (const role of ['customer', 'admin', 'customer', 'member', 'serviceUser'] as const) {
        members.push({ ...(await scene.make.member(organization, role)), role });
      }
      await scene.make.member(await scene.make.managed(organization), 'admin');
      await scene.make.enterprise(organization);
      const ids = members.map(({ id }) => id);
      expect(idsOf(await list())).toEqual(ids);
      expect((await list()).nextBatchPrevId).toBeUndefined();
      const first = await list('?limit=2');
      expect([idsOf(first), first.nextBatchPrevId]).toEqual([ids.slice(0, 2), ids[1]]);
      expect(idsOf(await list(`?limit=3&prevId=${ids[1]}`))).toEqual(ids.slice(2));
      expect(idsOf(await list('?role=customer'))).toEqual([ids[0], ids[2]]);
      expect(idsOf(await list(`?role=customer&limit=1&prevId=${ids[0]}`))).toEqual([ids[2]]);
      expect((await list('?role=admin')).users).toEqual([
        expect.objectContaining({ id: ids[1], username: members[1]!.email, role: 'admin', isActive: true }),
      ]);
    });

    it.each([
      ['?role=owner', 'role', 'invalid_enum_value'],
      ['?limit=0', 'limit', 'too_small'],
      ['?limit=501', 'limit', 'too_large'],
      ['?prevId=x', 'prevId', 'pattern'],
    ])('400 for %s', async (query, path, rule) => {
      const url = `/api/v2/organization/${organization.id}/user${query}`;
      await refuses({ method: 'GET', url, token }, 400, 'Invalid', { fields: [{ path, rule }] });
    });
  });

  it.each(SCOPES.filter((scope) => !scope.startsWith('users')))('403 for a token with the scope %s', async (scope) => {
    const narrow = await scene.make.organizationToken(organization, [scope]);
    for (const call of [
      addMember(organization, narrow),
      changeMember(organization, narrow, newId(), 'admin'),
      removeMember(organization, narrow, newId()),
    ]) {
      await refuses(call, 403, 'ScopeNotGranted', { scopes: ['users'] });
    }
  });

  it('403 while something on the path is held, for the operator too', async () => {
    const child = await scene.make.managed(organization);
    const { id } = await scene.make.member(child, 'member');
    const operator = await scene.make.operatorToken();
    await scene.make.suspend(organization);
    const context = { organizationId: child.id, inherited: true };
    for (const call of [
      addMember(child, operator),
      changeMember(child, operator, id, 'admin'),
      removeMember(child, operator, id),
    ]) {
      await refuses(call, 403, 'OrganizationSuspended', context);
    }
  });
});
