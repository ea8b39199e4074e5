import { said } from '../../support/answers.js';
import { NOT_FOUND, TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { until } from '../../support/until.js';

describe.each(testDatabases())('deleting an API token on $name', (database) => {
  let scene: TokenScene;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { TOKEN_CACHE_MS: '60000' });
  });

  afterAll(() => scene.close());

  const made = async (properties: object = {}) => (await scene.create(properties)).body.api_token;

  describe('200', () => {
    it('says what was ended, and it has ended for the very next call', async () => {
      const { id, secret } = await made({ name: 'to go' });
      expect(await scene.works(secret)).toBe(true);
      const { status, text } = await scene.delete(id);
      expect([status, text]).toEqual([200, JSON.stringify({ api_token: { id, name: 'to go' } })]);
      expect(await scene.works(secret)).toBe(false);
      // The refusal is written after its answer.
      await until('the refusal is in the audit', async () => (await scene.audit(id)).length === 3);
      const actions = (await scene.audit(id)).map(({ action }) => action);
      expect(actions).toEqual(['token.created', 'token.revoked', 'token.refused']);
      expect((await scene.delete(id)).text).toBe(NOT_FOUND);
      expect((await scene.audit(id)).length).toBe(3);
    });

    it('lets a token end itself', async () => {
      const { id, secret } = await made({ scopes: ['api_tokens'] });
      expect(said(await scene.delete(id, { token: secret! }))).toBe('200');
      expect(said(await scene.delete(id, { token: secret! }))).toBe('403 invalid_api_token');
    });

    it('takes a lookup in a body', async () => {
      const { id } = await made();
      expect(said(await scene.delete('_', { json: { api_token: { id } } }))).toBe('200');
    });

    it('remains while the organization is suspended, from above, or not activated: to it and to those above', async () => {
      const [root, child] = await scene.make.lineage(2);
      const tokens = await Promise.all([root!, child!, child!].map((each) => scene.make.organizationToken(each)));
      const [above, own, other] = tokens as [string, string, string];
      await scene.make.suspend(root!);
      expect(said(await scene.list(child!, '', { token: own }))).toBe('403 organization_suspended');
      expect(said(await scene.delete(await scene.idOf(other), { token: own }))).toBe('200');
      expect(said(await scene.delete(await scene.idOf(own), { token: above }))).toBe('200');
      expect([await scene.works(other), await scene.works(own)]).toEqual([false, false]);
      const waiting = await scene.make.root({ activated: false });
      const early = await scene.make.organizationToken(waiting);
      expect(said(await scene.delete(await scene.idOf(early), { token: early }))).toBe('200');
    });

    it('takes back what the caller could not have given', async () => {
      const { id } = await made({ scopes: ['all'] });
      const token = await scene.make.organizationToken(scene.root, ['api_tokens']);
      expect(said(await scene.delete(id, { token }))).toBe('200');
    });

    it('changes the state that was read, and no other', async () => {
      const created = await scene.create();
      const { id } = created.body.api_token;
      const headers = { 'If-Match': created.headers.etag! };
      await scene.update(id, { name: 'changed' });
      expect(said(await scene.delete(id, { headers }))).toBe('412 precondition_failed');
      expect(await scene.works(created.body.api_token.secret)).toBe(true);
    });

    it('done twice at a time ends it once', async () => {
      const { id } = await made();
      const answers = await Promise.all(Array.from({ length: 6 }, () => scene.delete(id)));
      expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 404)).toEqual([]);
      expect(answers.some(({ status }) => status === 200)).toBe(true);
      expect((await scene.audit(id)).map(({ action }) => action)).toEqual(['token.created', 'token.revoked']);
    });
  });

  describe('403', () => {
    it('is not for who may only read there, though it is suspended', async () => {
      const child = await scene.make.managed(scene.root);
      const { id, secret } = (await scene.create({}, {}, child)).body.api_token;
      const member = await scene.make.userToken(await scene.make.member(child, 'member'));
      const admin = await scene.make.userToken(await scene.make.member(child, 'admin'));
      await scene.make.suspend(child);
      const { body } = await scene.delete(id, { token: member });
      expect(body.error.code).toBe('permission_denied');
      expect(await scene.works(secret)).toBe(true);
      expect(said(await scene.delete(id, { token: admin }))).toBe('200');
    });

    it('asks for its scope', async () => {
      const { id } = await made();
      const token = await scene.make.organizationToken(scene.root, ['api_tokens:read', 'organizations:delete']);
      expect(said(await scene.delete(id, { token }))).toBe('403 scope_not_granted');
    });
  });
});
