import { said } from '../../support/answers.js';
import { newId } from '../../../src/common/ids.js';
import { type AccessTokenBody, OWN_TOKENS, OwnTokenCalls } from '../../support/scenes/access-tokens.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { Installation, tally } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';

const HOUR_MS = 3_600_000;

describe.each(testDatabases())('rotating an access token on $name', (database) => {
  let scene: TokenScene;
  let own: OwnTokenCalls;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
    own = new OwnTokenCalls(scene);
  });

  afterAll(() => scene.close());

  const made = async (input: object = {}): Promise<AccessTokenBody> =>
    (await own.create({ scope: ['enterprises', 'api_tokens'], ...input })).body;
  /** Lets time pass for a token: the end that it has is moved to a moment ago. */
  const passed = (id: string) =>
    scene.app.sql.execute('UPDATE access_tokens SET expires_at = ? WHERE id = ?', [Date.now() - 1, id]);

  describe('200', () => {
    it('makes another with label, scopes, networks and lifetime of the old one, and both work for an hour', async () => {
      const old = await made({ label: 'Rotated é', ipRestrict: ['127.0.0.1'], duration: 86_400 });
      const before = Date.now();
      const { status, body } = await own.rotate(old.id);
      const { id, token, created, expires, replaces } = body;
      const { token: oldSecret, ...same } = old;
      expect([status, body]).toEqual([200, { ...same, id, token, created, expires, replaces }]);
      expect([id === old.id, token === oldSecret]).toEqual([false, false]);
      const lifetime = (each: AccessTokenBody) => Date.parse(each.expires!) - Date.parse(each.created);
      expect(Math.abs(lifetime(body) - lifetime(old))).toBeLessThan(2_000);
      expect(replaces!.id).toBe(old.id);
      const overlap = Date.parse(replaces!.expires!) - before;
      expect(overlap).toBeGreaterThanOrEqual(HOUR_MS);
      expect(overlap).toBeLessThan(HOUR_MS + 10_000);
      expect([await own.session(oldSecret!), await own.session(token!)]).toEqual(['200', '200']);
      await passed(old.id);
      const fresh = await own.list(); // The cache of tokens knows the old end for a second more.
      expect(fresh.body.accessTokens.map((each) => each.id)).not.toContain(old.id);
    });

    it('ends the old one at once where there is no overlap', async () => {
      const old = await made();
      expect(await own.session(old.token!)).toBe('200');
      const { body } = await own.rotate(old.id, { overlap: 0 });
      expect([await own.session(old.token!), await own.session(body.token!)]).toEqual(['401 Unauthorized', '200']);
      expect(body).not.toHaveProperty('expires');
    });

    it('never lets the old one live longer than it would have', async () => {
      const old = await made({ duration: 60 });
      const { body } = await own.rotate(old.id, { overlap: '604800' });
      expect(body.replaces!.expires).toBe(old.expires);
    });

    it('may be done by a token to itself, which goes on as it was', async () => {
      const token = await scene.make.organizationToken(scene.root, ['api_tokens']);
      const id = await scene.idOf(token);
      const { body } = await own.rotate(id, {}, { token });
      expect(body).toMatchObject({ scope: ['api_tokens'], replaces: { id } });
      expect([await own.session(token), await own.session(body.token!)]).toEqual(['200', '200']);
    });

    it('is written down for both, without a secret anywhere', async () => {
      const old = await made();
      const { body } = await own.rotate(old.id, { overlap: 60 }, { headers: { 'Idempotency-Key': aKey() } });
      expect((await scene.audit(old.id)).at(-1)).toEqual({
        action: 'token.rotated',
        actor_kind: 'organization',
        organization_id: scene.root.id,
        data: JSON.stringify({ replacedBy: body.id, overlapSeconds: 60 }),
      });
      expect((await scene.audit(body.id)).map(({ action }) => action)).toEqual(['token.created']);
      const dump = await scene.dump();
      for (const secret of [old.token!, body.token!]) expect(dump).not.toContain(secret);
    });

    it('goes on from the new one, and so on', async () => {
      const first = await made();
      const second = (await own.rotate(first.id)).body;
      const third = (await own.rotate(second.id)).body;
      expect(third.replaces!.id).toBe(second.id);
      expect(await own.session(third.token!)).toBe('200');
    });
  });

  describe('a repetition under the same Idempotency-Key', () => {
    it.each([0, 3_600])('shows the same, whether the old one has ended by then or not: overlap %d', async (overlap) => {
      const headers = { 'Idempotency-Key': aKey() };
      const old = await made();
      const first = await own.rotate(old.id, { overlap }, { headers });
      const again = await own.rotate(old.id, { overlap }, { headers });
      expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
      const other = { headers, token: await scene.make.organizationToken(scene.root) };
      expect((await own.rotate(old.id, { overlap }, other)).body).not.toHaveProperty('token');
      expect(said(await own.rotate(old.id, { overlap: 1 }, { headers }))).toBe('409 IdempotencyKeyConflict');
    });

    it.each([0, 3_600])('at the same time, too, is done once: overlap %d', async (overlap) => {
      const headers = { 'Idempotency-Key': aKey() };
      const { id } = await made();
      const answers = await Promise.all(Array.from({ length: 8 }, () => own.rotate(id, { overlap }, { headers })));
      expect(tally(answers.map(said))).toEqual({ '200': 8 });
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });
  });

  describe('refused, without any effect', () => {
    let before: unknown;

    const unchanged = async (answer: Promise<Parameters<typeof said>[0]>): Promise<string> => {
      before = await scene.state();
      const outcome = said(await answer);
      expect(await scene.state()).toEqual(before);
      return outcome;
    };

    it.each([-1, 604_801, 1.5, 'soon', null])('400: an overlap of %j', async (overlap) => {
      const { id } = await made();
      expect(await unchanged(own.rotate(id, { overlap }))).toBe('400 Invalid');
    });

    it('403: a token that may do what the one in use may not', async () => {
      const { id } = await made();
      const token = await scene.make.organizationToken(scene.root, ['api_tokens']);
      expect(await unchanged(own.rotate(id, {}, { token }))).toBe('403 Forbidden');
      const reader = await scene.make.organizationToken(scene.root, ['api_tokens:read']);
      expect(await unchanged(own.rotate(id, {}, { token: reader }))).toBe('403 ScopeNotGranted');
    });

    it('403: while the organization is suspended', async () => {
      const { id } = await made();
      await scene.make.suspend(scene.root);
      expect(await unchanged(own.rotate(id))).toBe('403 OrganizationSuspended');
      await scene.make.unsuspend(scene.root);
    });

    it('404: one that has ended, one that is not there, and a user’s with the organization’s token', async () => {
      const ended = await made();
      await own.end(ended.id);
      const expired = await made({ duration: 60 });
      await passed(expired.id);
      const user = await scene.make.issue({ kind: 'user', userId: (await scene.make.user()).id });
      for (const id of [ended.id, expired.id, user.id, newId(), 'x']) {
        expect([id, await unchanged(own.rotate(id))]).toEqual([id, '404 AccessTokenNotFound']);
      }
    });

    it('409: one that was rotated before, which names what has replaced it', async () => {
      const { id } = await made();
      const { body } = await own.rotate(id);
      expect(await unchanged(own.rotate(id))).toBe('409 AccessTokenReplaced');
      expect((await own.rotate(id)).body.context).toEqual({ id, replacedBy: body.id });
    });
  });

  it('leaves a user who is erased at that moment no token', async () => {
    const operator = await scene.make.operatorToken();
    for (let round = 0; round < 8; round++) {
      const user = await scene.make.user();
      const { id, secret: token } = await scene.make.issue({ kind: 'user', userId: user.id });
      const erase = { method: 'DELETE', url: `/api/v2/user/${user.id}`, token: operator } as const;
      const [erased, answer] = await Promise.all([scene.app.call(erase), own.rotate(id, {}, { token })]);
      expect(erased.status).toBe(200);
      expect(['200', '401 Unauthorized']).toContain(said(answer));
      expect(await scene.app.sql.count('access_tokens', 'user_id = ? AND revoked_at IS NULL', [user.id])).toBe(0);
    }
  });
});

