import { said } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { invalid, refusal } from '../../support/scenes/managed-organizations.js';
import { bad } from '../dialect/core-v1-behaviour.fixtures.js';
import { tally } from '../../support/scenes/installation.js';

const HOUR_MS = 3_600_000;
const DENIED = 'The authenticated identity is not permitted to perform this action';

describe.each(testDatabases())('creating an API token on $name', (database) => {
  let scene: TokenScene;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { RATE_LIMIT: '5000' });
  });

  afterAll(() => scene.close());

  describe('200', () => {
    it('shows the whole published object, in its order, with the secret and no annotations', async () => {
      const expires_at = Math.floor((Date.now() + HOUR_MS) / 1_000);
      const authorized_ip_addresses = ['127.0.0.1', '10.0.0.0/8', '2001:db8::/32'];
      const scopes = ['organizations:read', 'enterprises'];
      const { status, text, body, headers } = await scene.create({
        name: ' Backend é 😀 ',
        authorized_ip_addresses,
        expires_at,
        scopes,
      });
      const { id, secret } = body.api_token;
      expect(status).toBe(200);
      expect(text).toBe(
        JSON.stringify({
          api_token: {
            ...{ id, name: 'Backend é 😀', organization_id: scene.root.id, authorized_ip_addresses, expires_at },
            ...{ rate_limit: 5_000, scopes, secret },
          },
          annotations: [],
        }),
      );
      expect(secret).toMatch(/^tnt_[0-9A-Za-z]{46}$/);
      expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
      expect(headers['cache-control']).toBe('no-store');
      expect(await scene.audit(id)).toEqual([
        {
          action: 'token.created',
          actor_kind: 'organization',
          organization_id: scene.root.id,
          data: JSON.stringify({ kind: 'organization', scopes: scopes.join(' ') }),
        },
      ]);
    });

    it('makes a token that may do what its scopes say, there and below, and nothing else', async () => {
      const child = await scene.make.managed(scene.root);
      const { body } = await scene.create({ scopes: ['organizations:read'] });
      const token = body.api_token.secret!;
      const get = (id: string) => scene.app.call({ method: 'GET', url: `/core/v1/organizations/${id}`, token });
      expect([(await get(scene.root.id)).status, (await get(child.id)).status]).toEqual([200, 200]);
      const stranger = await scene.make.root();
      expect((await get(stranger.id)).status).toBe(404);
      const managed = { method: 'POST', url: `/core/v1/organizations/${scene.root.id}/managed`, token } as const;
      expect((await scene.app.call(managed)).body).toMatchObject({ error: { code: 'scope_not_granted' } });
    });

    it('takes scopes with the prefix of OAuth2, each once, and null for what is left out', async () => {
      const prefix = 'api.katapult.io/core/v1/';
      const scopes = [`${prefix}enterprises`, 'enterprises', `${prefix}organizations:read`, 'all'];
      const { body } = await scene.create({ scopes, authorized_ip_addresses: null, expires_at: null });
      expect(body.api_token).toMatchObject({
        scopes: ['enterprises', 'organizations:read', 'all'],
        authorized_ip_addresses: [],
        expires_at: null,
      });
    });

    it('binds it to its networks', async () => {
      const { body } = await scene.create({ authorized_ip_addresses: ['192.0.2.7'], scopes: ['all'] });
      const answer = await scene.list(scene.root, '', { token: body.api_token.secret! });
      expect(said(answer)).toBe('403 unauthorized_network_for_api_token');
    });

    it('can be created by an admin below the place of the role, too', async () => {
      const child = await scene.make.managed(scene.root);
      const token = await scene.make.userToken(await scene.make.member(scene.root, 'serviceUser'));
      const { status, body } = await scene.create({}, { token }, child);
      expect([status, body.api_token.organization_id]).toEqual([200, child.id]);
    });

    it('finds the organization by a lookup in the body, and takes form encoding', async () => {
      const form = `organization[sub_domain]=${scene.root.subDomain}&properties[name]=N&properties[scopes][]=enterprises`;
      const call = { method: 'POST', url: '/core/v1/organizations/organization/api_tokens', token: scene.token, form };
      const { status, body } = await scene.app.call({ ...call, method: 'POST' });
      expect([status, body]).toMatchObject([200, { api_token: { organization_id: scene.root.id } }]);
    });
  });

  describe('a repetition under the same Idempotency-Key', () => {
    it('is done once, shows the secret again to the same token, and to another of the organization null', async () => {
      const headers = { 'Idempotency-Key': aKey() };
      const first = await scene.create({}, { headers });
      const before = await scene.state();
      const again = await scene.create({}, { headers });
      expect(again.text).toBe(first.text);
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect(first.headers).not.toHaveProperty('idempotent-replayed');
      const other = await scene.create({}, { headers, token: await scene.make.organizationToken(scene.root) });
      expect(other.body.api_token).toEqual({ ...first.body.api_token, secret: null });
      const tokens = (state: unknown) => (state as { tokens: unknown[] }).tokens.length;
      expect(tokens(await scene.state())).toBe(tokens(before) + 1); // The other token itself, and no more.
    });

    it('with another request is a conflict, and an error binds no key', async () => {
      const headers = { 'Idempotency-Key': aKey() };
      expect(said(await scene.create({ name: '' }, { headers }))).toBe('422 validation_error');
      expect(said(await scene.create({ name: 'a' }, { headers }))).toBe('200');
      expect(said(await scene.create({ name: 'b' }, { headers }))).toBe('409 idempotency_key_conflict');
    });

    it('at the same time, too, is done once', async () => {
      const headers = { 'Idempotency-Key': aKey() };
      const answers = await Promise.all(Array.from({ length: 8 }, () => scene.create({}, { headers })));
      expect(tally(answers.map(said))).toEqual({ '200': 8 });
      expect(new Set(answers.map(({ body }) => JSON.stringify(body.api_token))).size).toBe(1);
    });

    it('shows no secret that has ended: not after a regeneration, and not after the end of the token', async () => {
      const headers = { 'Idempotency-Key': aKey() };
      const { id } = (await scene.create({}, { headers })).body.api_token;
      await scene.regenerate(id);
      expect((await scene.create({}, { headers })).body.api_token).toMatchObject({ id, secret: null });
      await scene.delete(id);
      expect(said(await scene.create({}, { headers }))).toBe('409 idempotency_key_spent');
    });
  });

  describe('the secret', () => {
    it('is nowhere in the database, with a key or without', async () => {
      const made = await Promise.all([scene.create(), scene.create({}, { headers: { 'Idempotency-Key': aKey() } })]);
      const secrets = made.map(({ body }) => body.api_token.secret!);
      const regenerated = await scene.regenerate(made[0].body.api_token.id, {
        headers: { 'Idempotency-Key': aKey() },
      });
      const dump = await scene.dump();
      expect(dump).toContain(made[0].body.api_token.id);
      for (const secret of [...secrets, regenerated.body.api_token.secret!, scene.token]) {
        const hex = Buffer.from(secret).toString('hex');
        const base64 = Buffer.from(secret).toString('base64').slice(0, 60);
        for (const form of [secret, secret.slice(4), hex, base64]) expect(dump).not.toContain(form);
      }
    });
  });

  describe('400', () => {
    const TIME = 'Time must be provided as an integer';

    it.each<[unknown, string, string]>([
      ['soon', 'parse_error', TIME],
      ['1900000000', 'parse_error', TIME],
      [1.5, 'parse_error', TIME],
      [true, 'parse_error', TIME],
      [[1_900_000_000], 'parse_error', TIME],
      [-5, 'parse_error', 'Integer must be positive or zero'],
      [253_402_300_800, 'validation_errors', 'too_large'],
      [1e300, 'validation_errors', 'too_large'],
    ])('refuses an end of %j as the documented framework does for a time', async (expires_at, issue, error) => {
      const before = await scene.state();
      const { status, body } = await scene.create({ expires_at });
      const id = 'CoreAPI/ArgumentSets/APITokenArguments/ExpiresAt';
      expect({ status, body }).toEqual(bad('properties.expires_at', issue, id, { errors: [error] }));
      expect(await scene.state()).toEqual(before);
    });

    it.each<[string, object, string]>([
      ['no properties', {}, 'missing_required_argument properties'],
      ['properties of null', { properties: null }, 'missing_required_argument properties'],
      ['properties that are a list', { properties: [] }, 'invalid_argument properties'],
      ['a name that is a number', { properties: { name: 5 } }, 'invalid_argument properties.name'],
      [
        'addresses in one text',
        { properties: { authorized_ip_addresses: '::1' } },
        'invalid_argument properties.authorized_ip_addresses',
      ],
      ['a scope that is a number', { properties: { scopes: ['all', 1] } }, 'invalid_argument properties.scopes'],
      ['a scope with NUL in it', { properties: { scopes: ['a\0'] } }, 'invalid_json_body'],
      [
        'a hundred and one scopes',
        { properties: { scopes: Array(101).fill('all') } },
        'invalid_argument properties.scopes',
      ],
      ['annotations that are an object', { properties: {}, annotations: { key: 'a' } }, 'invalid_argument annotations'],
    ])('refuses %s', async (_, json, expected) => {
      const before = await scene.state();
      const { status, body } = await scene.create({}, { json });
      const path = (body.error.detail.path ?? []) as string[];
      expect([status, `${body.error.code} ${path.join('.')}`.trim()]).toEqual([400, expected]);
      expect(await scene.state()).toEqual(before);
    });
  });

  describe('403', () => {
    it('lets no caller delegate scopes that it does not have', async () => {
      const token = await scene.make.organizationToken(scene.root, ['api_tokens', 'enterprises', 'users:read']);
      expect(
        said(await scene.create({ scopes: ['api_tokens:read', 'enterprises:read', 'users:read'] }, { token })),
      ).toBe('200');
      for (const [scopes, lacking] of [
        [['users'], 'users'],
        [['all'], 'all'],
        [['enterprises', 'audit:read', 'organizations:delete'], 'audit:read, organizations:delete'],
        [['api.katapult.io/core/v1/managed_organizations'], 'managed_organizations'],
      ] as const) {
        const before = await scene.state();
        const { status, body } = await scene.create({ scopes }, { token });
        const details = `The token that asks does not have these scopes itself: ${lacking}`;
        expect([status, body]).toEqual([403, refusal('permission_denied', DENIED, { details })]);
        expect(await scene.state()).toEqual(before);
      }
    });

    it('asks for its scope, for which reading is not enough', async () => {
      const token = await scene.make.organizationToken(scene.root, ['api_tokens:read']);
      const { body } = await scene.create({}, { token });
      expect(body.error).toMatchObject({ code: 'scope_not_granted', detail: { scopes: ['api_tokens'] } });
    });

    it.each(['member', 'customer'] as const)('is not for a %s', async (role) => {
      const before = await scene.state();
      const token = await scene.make.userToken(await scene.make.member(scene.root, role));
      expect(said(await scene.create({}, { token }))).toBe('403 permission_denied');
      const after = (await scene.state()) as { keys: number };
      expect(after.keys).toBe((before as { keys: number }).keys);
    });

    it('makes nothing under what is held or not activated, for the operator neither', async () => {
      const [root, child] = await scene.make.lineage(2);
      const waiting = await scene.make.root({ activated: false });
      await scene.make.suspend(root!);
      const tokens = [await scene.make.operatorToken(), await scene.make.organizationToken(child!)];
      const mine = await scene.make.organizationToken(waiting);
      const before = await scene.state();
      for (const token of tokens) {
        expect(said(await scene.create({}, { token }, child))).toBe('403 organization_suspended');
      }
      expect(said(await scene.create({}, { token: mine }, waiting))).toBe('403 organization_not_activated');
      expect(await scene.state()).toEqual(before);
    });
  });

  describe('404', () => {
    it('is the same for a stranger, for what lies above and for what is nowhere', async () => {
      const child = await scene.make.managed(scene.root);
      const token = await scene.make.organizationToken(child);
      const before = await scene.state();
      const absent = await scene.create({}, { token }, { ...child, id: '0'.repeat(32) });
      expect(said(absent)).toBe('404 organization_not_found');
      for (const organization of [scene.root, await scene.make.root()]) {
        expect((await scene.create({}, { token }, organization)).text).toBe(absent.text);
      }
      expect((await scene.state()) as object).toMatchObject({ tokens: (before as { tokens: unknown[] }).tokens });
    });
  });

  describe('422', () => {
    it.each<[string, object, string[]]>([
      ['a blank name', { name: ' ' }, ["Name can't be blank"]],
      ['no name', { name: null }, ["Name can't be blank"]],
      ['a name that is too long', { name: 'x'.repeat(256) }, ['Name is too long (maximum is 255 characters)']],
      ['no scopes', { scopes: null }, ["Scopes can't be blank"]],
      ['an empty list of scopes', { scopes: [] }, ["Scopes can't be blank"]],
      ['a scope that is none', { scopes: ['enterprises', 'everything'] }, ['Scopes is invalid']],
      [
        'a scope under the prefix twice',
        { scopes: ['api.katapult.io/core/v1/api.katapult.io/core/v1/all'] },
        ['Scopes is invalid'],
      ],
      ['a scope with a space in it', { scopes: ['enterprises users'] }, ['Scopes is invalid']],
      ['an end that has passed', { expires_at: Math.floor(Date.now() / 1_000) - 1 }, ['Expires at is invalid']],
      ['an address that is none', { authorized_ip_addresses: ['10.0.0.0/33'] }, ['Authorized ip addresses is invalid']],
      [
        'more addresses than there is room for',
        { authorized_ip_addresses: Array.from({ length: 41 }, (_, n) => `10.0.0.${n}`) },
        ['Authorized ip addresses is too long (maximum is 40 elements)'],
      ],
      [
        'everything at once, in the order of the arguments',
        { name: '', authorized_ip_addresses: ['x'], expires_at: 1, scopes: ['x'] },
        ["Name can't be blank", 'Authorized ip addresses is invalid', 'Expires at is invalid', 'Scopes is invalid'],
      ],
    ])('refuses %s', async (_, properties, errors) => {
      const before = await scene.state();
      const { status, body } = await scene.create(properties);
      expect([status, body]).toEqual([422, invalid(...errors)]);
      expect(await scene.state()).toEqual(before);
    });
  });
});
