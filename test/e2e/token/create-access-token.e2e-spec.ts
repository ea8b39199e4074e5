import { said } from '../../support/answers.js';
import { OwnTokenCalls } from '../../support/scenes/access-tokens.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { tally } from '../../support/scenes/installation.js';

const HOUR = 3_600;

describe.each(testDatabases())('creating an access token of one’s own on $name', (database) => {
  let scene: TokenScene;
  let own: OwnTokenCalls;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
    own = new OwnTokenCalls(scene);
  });

  afterAll(() => scene.close());

  const rules = ({ body }: { body: { context?: Readonly<Record<string, unknown>> } }) =>
    (body.context?.fields as { path: string; rule: string }[]).map(({ path, rule }) => `${path} ${rule}`);

  describe('200', () => {
    it('shows everything of it, the secret once, for the organization whose token is used', async () => {
      const ipRestrict = ['127.0.0.1', '10.0.0.0/8'];
      const input = {
        label: ' Back é 😀',
        scope: ['enterprise_manage_all'],
        duration: HOUR,
        ipRestrict,
        otp: '000000',
      };
      const { status, body, headers } = await own.create(input);
      const { id, token, created, expires } = body;
      expect([status, body]).toEqual([
        200,
        {
          ...{ id, label: ' Back é 😀', organizations: [scene.root.id], scope: ['enterprises'], created, expires },
          ...{ ipRestrict, isExtensible: false, token },
        },
      ]);
      expect(token).toMatch(/^tnt_[0-9A-Za-z]{46}$/);
      expect(Date.parse(expires!) - Date.parse(created)).toBeGreaterThanOrEqual(HOUR * 1_000 - 2_000);
      expect(Date.parse(expires!) - Date.parse(created)).toBeLessThanOrEqual(HOUR * 1_000);
      expect(headers['cache-control']).toBe('no-store');
      expect(await own.session(token!)).toBe('200');
      expect(await scene.audit(id)).toEqual([
        {
          action: 'token.created',
          actor_kind: 'organization',
          organization_id: scene.root.id,
          data: JSON.stringify({ kind: 'organization', scopes: 'enterprises' }),
        },
      ]);
    });

    it('creates a user’s token for a user, whatever the state of the organizations, and the operator’s for the operator', async () => {
      const organization = await scene.make.root();
      const user = await scene.make.member(organization, 'admin');
      await scene.make.suspend(organization);
      const { body } = await own.create({}, { token: await scene.make.userToken(user) });
      expect(body).toMatchObject({ user: user.id, scope: ['all'] });
      expect(body).not.toHaveProperty('organizations');
      const [row] = await scene.app.sql.rows('SELECT kind, user_id FROM access_tokens WHERE id = ?', [body.id]);
      expect(row).toEqual({ kind: 'user', user_id: user.id });

      const operators = await own.create({}, { token: await scene.make.operatorToken() });
      expect(operators.body).not.toHaveProperty('user');
      const kinds = await scene.app.sql.rows('SELECT kind FROM access_tokens WHERE id = ?', [operators.body.id]);
      expect(kinds).toEqual([{ kind: 'operator' }]);
    });

    it('gives the scopes of the token in use where none are asked for, for ever and from anywhere', async () => {
      const token = await scene.make.organizationToken(scene.root, ['api_tokens', 'enterprises:read']);
      const { body } = await own.create({ ipRestrict: null }, { token });
      expect(body).toMatchObject({ scope: ['api_tokens', 'enterprises:read'], ipRestrict: [] });
      expect(body).not.toHaveProperty('expires');
    });

    it.each([
      [['enterprise_manage_all', 'enterprises'], ['enterprises']],
      [
        ['enterprise_view_all', 'user_manage', 'auditlogs_view_all'],
        ['enterprises:read', 'users', 'audit:read'],
      ],
      [['all'], ['all']],
      [['organizations:read'], ['organizations:read']],
      [['openid', 'profile'], []],
      [[], []],
    ])('knows the published names of scopes: %j', async (scope, granted) => {
      const { body } = await own.create({ scope });
      expect(body.scope).toEqual(granted);
    });

    it('takes one scope as a text, and a duration in digits', async () => {
      const { body } = await own.create({ scope: 'user_manage', duration: '60' });
      expect(body.scope).toEqual(['users']);
      expect(Date.parse(body.expires!)).toBeLessThan(Date.now() + 61_000);
    });

    it('grants no more than it says: a token that asked for openid alone may do nothing but see and end itself', async () => {
      const token = (await own.create({ scope: ['openid'] })).body.token!;
      expect([await own.session(token), said(await own.list('', { token }))]).toEqual(['200', '403 ScopeNotGranted']);
    });

    it('answers where the published SDK asks, and with a trailing slash', async () => {
      for (const url of ['/api/auth/v1/accesstoken', '/api/auth/v1/accesstoken/', '/api/v1/user/accesstoken']) {
        expect((await own.create({ scope: ['all'] }, { url })).body).toMatchObject({ organizations: [scene.root.id] });
      }
    });
  });

  describe('a repetition under the same Idempotency-Key', () => {
    it('is done once, shows the secret again to the same token, and leaves it out for another', async () => {
      const headers = { 'Idempotency-Key': aKey() };
      const first = await own.create({}, { headers });
      const again = await own.create({}, { headers, url: '/api/auth/v1/accesstoken' });
      expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
      expect(first.headers).not.toHaveProperty('idempotent-replayed');
      const other = await own.create({}, { headers, token: await scene.make.organizationToken(scene.root) });
      const { token, ...shown } = first.body;
      expect(other.body).toEqual(shown);
      await own.end(first.body.id);
      expect((await own.create({}, { headers })).body).not.toHaveProperty('token');
      expect(token).toBeDefined();
    });

    it('with another request is a conflict, and an error binds no key', async () => {
      const headers = { 'Idempotency-Key': aKey() };
      expect(said(await own.create({ label: '' }, { headers }))).toBe('400 Invalid');
      expect(said(await own.create({ label: 'a' }, { headers }))).toBe('200');
      expect(said(await own.create({ label: 'b' }, { headers }))).toBe('409 IdempotencyKeyConflict');
    });

    it('at the same time, too, is done once', async () => {
      const headers = { 'Idempotency-Key': aKey() };
      const answers = await Promise.all(Array.from({ length: 8 }, () => own.create({}, { headers })));
      expect(tally(answers.map(said))).toEqual({ '200': 8 });
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });
  });

  describe('400 and 403, without any effect', () => {
    let before: unknown;

    beforeEach(async () => {
      before = await scene.state();
    });

    afterEach(async () => {
      expect(await scene.state()).toEqual(before);
    });

    it('reports everything that is wrong at once', async () => {
      const answer = await own.create({
        ...{ label: ' ', scope: ['enterprises', 'wallet_view', 3], duration: 0 },
        ipRestrict: ['10.0.0.0/8', '10.0.0.0/33'],
      });
      expect(said(answer)).toBe('400 Invalid');
      expect(rules(answer)).toEqual([
        'label blank',
        'scope[1] invalid_enum_value',
        'scope[2] invalid_scalar',
        'duration too_small',
        'ipRestrict[1] pattern',
      ]);
    });

    it.each<[object, string]>([
      [{ label: null }, 'label missing'],
      [{ label: undefined }, 'label missing'],
      [{ label: 'x'.repeat(256) }, 'label too_long'],
      [{ scope: null }, 'scope invalid_scalar'],
      [{ scope: 'nothing' }, 'scope invalid_enum_value'],
      [{ scope: ['constructor'] }, 'scope[0] invalid_enum_value'],
      [{ duration: 315_360_001 }, 'duration too_large'],
      [{ duration: 1.5 }, 'duration not_a_number'],
      [{ duration: 1e300 }, 'duration not_a_number'],
      [{ duration: null }, 'duration not_a_number'],
      [{ ipRestrict: '127.0.0.1' }, 'ipRestrict array_expected'],
      [{ ipRestrict: Array(41).fill('127.0.0.1') }, 'ipRestrict too_many'],
    ])('refuses %j', async (input, rule) => {
      const answer = await own.create(input);
      expect([said(answer), rules(answer)]).toEqual(['400 Invalid', [rule]]);
    });

    it.each(['a\0b', '\ud800'])('refuses a body that holds no well-formed text: %j', async (label) => {
      expect(said(await own.create({ label }))).toBe('400 InvalidJson');
    });

    it('asks for the scope', async () => {
      const token = await tokenOutside(() => scene.make.organizationToken(scene.root, ['api_tokens:read']));
      expect(said(await own.create({}, { token }))).toBe('403 ScopeNotGranted');
    });

    it.each([['all'], ['enterprises'], ['users:read', 'enterprises:read']])(
      'gives on nothing that the token in use has not: %s',
      async (...scope) => {
        const token = await tokenOutside(() => scene.make.organizationToken(scene.root, ['api_tokens', 'users']));
        expect(said(await own.create({ scope }, { token }))).toBe('403 Forbidden');
      },
    );

    it('is refused to an organization that is suspended, or below one that is', async () => {
      const child = await scene.make.managed(scene.root);
      const token = await tokenOutside(() => scene.make.organizationToken(child));
      await scene.make.suspend(child);
      expect(said(await own.create({}, { token }))).toBe('403 OrganizationSuspended');
      await scene.make.unsuspend(child);
      await scene.make.suspend(scene.root);
      expect(said(await own.create({}, { token }))).toBe('403 OrganizationSuspended');
      await scene.make.unsuspend(scene.root);
      before = await scene.state();
    });

    /** A token that the test needs is no effect of what it asks. */
    const tokenOutside = async (make: () => Promise<string>): Promise<string> => {
      const token = await make();
      before = await scene.state();
      return token;
    };
  });

  it('leaves no secret in the database, with a key or without', async () => {
    const made = await Promise.all([own.create(), own.create({}, { headers: { 'Idempotency-Key': aKey() } })]);
    const dump = await scene.dump();
    expect(dump).toContain(made[0].body.id);
    for (const { body } of made) expect(dump).not.toContain(body.token!);
  });

  // Protects holderStep in AccessTokenService: without it a token made meanwhile would outlive its user.
  it('is refused to a user who is erased at that moment, and leaves no token of the user', async () => {
    const operator = await scene.make.operatorToken();
    for (let round = 0; round < 10; round++) {
      const user = await scene.make.user();
      const token = await scene.make.userToken(user);
      const erase = { method: 'DELETE', url: `/api/v2/user/${user.id}`, token: operator } as const;
      const making = Array.from({ length: 4 }, () => own.create({}, { token }));
      const [erased, ...answers] = await Promise.all([scene.app.call(erase), ...making]);
      expect(erased.status).toBe(200);
      expect(answers.map(said).filter((said) => said !== '200' && said !== '401 Unauthorized')).toEqual([]);
      expect(await scene.app.sql.count('access_tokens', 'user_id = ? AND revoked_at IS NULL', [user.id])).toBe(0);
    }
  });
});
