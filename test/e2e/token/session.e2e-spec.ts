import { said, type Call } from '../../support/answers.js';
import { type AccessTokenBody, OwnTokenCalls } from '../../support/scenes/access-tokens.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';

interface Refusal {
  readonly name?: string;
  readonly error?: string;
  readonly requestId?: string;
}

describe.each(testDatabases())('the session of a token on $name', (database) => {
  let scene: TokenScene;
  let own: OwnTokenCalls;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
    own = new OwnTokenCalls(scene);
  });

  afterAll(() => scene.close());

  const get = <Body = Refusal>(url: string, token?: string, call: Partial<Call> = {}) =>
    scene.app.call<Body>({ method: 'GET', url, ...(token !== undefined && { token }), ...call });
  const session = (token: string) => get<{ session: AccessTokenBody }>('/api/v2/user/session', token);
  const logout = (token?: string) => get('/api/v2/user/logout', token);

  describe('GET session', () => {
    it('shows the token in use, whatever it may do, and not its secret', async () => {
      const { token, ...made } = (await own.create({ scope: [], duration: 60, ipRestrict: ['127.0.0.1'] })).body;
      const { status, body, text, headers } = await session(token!);
      expect([status, body]).toEqual([200, { session: made }]);
      expect(text).not.toContain(token);
      expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    });

    it('shows it to a user and to the operator, too', async () => {
      const user = await scene.make.user();
      const { secret, id } = await scene.make.issue({ kind: 'user', userId: user.id }, ['users:read']);
      expect((await session(secret)).body.session).toMatchObject({ id, user: user.id, scope: ['users:read'] });
      const operators = (await session(await scene.make.operatorToken())).body.session;
      expect(operators).not.toHaveProperty('user');
      expect(operators).not.toHaveProperty('organizations');
    });

    it('has another tag when the token is another, and the same when it is not', async () => {
      const { id, token } = (await own.create()).body;
      const tag = async () => (await session(token!)).headers.etag;
      const first = await tag();
      expect(await tag()).toBe(first);
      await scene.update(id, { name: 'other' });
      expect(await tag()).not.toBe(first);
    });

    it('is refused without a token, with a wrong one, and while the organization is suspended', async () => {
      expect(said(await get('/api/v2/user/session'))).toBe('401 Unauthorized');
      const wrong = await get('/api/v2/user/session', 'tnt_wrong');
      expect([said(wrong), wrong.headers['x-auth-required']]).toEqual(['401 Unauthorized', 'true']);
      await scene.make.suspend(scene.root);
      expect(await own.session(scene.token)).toBe('403 OrganizationSuspended');
      await scene.make.unsuspend(scene.root);
    });
  });

  describe('GET logout', () => {
    it('ends the token in use and no other, and holds at the next call', async () => {
      const [token, other] = [await scene.make.organizationToken(scene.root, []), await scene.make.operatorToken()];
      const { status, body } = await logout(token);
      expect([status, body]).toEqual([200, {}]);
      expect([await own.session(token), said(await logout(token))]).toEqual(['401 Unauthorized', '401 Unauthorized']);
      expect([await own.session(scene.token), await own.session(other)]).toEqual(['200', '200']);
      expect((await scene.audit(await scene.idOf(token))).map(({ action }) => action)).toContain('token.revoked');
    });

    it('remains possible while the organization is suspended', async () => {
      const token = await scene.make.organizationToken(scene.root);
      await scene.make.suspend(scene.root);
      expect(said(await logout(token))).toBe('200');
      await scene.make.unsuspend(scene.root);
      expect(await own.session(token)).toBe('401 Unauthorized');
    });

    it('does not exist without a token', async () => {
      const before = await scene.state();
      expect(said(await logout())).toBe('401 Unauthorized');
      expect(await scene.state()).toEqual(before);
    });
  });

  describe('what the published SDK asks of the service itself', () => {
    it.each(['/api/v2/client/constants', '/api/v1/client/constants', '/api/v1/client/constants/'])(
      '%s: no constants, without a token',
      async (url) => {
        const { status, body } = await get<object>(url);
        expect([status, body]).toEqual([200, { constants: {}, ttl: 3_600 }]);
      },
    );

    it.each(['/api/v2/ping', '/api/v1/ping'])('%s: the service answers', async (url) => {
      const { status, body } = await get<object>(url, scene.token);
      expect([status, body]).toEqual([200, { status: 'ok' }]);
    });
  });

  describe('under /api/v1', () => {
    /** The same call under both, in one word each but for what is never the same twice. */
    const both = async (path: string, call: Partial<Call> = {}) => {
      const answers = await Promise.all(['v1', 'v2'].map((v) => get(`/api/${v}${path}`, scene.token, call)));
      return answers.map(({ status, text, body }) => ({ status, text: text.replaceAll(body.requestId ?? '-', '') }));
    };

    it.each([
      '/user/session',
      '/user/me',
      '/user/nobody@example.com',
      '/user/accesstoken',
      '/enterprise',
      '/enterprise/x',
    ])('%s is answered as under /api/v2', async (path) => {
      const [v1, v2] = await both(path);
      expect(v1).toEqual(v2);
      expect(v1!.status).not.toBe(405);
    });

    it('an enterprise and its users are answered as under /api/v2', async () => {
      const { id } = await scene.make.enterprise(scene.root);
      for (const path of [`/enterprise/${id}`, `/enterprise/${id}/user`, `/enterprise/${id}/user/`]) {
        const [v1, v2] = await both(path);
        expect([path, v1]).toEqual([path, v2]);
        expect(v1!.status).toBe(200);
      }
    });

    it.each<[Call['method'], string]>([
      ['POST', '/api/v1/user/lock'],
      ['POST', '/api/v1/user/unlock'],
      ['POST', '/api/v1/user/login'],
      ['POST', '/api/auth/v1/session'],
      ['GET', '/api/v1/nothing'],
      ['GET', '/api/v1'],
    ])('%s %s is routed nowhere, in the grammar of api-v2', async (method, url) => {
      const { status, body } = await get(url, scene.token, { method });
      expect([status, body]).toMatchObject([
        404,
        { name: 'NotFound', error: expect.stringContaining(`${method} ${url} `) as unknown, context: {} },
      ]);
    });
  });
});
