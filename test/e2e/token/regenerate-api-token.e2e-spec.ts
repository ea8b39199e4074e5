import { said } from '../../support/answers.js';
import { secretHash } from '../../../src/token/token.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';

describe.each(testDatabases())('regenerating the secret of an API token on $name', (database) => {
  let scene: TokenScene;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { TOKEN_CACHE_MS: '60000' });
  });

  afterAll(() => scene.close());

  const made = async (properties: object = {}) => (await scene.create(properties)).body.api_token;

  describe('200', () => {
    it('shows the token with another secret; the old one has ended for the very next call', async () => {
      const token = await made({ name: 'kept', authorized_ip_addresses: ['127.0.0.1'], expires_at: 4_000_000_000 });
      expect(await scene.works(token.secret)).toBe(true);
      const { status, text, body, headers } = await scene.regenerate(token.id);
      const { secret } = body.api_token;
      expect([status, text]).toEqual([200, JSON.stringify({ api_token: { ...token, secret } })]);
      expect(secret).toMatch(/^tnt_[0-9A-Za-z]{46}$/);
      expect(secret).not.toBe(token.secret);
      expect([await scene.works(token.secret), await scene.works(secret)]).toEqual([false, true]);
      expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
      const [, event] = await scene.audit(token.id);
      expect(event).toMatchObject({ action: 'token.secret_regenerated', data: '{}', organization_id: scene.root.id });
    });

    it('lets a token regenerate itself, and it goes on as what it was', async () => {
      const { id, secret } = await made({ scopes: ['api_tokens'] });
      const { body } = await scene.regenerate(id, { token: secret! });
      expect(await scene.works(secret)).toBe(false);
      expect(said(await scene.list(scene.root, '', { token: body.api_token.secret! }))).toBe('200');
    });

    it('of twenty at a time gives each a secret, of which one works: the one that was written last', async () => {
      const { id } = await made();
      const answers = await Promise.all(Array.from({ length: 20 }, () => scene.regenerate(id)));
      expect(answers.map(said)).toEqual(Array(20).fill('200'));
      const secrets = answers.map(({ body }) => body.api_token.secret!);
      expect(new Set(secrets).size).toBe(20);
      const works = await Promise.all(secrets.map((secret) => scene.works(secret)));
      const [row] = await scene.app.sql.rows('SELECT secret_hash FROM access_tokens WHERE id = ?', [id]);
      expect(secrets.filter((_, at) => works[at]).map(secretHash)).toEqual([row?.secret_hash]);
      expect((await scene.audit(id)).length).toBe(21);
    });

    // Protects FOR UPDATE in AccessTokenChangeService.make.
    it('of twenty who have read the same state lets one, whose secret works', async () => {
      const created = await scene.create();
      const { id } = created.body.api_token;
      const headers = { 'If-Match': created.headers.etag! };
      const answers = await Promise.all(Array.from({ length: 20 }, () => scene.regenerate(id, { headers })));
      expect(answers.map(said).sort()).toEqual(['200', ...Array<string>(19).fill('412 precondition_failed')]);
      const { secret } = answers.find(({ status }) => status === 200)!.body.api_token;
      expect(await scene.works(secret)).toBe(true);
      expect((await scene.audit(id)).length).toBe(2);
    });
  });

  describe('a repetition under the same Idempotency-Key', () => {
    it('is done once and shows the secret again, to the same token alone', async () => {
      const { id } = await made();
      const headers = { 'Idempotency-Key': aKey() };
      const first = await scene.regenerate(id, { headers });
      const again = await scene.regenerate(id, { headers });
      expect(again.text).toBe(first.text);
      expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true', etag: first.headers.etag });
      expect(await scene.works(first.body.api_token.secret)).toBe(true);
      const token = await scene.make.organizationToken(scene.root);
      expect((await scene.regenerate(id, { headers, token })).body.api_token).toMatchObject({ id, secret: null });
      expect((await scene.audit(id)).length).toBe(2);
    });

    // Protects the place of claim.take in AccessTokenChangeService.make: behind the precondition the others would be 412.
    it('at the same time is done once, the state that was read being gone for the others', async () => {
      const created = await scene.create();
      const { id } = created.body.api_token;
      const headers = { 'Idempotency-Key': aKey(), 'If-Match': created.headers.etag! };
      const answers = await Promise.all(Array.from({ length: 10 }, () => scene.regenerate(id, { headers })));
      expect(answers.map(said)).toEqual(Array(10).fill('200'));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect((await scene.audit(id)).length).toBe(2);
    });

    it('shows no secret that another regeneration has ended', async () => {
      const { id } = await made();
      const headers = { 'Idempotency-Key': aKey() };
      await scene.regenerate(id, { headers });
      const last = await scene.regenerate(id);
      expect((await scene.regenerate(id, { headers })).body.api_token).toMatchObject({ id, secret: null });
      expect(await scene.works(last.body.api_token.secret)).toBe(true);
    });

    it('of another token is another request', async () => {
      const headers = { 'Idempotency-Key': aKey() };
      expect(said(await scene.regenerate((await made()).id, { headers }))).toBe('200');
      const { id, secret } = await made();
      expect(said(await scene.regenerate(id, { headers }))).toBe('409 idempotency_key_conflict');
      expect(await scene.works(secret)).toBe(true);
    });
  });

  describe('403', () => {
    it('takes over no token that may do more than the caller’s', async () => {
      const { id, secret } = await made({ scopes: ['enterprises', 'audit:read', 'users'] });
      const token = await scene.make.organizationToken(scene.root, ['api_tokens', 'enterprises', 'users:read']);
      const before = await scene.state();
      const { body } = await scene.regenerate(id, { token, headers: { 'Idempotency-Key': aKey() } });
      const details = 'The token that asks does not have these scopes itself: audit:read, users';
      expect(body.error).toMatchObject({ code: 'permission_denied', detail: { details } });
      expect(await scene.state()).toEqual(before);
      expect(await scene.works(secret)).toBe(true);
    });

    it('asks for its scope', async () => {
      const { id } = await made();
      const token = await scene.make.organizationToken(scene.root, ['api_tokens:read']);
      expect(said(await scene.regenerate(id, { token }))).toBe('403 scope_not_granted');
    });
  });
});
