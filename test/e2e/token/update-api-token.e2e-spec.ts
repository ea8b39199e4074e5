import { said } from '../../support/answers.js';
import { NOT_FOUND, TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { invalid } from '../../support/scenes/managed-organizations.js';

describe.each(testDatabases())('updating an API token on $name', (database) => {
  let scene: TokenScene;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { RATE_LIMIT: '5000', TOKEN_CACHE_MS: '60000' });
  });

  afterAll(() => scene.close());

  const made = async (properties: object = {}) => (await scene.create(properties)).body.api_token;

  describe('200', () => {
    it('changes what is given and leaves the rest, in the published object without the secret', async () => {
      const expires_at = 4_000_000_000;
      const token = await made({ authorized_ip_addresses: ['10.0.0.0/8'], expires_at });
      const { status, text } = await scene.update(token.id, { name: ' Other ' });
      expect([status, text]).toEqual([
        200,
        JSON.stringify({ api_token: { ...token, name: 'Other', secret: null }, annotations: [] }),
      ]);
      const all = {
        name: 'x',
        authorized_ip_addresses: ['127.0.0.1', '::1'],
        expires_at: 4_100_000_000,
        scopes: ['all'],
      };
      const { body } = await scene.update(token.id, all);
      expect(body.api_token).toEqual({ ...token, ...all, secret: null });
      const [listed] = (await scene.list(scene.root, '?per_page=200')).body.api_tokens.filter(
        ({ id }) => id === token.id,
      );
      expect(listed).toEqual({ ...token, ...all, secret: null });
    });

    it('holds at once for the very next call: scopes, networks, and neither for longer than asked', async () => {
      const { id, secret } = await made({ scopes: ['api_tokens:read'] });
      const list = async () => said(await scene.list(scene.root, '', { token: secret! }));
      expect(await list()).toBe('200');
      await scene.update(id, { scopes: ['users:read'] });
      expect(await list()).toBe('403 scope_not_granted');
      await scene.update(id, { scopes: ['api_tokens:read'], authorized_ip_addresses: ['192.0.2.1'] });
      expect(await list()).toBe('403 unauthorized_network_for_api_token');
      await scene.update(id, { authorized_ip_addresses: [] });
      expect(await list()).toBe('200');
    });

    it('writes what was changed into the audit, and no name; what changes nothing leaves no trace', async () => {
      const { id } = await made();
      await scene.update(id, { name: 'secret name', scopes: ['users'] });
      const before = await scene.state();
      for (const same of [{}, { name: 'secret name' }, { name: null, scopes: null, expires_at: null }]) {
        expect(said(await scene.update(id, same))).toBe('200');
      }
      expect(await scene.state()).toEqual(before);
      expect((await scene.audit(id))[1]).toEqual({
        action: 'token.changed',
        actor_kind: 'organization',
        organization_id: scene.root.id,
        data: JSON.stringify({ members: 'name scopes', scopes: 'users', scopesBefore: 'enterprises' }),
      });
    });

    it('tags each state, and changes the one that was read', async () => {
      const created = await scene.create();
      const { id } = created.body.api_token;
      const headers = { 'If-Match': created.headers.etag! };
      const updated = await scene.update(id, { name: 'first' }, { headers });
      expect(said(updated)).toBe('200');
      expect(updated.headers.etag).not.toBe(created.headers.etag);
      const before = await scene.state();
      expect(said(await scene.update(id, { name: 'second' }, { headers }))).toBe('412 precondition_failed');
      expect(said(await scene.delete(id, { headers }))).toBe('412 precondition_failed');
      expect(said(await scene.regenerate(id, { headers }))).toBe('412 precondition_failed');
      expect(await scene.state()).toEqual(before);
      const fresh = { 'If-Match': `"other", ${updated.headers.etag}` };
      expect(said(await scene.update(id, { name: 'second' }, { headers: fresh }))).toBe('200');
      expect(said(await scene.update(id, {}, { headers: { 'If-Match': '*' } }))).toBe('200');
      expect(said(await scene.update(id, {}, { headers: { 'If-Match': 'x' } }))).toBe('400 invalid_argument');
    });

    it('lets one of two who read the same state change it', async () => {
      const created = await scene.create();
      const { id } = created.body.api_token;
      const headers = { 'If-Match': created.headers.etag! };
      const names = Array.from({ length: 8 }, (_, number) => `name ${number}`);
      const answers = await Promise.all(names.map((name) => scene.update(id, { name }, { headers })));
      expect(answers.map(said).sort()).toEqual(['200', ...Array<string>(7).fill('412 precondition_failed')]);
      const winner = answers.find(({ status }) => status === 200)!.body.api_token.name;
      expect((await scene.app.sql.rows('SELECT name FROM access_tokens WHERE id = ?', [id]))[0]?.name).toBe(winner);
    });

    it('is named by a lookup in the body as well', async () => {
      const { id } = await made();
      const json = { api_token: { id }, properties: { name: 'by body' } };
      const { body } = await scene.update('api_token', {}, { json });
      expect(body.api_token).toMatchObject({ id, name: 'by body' });
    });
  });

  describe('400', () => {
    it.each<[string, object, string]>([
      ['a token that is a text', { api_token: 'x', properties: {} }, 'invalid_argument'],
      ['a token by nothing', { api_token: {}, properties: {} }, 'invalid_argument'],
      ['no properties', {}, 'missing_required_argument'],
      ['an end before 1970', { properties: { expires_at: -1 } }, 'invalid_argument'],
      ['an annotation without a key', { properties: {}, annotations: [{ value: 'a' }] }, 'missing_required_argument'],
    ])('refuses %s', async (_, json, code) => {
      const { id } = await made();
      expect(said(await scene.update(id, {}, { json }))).toBe(`400 ${code}`);
    });
  });

  describe('403', () => {
    it('widens no token beyond the one in use, and leaves alone what may do more already', async () => {
      const [weak, strong] = [await made({ scopes: ['enterprises:read'] }), await made({ scopes: ['users'] })];
      const token = await scene.make.organizationToken(scene.root, ['api_tokens', 'enterprises:read']);
      const before = await scene.state();
      for (const scopes of [['enterprises:read', 'organizations:delete'], ['all'], ['api_tokens', 'audit:read']]) {
        const { body } = await scene.update(weak.id, { name: 'x', scopes }, { token });
        expect(body.error).toMatchObject({ code: 'permission_denied' });
        expect(body.error.detail.details).toMatch(/: (organizations:delete|all|audit:read)$/);
      }
      for (const change of [{ name: 'x' }, { scopes: ['enterprises:read'] }, {}]) {
        const { body } = await scene.update(strong.id, change, { token });
        expect(body.error.detail.details).toMatch(/: users$/);
      }
      expect(await scene.state()).toEqual(before);
      expect(said(await scene.update(weak.id, { scopes: ['api_tokens:read'] }, { token }))).toBe('200');
    });

    it('asks for its scope', async () => {
      const { id } = await made();
      const token = await scene.make.organizationToken(scene.root, ['api_tokens:read']);
      expect(said(await scene.update(id, {}, { token }))).toBe('403 scope_not_granted');
    });

    it('refuses a member, and lets an admin and a service user', async () => {
      const { id } = await made();
      for (const role of ['member', 'customer'] as const) {
        const token = await scene.make.userToken(await scene.make.member(scene.root, role));
        const refused = await scene.refusedAll(id, { token });
        for (const text of Object.values(refused)) expect(text).toContain('"permission_denied"');
      }
      for (const role of ['admin', 'serviceUser'] as const) {
        const token = await scene.make.userToken(await scene.make.member(scene.root, role));
        expect(said(await scene.update(id, { name: role }, { token }))).toBe('200');
      }
    });

    it('changes nothing under what is held or not activated, for the operator neither', async () => {
      const child = await scene.make.managed(scene.root);
      const { id } = (await scene.create({}, {}, child)).body.api_token;
      await scene.make.suspend(child);
      const before = await scene.state();
      for (const token of [await scene.make.operatorToken(), scene.token]) {
        expect(said(await scene.update(id, { name: 'x' }, { token }))).toBe('403 organization_suspended');
        expect(said(await scene.regenerate(id, { token }))).toBe('403 organization_suspended');
      }
      expect((await scene.state()) as object).toMatchObject({ keys: (before as { keys: number }).keys });
      const waiting = await scene.make.root({ activated: false });
      const own = await scene.make.organizationToken(waiting);
      expect(said(await scene.update(await scene.idOf(own), {}, { token: own }))).toBe(
        '403 organization_not_activated',
      );
    });
  });

  describe('404', () => {
    it('is one and the same for everything that the caller may not see, and for what has ended', async () => {
      const child = await scene.make.managed(scene.root);
      const token = await scene.make.organizationToken(child);
      const user = await scene.make.member(child, 'admin');
      const ended = (await scene.create({}, { token }, child)).body.api_token;
      await scene.delete(ended.id, { token });
      const gone = await scene.make.managed(scene.root);
      const ofGone = (await scene.create({}, {}, gone)).body.api_token;
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [gone.id]);
      const strangers = [await scene.idOf(scene.token), await scene.idOf(await scene.make.operatorToken()), ofGone.id];
      strangers.push(await scene.idOf(await scene.make.organizationToken(await scene.make.root())));
      strangers.push(await scene.idOf(await scene.make.userToken(user)), ended.id);
      const nothing = ['0'.repeat(32), '_', 'tnt_x', 'ä', child.id, 'x'.repeat(300), ended.id.toUpperCase()];
      for (const id of [...nothing, ...strangers]) {
        const refused = await scene.refusedAll(encodeURIComponent(id), { token });
        expect(refused).toEqual({ update: NOT_FOUND, delete: NOT_FOUND, regenerate: NOT_FOUND });
      }
    });

    it('has a user’s own token for that user, at any role, and the operator’s for the operator', async () => {
      const [one, two] = [await scene.make.user(), await scene.make.member(scene.root, 'admin')];
      const [own, others] = [await scene.make.userToken(one), await scene.make.userToken(two)];
      const id = await scene.idOf(own);
      const operator = await scene.make.operatorToken();
      for (const token of [others, scene.token]) expect((await scene.update(id, {}, { token })).text).toBe(NOT_FOUND);
      const { body } = await scene.update(id, { name: 'mine' }, { token: own });
      expect(body.api_token).toMatchObject({ id, name: 'mine', organization_id: null });
      expect(said(await scene.update(id, { name: 'ours' }, { token: operator }))).toBe('200');
      expect(said(await scene.update(await scene.idOf(operator), { name: 'it' }, { token: operator }))).toBe('200');
      expect(said(await scene.delete(id, { token: own }))).toBe('200');
      expect(await scene.works(own)).toBe(false);
    });
  });

  describe('422', () => {
    it.each<[string, object, string]>([
      ['a blank name', { name: '' }, "Name can't be blank"],
      ['no scope at all', { scopes: [] }, "Scopes can't be blank"],
      ['an unknown scope', { scopes: ['x'] }, 'Scopes is invalid'],
      ['an end that has passed', { expires_at: 0 }, 'Expires at is invalid'],
      ['an address that is none', { authorized_ip_addresses: ['fe80::1%eth0'] }, 'Authorized ip addresses is invalid'],
    ])('refuses %s', async (_, properties, error) => {
      const { id } = await made();
      const before = await scene.state();
      const { status, body } = await scene.update(id, properties);
      expect([status, body]).toEqual([422, invalid(error)]);
      expect(await scene.state()).toEqual(before);
    });
  });
});
