import { said } from '../../support/answers.js';
import { SecretKeys } from '../../../src/webhook/secrets/secret-keys.js';
import { WebhookSecrets } from '../../../src/webhook/secrets/webhook-secrets.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { URL_OF_RECEIVER, WebhookScene } from '../../support/scenes/webhooks.js';

describe.each(testDatabases())('creating a webhook endpoint on $name', (database) => {
  let scene: WebhookScene;

  beforeAll(async () => {
    scene = await WebhookScene.open(database);
  });

  afterAll(() => scene.close());

  const root = async () => {
    const organization = await scene.make.root();
    return { organization, call: { token: await scene.make.organizationToken(organization) } };
  };

  describe('200', () => {
    it('shows the endpoint with its secret, which is nowhere else: not in the row, and not in the event', async () => {
      const { status, body, headers } = await scene.create({ description: 'billing', types: ['token.revoked'] });
      const { id, secret, created_at: at } = body.webhook_endpoint;
      expect([status, body]).toEqual([
        200,
        {
          webhook_endpoint: {
            id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
            organization_id: scene.root.id,
            url: URL_OF_RECEIVER,
            description: 'billing',
            types: ['token.revoked'],
            enabled: true,
            disabled_reason: null,
            failing_since: null,
            previous_secret_until: null,
            created_at: at,
            updated_at: at,
            secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) as unknown,
          },
        },
      ]);
      expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
      const row = await scene.row(id);
      expect(JSON.stringify(row)).not.toContain(secret);
      const secrets = new WebhookSecrets(new SecretKeys(scene.fresh.env.SECRETS_KEY));
      expect(await secrets.open(String(row?.secret_sealed), id)).toBe(secret);
      const audit = await scene.audit(id);
      expect(audit).toEqual([
        {
          action: 'webhook_endpoint.created',
          organization_id: scene.root.id,
          subject_type: 'webhook_endpoint',
          data: '{"types":"token.revoked","enabled":true}',
        },
      ]);
    });

    it('takes a group of types as it is, for those of later releases too', async () => {
      const { body } = await scene.create({ types: ['token.revoked', 'enterprise.*'] });
      expect(body.webhook_endpoint.types).toEqual(['enterprise.*', 'token.revoked']);
    });

    it('receives all types where none is given, and has the URL in its normal form', async () => {
      const { body } = await scene.create({ url: 'https://Hooks.Example.com:443/a?b', types: [], description: '' });
      expect(body.webhook_endpoint).toMatchObject({
        url: 'https://hooks.example.com/a?b',
        types: [],
        description: null,
      });
      expect(await scene.row(body.webhook_endpoint.id)).toMatchObject({ types: null });
    });

    it('is for the operator one of the whole installation', async () => {
      const token = await scene.make.operatorToken();
      const call = {
        method: 'POST',
        url: '/core/v1/webhook_endpoints',
        token,
        json: { url: URL_OF_RECEIVER },
      } as const;
      const { body } = await scene.app.call<{ webhook_endpoint: { id: string; organization_id: string | null } }>(call);
      expect(body.webhook_endpoint.organization_id).toBeNull();
      expect(await scene.row(body.webhook_endpoint.id)).toMatchObject({ organization_id: '' });
      const [event] = await scene.audit(body.webhook_endpoint.id);
      expect(event).toMatchObject({ action: 'webhook_endpoint.created', organization_id: null });
    });
  });

  describe('a repetition under the same Idempotency-Key', () => {
    it('is done once and shows the secret again, to the same token alone', async () => {
      const { organization, call } = await root();
      const headers = { 'Idempotency-Key': aKey() };
      const first = await scene.create({}, { ...call, headers }, organization);
      const again = await scene.create({}, { ...call, headers }, organization);
      expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
      const token = await scene.make.organizationToken(organization);
      const other = await scene.create({}, { token, headers }, organization);
      expect(other.body.webhook_endpoint).toMatchObject({ id: first.body.webhook_endpoint.id, secret: null });
      expect((await scene.list('', call, organization)).body.webhook_endpoints).toHaveLength(1);
    });

    it('is 409 once the endpoint is deleted', async () => {
      const { organization, call } = await root();
      const headers = { 'Idempotency-Key': aKey() };
      const { id } = (await scene.create({}, { ...call, headers }, organization)).body.webhook_endpoint;
      expect(said(await scene.about(id, 'DELETE'))).toBe('404 webhook_endpoint_not_found');
      expect(said(await scene.about(id, 'DELETE', '', undefined, call))).toBe('200');
      const again = await scene.create({}, { ...call, headers }, organization);
      expect(again.body.error).toMatchObject({
        code: 'idempotency_key_spent',
        detail: { type: 'webhook_endpoint', id },
      });
    });
  });

  describe('422', () => {
    it.each([
      ['http://example.com/', 'It must begin with https://'],
      ['https://user:pass@example.com/', 'It must not hold credentials: deliveries are signed'],
      ['https://example.com/#a', 'It must not have a fragment'],
      ['https://example.com:25/', 'Its port must be 443, or 1024 or above'],
      ['https://169.254.169.254/', 'Its host is not a public one'],
      ['https://[::ffff:10.0.0.1]/', 'Its host is not a public one'],
      ['https://localhost/', 'Its host is not a public one'],
      ['webhooks', 'It is not a URL such as https://example.com/webhooks'],
    ])('for %s, and creates nothing', async (url, details) => {
      const before = await scene.state();
      const { status, body } = await scene.create({ url });
      expect([status, body.error]).toEqual([
        422,
        {
          code: 'webhook_url_not_allowed',
          description: 'Nothing may be delivered to the URL of the webhook endpoint',
          detail: { details },
        },
      ]);
      expect(await scene.state()).toEqual(before);
    });

    // Protects the unique key of places: without it, all of them would find the same number of endpoints.
    it('of thirty at a time twenty are created, and the others find no place', async () => {
      const { organization, call } = await root();
      const answers = await Promise.all(Array.from({ length: 30 }, () => scene.create({}, call, organization)));
      const refused = answers.filter(({ status }) => status !== 200).map(said);
      expect([...new Set(refused)]).toEqual(['422 webhook_endpoint_limit_reached']);
      expect(refused).toHaveLength(10);
      const { body } = await scene.list('', call, organization);
      expect(body.webhook_endpoints).toHaveLength(20);
      const [first] = body.webhook_endpoints;
      expect(said(await scene.about(first!.id, 'DELETE', '', undefined, call))).toBe('200');
      expect(said(await scene.create({}, call, organization))).toBe('200');
    });
  });

  describe('400', () => {
    it.each([
      ['url', {}, { url: undefined }],
      ['url', {}, { url: 5 }],
      ['types', {}, { types: ['organization.exploded'] }],
      ['types', {}, { types: ['organi.*'] }],
      ['types', {}, { types: ['*'] }],
      ['types', {}, { types: 'organization.created' }],
      ['description', {}, { description: 'x'.repeat(256) }],
    ])('for a bad %s, and creates nothing', async (_, __, members) => {
      const before = await scene.state();
      expect((await scene.create(members)).status).toBe(400);
      expect(await scene.state()).toEqual(before);
    });
  });

  describe('403', () => {
    it.each([['webhooks:read'], ['audit:read']] as const)('for a token with the scope %s alone', async (scope) => {
      const token = await scene.make.organizationToken(scene.root, [scope]);
      const before = await scene.state();
      const { status, body } = await scene.create({}, { token });
      expect([status, body.error.detail]).toEqual([403, { scopes: ['webhooks'] }]);
      expect(await scene.state()).toEqual(before);
    });

    it('for a token of an organization that asks for one of the operator', async () => {
      const call = { method: 'POST', url: '/core/v1/webhook_endpoints', token: scene.token } as const;
      expect(said(await scene.app.call({ ...call, json: { url: URL_OF_RECEIVER } }))).toBe('403 permission_denied');
    });

    it('for a member without a role that writes', async () => {
      const token = await scene.make.userToken(await scene.make.member(scene.root, 'member'));
      const before = await scene.state();
      expect(said(await scene.create({}, { token }))).toBe('403 permission_denied');
      expect(await scene.state()).toEqual(before);
    });
  });

  describe('404', () => {
    it('for an organization of others', async () => {
      const { organization } = await root();
      expect(said(await scene.create({}, {}, organization))).toBe('404 organization_not_found');
    });
  });
});

describe.each(testDatabases())('creating a webhook endpoint without SECRETS_KEY on $name', (database) => {
  it('is 409 and names the variable where the database is not the embedded one, which has a file', async () => {
    const scene = await WebhookScene.open(database, { SECRETS_KEY: '' });
    try {
      const before = await scene.state();
      const answer = await scene.create();
      expect(said(answer)).toBe(scene.fresh.env.embedded ? '200' : '409 secrets_key_missing');
      if (scene.fresh.env.embedded) return;
      expect(answer.body.error.description).toContain('SECRETS_KEY');
      expect(await scene.state()).toEqual(before);
    } finally {
      await scene.close();
    }
  });
});
