import { testDatabases } from '../support/database/databases.js';
import { aKey, anEmail, Factories } from '../support/scenes/factories.js';
import { startApp } from '../support/harness.js';
import { type AppProcess, startProcess } from '../support/processes.js';
import { installedSdk } from './installed-sdk.js';
import { type SdkAnswer, type SdkCall, VendorSdk } from './vendor-sdk.js';

const installed = installedSdk();
const describeWithSdk = installed === undefined ? describe.skip : describe;

afterAll(() => installed?.remove());

describeWithSdk.each(testDatabases())('the vendor’s SDK and the built service on $name', (database) => {
  let service: AppProcess;
  let sdk: VendorSdk;
  let drop: () => Promise<void>;
  let organizationId: string;
  let organizationToken: string;
  let userId: string;
  let userToken: string;

  beforeAll(async () => {
    const fresh = await database.fresh();
    drop = fresh.drop;
    const app = await startApp(fresh.env);
    const make = new Factories(app);
    const root = await make.root();
    organizationId = root.id;
    organizationToken = await make.organizationToken(root);
    const user = await make.member(root, 'customer');
    userId = user.id;
    userToken = await make.userToken(user);
    await app.close();
    service = await startProcess(fresh.variables, { within: 60_000 });
    sdk = await VendorSdk.start(installed!.folder, service.url);
  });

  afterAll(async () => {
    await sdk.stop();
    await service.stop();
    await drop();
  });

  /** What the SDK gives; a test that expects an answer sees the refusal. */
  const given = async <T>(call: Partial<SdkCall> & Pick<SdkCall, 'method'>): Promise<T> => {
    const { value, error } = await sdk.call({ on: 'bitgo', token: organizationToken, ...call });
    expect(error).toBeUndefined();
    return value as T;
  };
  const refused = async (call: Partial<SdkCall> & Pick<SdkCall, 'method'>): Promise<NonNullable<SdkAnswer['error']>> =>
    (await sdk.call({ on: 'bitgo', token: organizationToken, ...call })).error!;
  const creation = (input: object = {}, slash = ''): SdkCall => ({
    on: 'request',
    method: 'post',
    path: `/organization/${organizationId}/enterprise${slash}`,
    body: { email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [], ...input },
    token: organizationToken,
  });
  const created = async (input: object = {}): Promise<{ enterpriseId: string; userId: string }> =>
    given(creation(input));

  it('finds what it asks for when it starts, and complains of nothing', async () => {
    expect(await given({ method: 'ping' })).toEqual({ status: 'ok' });
    expect(await given({ method: 'fetchConstants' })).toEqual({});
    expect(sdk.complaints).toBe('');
  });

  describe('enterprises of an organization', () => {
    it('are created, and a repetition gives the first ids', async () => {
      const input = creation();
      const first = await given<object>(input);
      expect(first).toEqual({
        enterpriseId: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
        userId: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      });
      expect(await given(input)).toEqual(first);
    });

    it('are created under a trailing slash, too, as the vendor’s own samples do it', async () => {
      expect(await given(creation({}, '/'))).toHaveProperty('enterpriseId');
    });

    it('tell a conflict with status, name, context and a sentence', async () => {
      const idempotencyKey = aKey();
      const { enterpriseId } = await created({ idempotencyKey });
      const { status, message, result, invalidToken, needsOTP } = await refused(creation({ idempotencyKey }));
      expect({ status, invalidToken, needsOTP }).toEqual({ status: 409, invalidToken: false, needsOTP: false });
      expect(message).toBe(
        'This idempotency key was already used with another email. Use a new key for a new request.',
      );
      expect(result).toMatchObject({
        ...{ name: 'IdempotencyKeyConflict', error: message, context: { enterpriseId, differs: ['email'] } },
        requestId: expect.any(String) as unknown,
      });
    });

    it('are changed by put, and their users added by post and removed by del', async () => {
      const { enterpriseId } = await created();
      const to = { on: 'request' as const, path: `/enterprise/${enterpriseId}` };
      const changed = await given({ ...to, method: 'put', body: { usersViewAllWallets: true } });
      expect(changed).toMatchObject({ id: enterpriseId, usersViewAllWallets: true });
      const users = { ...to, path: `${to.path}/user` };
      const username = anEmail();
      expect(await given({ ...users, method: 'post', body: { username, invite: true } })).toEqual({});
      expect(await given({ ...users, method: 'del', body: { username } })).toEqual({});
    });

    it('are found by their key, after an answer was lost', async () => {
      const [idempotencyKey, email] = [aKey(), anEmail()];
      const { enterpriseId: id } = await created({ idempotencyKey, email });
      const path = `/organization/${organizationId}/enterprise`;
      const find = (key: string) => given({ on: 'request', method: 'get', path, query: { idempotencyKey: key } });
      expect(await find(idempotencyKey)).toEqual({ enterprises: [{ id, name: email }] });
      expect(await find(aKey())).toEqual({ enterprises: [] });
    });
  });

  describe('Enterprises and Enterprise', () => {
    let id: string;
    let email: string;
    const asUser = (call: Partial<SdkCall> & Pick<SdkCall, 'method'>) => ({ ...call, token: userToken });

    beforeAll(async () => {
      email = anEmail();
      id = (await created({ email, additionalAdmins: [userId] })).enterpriseId;
    });

    it('list a user’s own, and get one', async () => {
      expect(await given(asUser({ on: 'enterprises', method: 'list' }))).toEqual([{ id, name: email }]);
      const get = asUser({ on: 'enterprises', method: 'get', args: [{ id }] });
      expect(await given(get)).toEqual({ id, name: email });
    });

    it('refuse what is not there, as the SDK shows it', async () => {
      const unknown = '0'.repeat(32);
      const { status, result } = await refused(asUser({ on: 'enterprises', method: 'get', args: [{ id: unknown }] }));
      expect([status, result.name]).toEqual([404, 'EnterpriseNotFound']);
    });

    it('show, add and remove its users', async () => {
      interface Users {
        readonly adminUsers: readonly { readonly id: string; readonly username: string }[];
        readonly nonAdminUsers: readonly { readonly id: string; readonly username: string }[];
      }
      const on = (method: string, ...args: unknown[]) => asUser({ on: 'enterprise', id, method, args });
      const before = await given<Users>(on('users'));
      expect(before.adminUsers.map((user) => user.username)).toContain(email);
      expect(before.nonAdminUsers).toEqual([]);
      const username = anEmail();
      expect(await given(on('addUser', { username, permission: 'auditor', invite: true }))).toEqual({});
      const added = await given<Users>(on('users'));
      expect(added.nonAdminUsers.map((user) => user.username)).toEqual([username]);
      expect(await given(on('removeUser', { username }))).toEqual({});
      expect(await given(on('users'))).toEqual(before);
    });
  });

  describe('the user and the session', () => {
    it('are shown by me, getUser and session', async () => {
      const me = await given<{ id: string; username: string }>({ method: 'me', token: userToken });
      expect(me).toMatchObject({ id: userId, isActive: true });
      expect(await given({ method: 'getUser', args: [{ id: userId }], token: userToken })).toEqual(me);
      const byEmail = { method: 'getUser', args: [{ id: me.username }], token: userToken };
      expect(await given(byEmail)).toEqual(me);
      expect(await given({ method: 'session', token: userToken })).toMatchObject({
        ...{ user: userId, scope: ['all'], isExtensible: false },
      });
    });

    it('are no organization’s: its token has a session and no me', async () => {
      expect(await given({ method: 'session' })).toMatchObject({ organizations: [organizationId] });
      const { status, result } = await refused({ method: 'me' });
      expect([status, result.name]).toEqual([404, 'UserNotFound']);
    });
  });

  describe('access tokens', () => {
    interface Token {
      readonly id: string;
      readonly label: string;
      readonly token: string;
    }
    const add = (params: object) => given<Token>({ method: 'addAccessToken', args: [params], token: userToken });
    const list = () => given<Token[]>({ method: 'listAccessTokens', token: userToken });
    const remove = (named: object) => given<Token>({ method: 'removeAccessToken', args: [named], token: userToken });

    it('are added, work, are listed, and end', async () => {
      const input = {
        otp: '0000000',
        scope: ['openid', 'enterprise_view_all'],
        duration: 3_600,
        ipRestrict: ['127.0.0.1'],
      };
      const [one, two] = [await add({ ...input, label: 'one' }), await add({ ...input, label: 'two' })];
      expect(one).toMatchObject({ label: 'one', scope: ['enterprises:read'], user: userId });
      expect(await given({ on: 'enterprises', method: 'list', token: one.token })).toHaveLength(1);
      expect((await list()).map(({ label }) => label)).toEqual(['test', 'one', 'two']);
      expect(await remove({ id: one.id })).toMatchObject({ id: one.id, label: 'one' });
      expect(await remove({ label: 'two' })).toMatchObject({ id: two.id, label: 'two' });
      expect((await list()).map(({ label }) => label)).toEqual(['test']);
    });

    it('are not given what the token in use has not', async () => {
      const { token } = await add({ label: 'few', scope: ['api_tokens'] });
      const { status, result } = await refused({
        method: 'addAccessToken',
        args: [{ label: 'all', scope: ['all'] }],
        token,
      });
      expect([status, result.name]).toEqual([403, 'Forbidden']);
    });

    it('end by logout, and are distinguished from other refusals by invalidToken', async () => {
      const { token } = await add({ label: 'out', scope: ['openid'] });
      const few = await refused({ method: 'listAccessTokens', token });
      expect(few).toMatchObject({ status: 403, invalidToken: false, result: { name: 'ScopeNotGranted' } });
      expect(await given({ method: 'logout', token })).toEqual({});
      const { status, invalidToken, result, message } = await refused({ method: 'session', token });
      expect({ status, invalidToken, name: result.name }).toEqual({
        status: 401,
        invalidToken: true,
        name: 'Unauthorized',
      });
      expect(message).toBe(result.error);
    });
  });

  const login = { method: 'authenticate', args: [{ username: 'ada@example.com', password: 'x' }], token: undefined };
  const creating = { on: 'enterprises' as const, method: 'create', args: [{ name: 'N' }] };
  it.each([
    [{ method: 'lock' }, 404, 'There is no POST /api/v1/user/lock here.'],
    [{ method: 'unlock', args: [{ otp: '0' }] }, 404, 'There is no POST /api/v1/user/unlock here.'],
    [login, 404, 'There is no POST /api/auth/v1/session here.'],
    [creating, 405, '/api/v2/enterprise does not take POST. It takes: GET, '],
  ])('says in words that it does not serve %j', async (call, status, words) => {
    expect(await refused(call)).toMatchObject({ status, message: expect.stringContaining(words) as unknown });
  });
});