// Protects FOR UPDATE in AccessTokenRotationService, and that replaced_by_id is checked behind it.
describe.each(testDatabases())('a race of rotations on $name', (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  afterAll(() => here.close());

  it('is won by one, and the others learn by which', async () => {
    const root = await here.make.root();
    const token = await here.make.organizationToken(root);
    for (let round = 0; round < 12; round++) {
      const { id } = await here.make.issue({ kind: 'organization', organizationId: root.id });
      const before = await here.sql.count('access_tokens');
      const rotate = { method: 'POST', url: `${OWN_TOKENS}/${id}/rotate`, token, json: {} } as const;
      const answers = await Promise.all(Array.from({ length: 6 }, (_, number) => here.call(number, rotate)));
      expect(tally(answers.map(said))).toEqual({ '200': 1, '409 AccessTokenReplaced': 5 });
      expect(await here.sql.count('access_tokens')).toBe(before + 1);
      const [row] = await here.sql.rows('SELECT replaced_by_id FROM access_tokens WHERE id = ?', [id]);
      const successors = new Set(answers.map(({ body }) => (body as unknown as AccessTokenBody).context?.replacedBy));
      expect(successors).toEqual(new Set([undefined, row!.replaced_by_id]));
    }
  });

  it('and ends leaves one of both ways: the new one lives only where the rotation was first', async () => {
    const root = await here.make.root();
    const token = await here.make.organizationToken(root);
    for (let round = 0; round < 8; round++) {
      const { id } = await here.make.issue({ kind: 'organization', organizationId: root.id });
      const [rotated] = await Promise.all([
        here.call(0, { method: 'POST', url: `${OWN_TOKENS}/${id}/rotate`, token, json: {} }),
        here.call(1, { method: 'DELETE', url: `${OWN_TOKENS}/${id}`, token }),
      ]);
      const [row] = await here.sql.rows('SELECT replaced_by_id, revoked_at FROM access_tokens WHERE id = ?', [id]);
      expect(row!.revoked_at).not.toBeNull();
      expect(said(rotated)).toBe(row!.replaced_by_id === null ? '404 AccessTokenNotFound' : '200');
    }
  });
});

describeOnMariaDb('a rotation whose COMMIT was done and not answered', (database) => {
  let here: ProxiedApp;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  afterAll(() => here.close());

  // Protects the comparison of replaced_by_id with one's own new id in AccessTokenRotationService.
  it.each<Record<string, string>>([{}, { 'Idempotency-Key': aKey() }])(
    'is done once, and its secret works: %j',
    async (headers) => {
      const root = await here.make.root();
      const token = await here.usedToken(root);
      const { id } = await here.make.issue({ kind: 'organization', organizationId: root.id });
      const before = await here.sql.count('access_tokens');
      const loss = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
      const call = { method: 'POST', url: `${OWN_TOKENS}/${id}/rotate`, token, json: {}, headers } as const;
      const answer = await here.call(call);
      await loss;
      expect(said(answer)).toBe('200');
      expect(answer.headers).not.toHaveProperty('idempotent-replayed');
      expect(await here.sql.count('access_tokens')).toBe(before + 1);
      const secret = (answer.body as unknown as AccessTokenBody).token!;
      expect(said(await here.call({ method: 'GET', url: '/api/v2/user/session', token: secret }))).toBe('200');
    },
  );
});
