import { SCOPES } from '../../../src/auth/scopes.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { anEmail } from '../../support/scenes/factories.js';
import { addExisting, addUser, changeUser, removeUser } from '../../support/scenes/roles.js';

interface Shown {
  readonly id: string;
  readonly username: string;
  readonly role: string;
}

interface Listed {
  readonly adminUsers: readonly Shown[];
  readonly nonAdminUsers: readonly Shown[];
  readonly count: number;
  readonly incomplete: boolean;
  readonly nextBatchPrevId?: string;
}

describe.each(testDatabases())('the users of an enterprise on $name', (database) => {
  let scene: EnterpriseScene;
  let organization: Organization;
  let token: string;
  let enterpriseId: string;
  let ownerId: string;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    ({ organization, token } = await scene.root());
  });

  beforeEach(async () => {
    ({ id: enterpriseId, userId: ownerId } = await scene.make.enterprise(organization));
  });

  afterAll(() => scene.close());

  const done = async (call: Call, body: object = {}) => {
    const answer = await scene.app.call(call);
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body });
    return answer;
  };
  const roles = async (): Promise<Record<string, string>> => {
    const sql = `SELECT u.email, l.role FROM enterprise_users l JOIN users u ON u.id = l.user_id
      WHERE l.enterprise_id = ? AND l.user_id <> ?`;
    const rows = await scene.app.sql.rows(sql, [enterpriseId, ownerId]);
    return Object.fromEntries(rows.map(({ email, role }) => [String(email), String(role)]));
  };
  const audits = async () => {
    const sql =
      "SELECT action, data FROM audit_events WHERE subject_id = ? AND action LIKE 'enterprise.user%' ORDER BY id";
    const rows = await scene.app.sql.rows(sql, [enterpriseId]);
    return rows.map(({ action, data }) => ({ action, data: JSON.parse(String(data)) as object }));
  };
  const version = async () => Number((await scene.theRow('enterprises', 'id = ?', enterpriseId)).version);
  const ownerEmail = async () => String((await scene.theRow('users', 'id = ?', ownerId)).email);
  const customer = () => scene.make.member(organization, 'customer');
  const refuses = async (call: Call, status: number, name: string, context: object = {}) => {
    const before = [await roles(), await version(), await audits()];
    await scene.refuses(call, status, name, context);
    expect([await roles(), await version(), await audits()]).toEqual(before);
  };

  describe('POST: 200', () => {
    it.each([
      [undefined, 'member'],
      ['admin', 'admin'],
      ['auditor', 'auditor'],
      ['wallet.create', 'member'],
      [['wallet.create', 'auditor'], 'auditor'],
      [['auditor', 'admin'], 'admin'],
      [[], 'member'],
    ])('maps the permission %j to the role %s', async (permission, role) => {
      const { id, email } = await customer();
      await done(addUser(enterpriseId, token, { username: email, permission, invite: undefined }));
      expect(await roles()).toEqual({ [email!]: role });
      expect(await audits()).toEqual([{ action: 'enterprise.user_added', data: { userIds: id, role, newUsers: 0 } }]);
    });

    it('adds several at once, unknown ones as new users if they are invited, each user once', async () => {
      const { email } = await customer();
      const [one, other] = [anEmail(), anEmail()];
      const usernames = [email, one, one.toUpperCase(), other];
      await done(addUser(enterpriseId, token, { username: undefined, usernames, permission: undefined }));
      const added = await roles();
      expect(Object.values(added)).toEqual(['member', 'member', 'member']);
      expect(
        Object.keys(added)
          .map((each) => each.toLowerCase())
          .sort(),
      ).toEqual([email, one, other].sort());
      const [audit] = await audits();
      expect(audit!.data).toMatchObject({ newUsers: 2 });
      expect(JSON.stringify(await audits())).not.toContain('@');
      await done(addUser(enterpriseId, token, { username: undefined, usernames: [] }));
    });

    it('links a user of another tree if invited, and changes nothing of that user', async () => {
      const foreign = await scene.make.member(await scene.make.root(), 'admin');
      const before = await scene.theRow('users', 'id = ?', foreign.id);
      await done(addUser(enterpriseId, token, { username: foreign.email!.toUpperCase() }));
      expect(await roles()).toEqual({ [foreign.email!]: 'admin' });
      expect(await scene.theRow('users', 'id = ?', foreign.id)).toEqual(before);
    });

    it('changes nothing the second time, and never lowers a role', async () => {
      const { email } = await customer();
      await done(addUser(enterpriseId, token, { username: email, permission: 'auditor' }));
      const before = [await version(), await audits()];
      for (const permission of ['auditor', 'wallet.create', undefined]) {
        await done(addUser(enterpriseId, token, { username: email, permission }));
      }
      await done(addUser(enterpriseId, token, { username: await ownerEmail(), permission: 'auditor' }));
      expect([await version(), await audits()]).toEqual(before);
      await done(addUser(enterpriseId, token, { username: email, permission: 'admin' }));
      expect(await roles()).toEqual({ [email!]: 'admin' });
      expect(await version()).toBe(Number(before[0]) + 1);
    });

    it('is done once for one Idempotency-Key', async () => {
      const call = { ...addUser(enterpriseId, token), headers: { 'Idempotency-Key': newId() } };
      await done(call);
      const added = await roles();
      expect((await done(call)).headers['idempotent-replayed']).toBe('true');
      expect(await roles()).toEqual(added);
      const other = { ...addUser(enterpriseId, token), headers: call.headers };
      await refuses(other, 409, 'IdempotencyKeyConflict', { differs: ['request'] });
    });
  });

  describe('POST: 400', () => {
    it.each<[string, object, object[]]>([
      ['no user is named', { username: undefined }, [{ path: 'username', rule: 'missing' }]],
      ['both are', { usernames: [anEmail()] }, [{ path: 'username', rule: 'excluded' }]],
      ['null names no user', { username: null }, [{ path: 'username', rule: 'invalid_scalar' }]],
      ['it is no email', { username: 'x' }, [{ path: 'username', rule: 'pattern' }]],
      [
        'one of several is none',
        { username: undefined, usernames: [anEmail(), 'x', 1] },
        [
          { path: 'usernames[1]', rule: 'pattern' },
          { path: 'usernames[2]', rule: 'invalid_scalar' },
        ],
      ],
      [
        'there are too many',
        { username: undefined, usernames: Array.from({ length: 101 }, () => anEmail()) },
        [{ path: 'usernames', rule: 'too_many' }],
      ],
      ['the permission is unknown', { permission: 'owner' }, [{ path: 'permission', rule: 'invalid_enum_value' }]],
      ['one permission is', { permission: ['admin', 'x'] }, [{ path: 'permission[1]', rule: 'invalid_enum_value' }]],
      ['member cannot be asked for', { permission: 'member' }, [{ path: 'permission', rule: 'invalid_enum_value' }]],
      ['the permission is null', { permission: null }, [{ path: 'permission', rule: 'invalid_scalar' }]],
      ['invite is a text', { invite: 'on' }, [{ path: 'invite', rule: 'not_a_flag' }]],
    ])('when %s', async (_, input, fields) => {
      await refuses(addUser(enterpriseId, token, input), 400, 'Invalid', { fields });
    });

    it('when the id in the path is malformed', async () => {
      await refuses(addUser('x', token), 400, 'InvalidEnterpriseId', { id: 'x' });
    });
  });

  it.each(SCOPES.filter((scope) => !scope.startsWith('users')))('403 for a token with the scope %s', async (scope) => {
    const narrow = await scene.make.organizationToken(organization, [scope]);
    const of = (scopes: string[]) => ({ scopes });
    await refuses(addUser(enterpriseId, narrow), 403, 'ScopeNotGranted', of(['users']));
    await refuses(changeUser(enterpriseId, narrow, ownerId, 'admin'), 403, 'ScopeNotGranted', of(['users']));
    await refuses(removeUser(enterpriseId, narrow, anEmail()), 403, 'ScopeNotGranted', of(['users']));
    await refuses(addExisting(organization, enterpriseId, narrow), 403, 'ScopeNotGranted', of(['users']));
    const listing = { method: 'GET', url: `/api/v2/enterprise/${enterpriseId}/user`, token: narrow } as const;
    await refuses(listing, 403, 'ScopeNotGranted', of(['users:read']));
  });

  it('403 while the enterprise is frozen, for everything but reading', async () => {
    const { id, email } = await customer();
    await done(addUser(enterpriseId, token, { username: email }));
    const freeze = {
      method: 'POST',
      url: `/api/v2/enterprise/${enterpriseId}/freeze`,
      token,
      json: { duration: '60' },
    } as const;
    const frozen = await scene.app.call<{ expires: string }>(freeze);
    const context = { enterpriseId, expires: frozen.body.expires };
    for (const call of [
      addUser(enterpriseId, token),
      addExisting(organization, enterpriseId, token, { email }),
      changeUser(enterpriseId, token, id, 'auditor'),
      removeUser(enterpriseId, token, email!),
    ]) {
      await refuses(call, 403, 'EnterpriseFrozen', context);
    }
    const listing = { method: 'GET', url: `/api/v2/enterprise/${enterpriseId}/user`, token } as const;
    expect((await scene.app.call(listing)).status).toBe(200);
  });

  describe('POST: 404', () => {
    it('adds no user if one is unknown or not visible, and none is invited', async () => {
      const known = await customer();
      const foreign = await scene.make.member(await scene.make.root(), 'admin');
      const unknown = anEmail();
      const usernames = [known.email, foreign.email, unknown];
      const call = addUser(enterpriseId, token, { username: undefined, usernames, invite: false });
      await refuses(call, 404, 'UserNotFound', { userIds: [foreign.email, unknown] });
    });
  });

  describe('PUT', () => {
    it.each([
      ['auditor', 'auditor'],
      ['member', 'member'],
      ['wallet.create', 'member'],
      ['admin', 'admin'],
    ])('gives the role %s, which is %s', async (given, role) => {
      const { id, email } = await customer();
      await done(
        addUser(enterpriseId, token, { username: email, permission: given === 'admin' ? 'auditor' : 'admin' }),
      );
      await done(changeUser(enterpriseId, token, id, given), { userId: id, role });
      expect(await roles()).toEqual({ [email!]: role });
      const before = [await version(), await audits()];
      await done(changeUser(enterpriseId, token, id, given), { userId: id, role });
      expect([await version(), await audits()]).toEqual(before);
    });

    it('409 for the last admin, and 200 once there is another', async () => {
      await refuses(changeUser(enterpriseId, token, ownerId, 'auditor'), 409, 'LastAdmin', { enterpriseId });
      await done(addUser(enterpriseId, token));
      await done(changeUser(enterpriseId, token, ownerId, 'auditor'), { userId: ownerId, role: 'auditor' });
    });

    it('404 for a user without a role in it', async () => {
      for (const { id } of [await customer(), { id: newId() }]) {
        await refuses(changeUser(enterpriseId, token, id, 'admin'), 404, 'UserNotFound', { userIds: [id] });
      }
    });

    it('400 without a user or a role', async () => {
      const url = `/api/v2/enterprise/${enterpriseId}/user`;
      const fields = [
        { path: 'userId', rule: 'missing' },
        { path: 'role', rule: 'missing' },
      ];
      await refuses({ method: 'PUT', url, token }, 400, 'Invalid', { fields });
      const wrong = [
        { path: 'userId', rule: 'pattern' },
        { path: 'role', rule: 'invalid_enum_value' },
      ];
      await refuses(changeUser(enterpriseId, token, 'me', 'owner'), 400, 'Invalid', { fields: wrong });
    });
  });

  describe('DELETE', () => {
    it('removes the role of a user, in any spelling of the email; twice changes nothing', async () => {
      const { id, email } = await customer();
      await done(addUser(enterpriseId, token, { username: email, permission: 'auditor' }));
      await done(removeUser(enterpriseId, token, email!.toUpperCase()));
      expect(await roles()).toEqual({});
      expect((await audits())[1]).toEqual({
        action: 'enterprise.user_removed',
        data: { userId: id, before: 'auditor' },
      });
      const before = [await version(), await audits()];
      await done(removeUser(enterpriseId, token, email!));
      expect([await version(), await audits()]).toEqual(before);
    });

    it('409 for the last admin, even if others have roles', async () => {
      await done(addUser(enterpriseId, token, { permission: 'auditor' }));
      await refuses(removeUser(enterpriseId, token, await ownerEmail()), 409, 'LastAdmin', { enterpriseId });
      await done(addUser(enterpriseId, token));
      await done(removeUser(enterpriseId, token, await ownerEmail()));
    });

    it('404 for an email of no user, or of one who is not visible', async () => {
      const foreign = await scene.make.member(await scene.make.root(), 'admin');
      for (const email of [anEmail(), foreign.email!]) {
        await refuses(removeUser(enterpriseId, token, email), 404, 'UserNotFound', { userIds: [email] });
      }
    });

    it('400 without an email', async () => {
      const url = `/api/v2/enterprise/${enterpriseId}/user`;
      const fields = [{ path: 'username', rule: 'missing' }];
      await refuses({ method: 'DELETE', url, token }, 400, 'Invalid', { fields });
    });
  });

  describe('GET', () => {
    const list = async (query = '') => {
      const url = `/api/v2/enterprise/${enterpriseId}/user/${query}`;
      return (await scene.app.call<Listed>({ method: 'GET', url, token })).body;
    };

    it('shows admins and others separately, by their ids', async () => {
      const users = [await customer(), await customer(), await customer()];
      for (const [index, { email }] of users.entries()) {
        await done(
          addUser(enterpriseId, token, { username: email, permission: ['admin', 'auditor', undefined][index] }),
        );
      }
      const { adminUsers, nonAdminUsers, ...rest } = await list();
      expect(rest).toEqual({ count: 4, incomplete: false });
      expect(adminUsers.map(({ id, role }) => [id, role])).toEqual(
        [ownerId, users[0]!.id].sort().map((id) => [id, 'admin']),
      );
      const others = nonAdminUsers.map(({ id, role }) => [id, role]);
      expect(others).toEqual([
        [users[1]!.id, 'auditor'],
        [users[2]!.id, 'member'],
      ]);
      expect(nonAdminUsers[0]).toEqual({
        id: users[1]!.id,
        username: users[1]!.email,
        firstName: '',
        lastName: '',
        fullName: '',
        isActive: true,
        verified: false,
        email: { email: users[1]!.email, verified: false },
        role: 'auditor',
      });
    });

    it('shows a thousand with the total, and continues after them', async () => {
      const usernames = Array.from({ length: 1_001 }, () => anEmail());
      for (let at = 0; at < usernames.length; at += 100) {
        const some = usernames.slice(at, at + 100);
        await done(addUser(enterpriseId, token, { username: undefined, usernames: some, permission: undefined }));
      }
      const shown = ({ adminUsers, nonAdminUsers }: Listed) => [...adminUsers, ...nonAdminUsers].map(({ id }) => id);
      const first = await list();
      expect([shown(first).length, first.count, first.incomplete]).toEqual([1_000, 1_002, true]);
      const { nextBatchPrevId: cursor, ...rest } = await list(`?limit=1&prevId=${first.nextBatchPrevId}`);
      const last = await list(`?prevId=${cursor}`);
      expect(rest).not.toHaveProperty('count');
      expect([last.incomplete, last.nextBatchPrevId]).toEqual([false, undefined]);
      const stored = await scene.app.sql.rows(
        'SELECT user_id FROM enterprise_users WHERE enterprise_id = ? ORDER BY user_id',
        [enterpriseId],
      );
      const read = [...shown(first).toSorted(), ...shown(rest), ...shown(last)];
      expect(read).toEqual(stored.map(({ user_id: id }) => id));
    }, 60_000);
  });

  describe('POST /organization/{organizationId}/enterprise/{enterpriseId}/user', () => {
    it('answers with the id of a user visible to the organization, and the same the second time', async () => {
      const { id, email } = await customer();
      const call = addExisting(organization, enterpriseId, token, { email, permissions: ['auditor', 'wallet.create'] });
      await done(call, { userId: id });
      const before = [await roles(), await version(), await audits()];
      expect(before[0]).toEqual({ [email!]: 'auditor' });
      await done(call, { userId: id });
      expect([await roles(), await version(), await audits()]).toEqual(before);
    });

    it('repeats the first answer under its Idempotency-Key', async () => {
      const { id, email } = await customer();
      const headers = { 'Idempotency-Key': newId() };
      const call = { ...addExisting(organization, enterpriseId, token, { email }), headers };
      await done(call, { userId: id });
      expect((await done(call, { userId: id })).headers['idempotent-replayed']).toBe('true');
    });

    it('404 for an unknown or invisible user, and for an enterprise of another organization', async () => {
      const foreign = await scene.make.member(await scene.make.root(), 'admin');
      for (const email of [anEmail(), foreign.email!]) {
        const call = addExisting(organization, enterpriseId, token, { email });
        await refuses(call, 404, 'UserNotFound', { userIds: [email] });
      }
      const child = await scene.make.managed(organization);
      const { email } = await customer();
      const below = await scene.make.enterprise(child);
      for (const id of [below.id, newId()]) {
        const call = addExisting(organization, id, token, { email });
        await refuses(call, 404, 'EnterpriseNotFound', { enterpriseId: id });
      }
      const elsewhere = addExisting({ id: newId() }, enterpriseId, token, { email });
      const { url } = elsewhere;
      await refuses(elsewhere, 404, 'OrganizationNotFound', { organizationId: url.split('/')[4] });
    });
  });
});
