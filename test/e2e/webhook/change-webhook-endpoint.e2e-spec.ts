import { said } from '../../support/answers.js';
import { SecretKeys } from '../../../src/webhook/secrets/secret-keys.js';
import { WebhookSecrets } from '../../../src/webhook/secrets/webhook-secrets.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { WebhookScene } from '../../support/scenes/webhooks.js';

describe.each(testDatabases())('changing a webhook endpoint on $name', (database) => {
  let scene: WebhookScene;

  beforeAll(async () => {
    scene = await WebhookScene.open(database);
  });

  afterAll(() => scene.close());

  const made = async (members: object = {}) => {
    const organization = await scene.make.root();
    const call = { token: await scene.make.organizationToken(organization) };
    const { body, headers } = await scene.create(members, call, organization);
    return { ...body.webhook_endpoint, etag: String(headers.etag), call, organization };
  };
  const actions = async (id: string) => (await scene.audit(id)).map(({ action }) => action);

  describe('200', () => {
    it('changes what is given and leaves the rest; what changes nothing leaves no event', async () => {
      const { id, call } = await made({ description: 'billing', types: ['token.revoked'] });
      const change = { url: 'https://other.example.com/', types: ['organization.created'] };
      const { body } = await scene.about(id, 'PATCH', '', change, call);
      expect(body.webhook_endpoint).toMatchObject({ ...change, description: 'billing', secret: null });
      expect(said(await scene.about(id, 'PATCH', '', change, call))).toBe('200');
      const [, ...events] = await scene.audit(id);
      const data = '{"members":"url types","types":"organization.created","enabled":true}';
      expect(events).toEqual([expect.objectContaining({ action: 'webhook_endpoint.changed', data })]);
    });

    it('disables, and enabling ends the days for which it failed', async () => {
      const { id, call } = await made();
      const off = await scene.about(id, 'PATCH', '', { enabled: false }, call);
      expect(off.body.webhook_endpoint).toMatchObject({ enabled: false, disabled_reason: 'manual' });
      await scene.app.sql.execute(
        "UPDATE webhook_endpoints SET disabled_reason = 'failing', failing_since = 1000 WHERE id = ?",
        [id],
      );
      const still = await scene.about(id, 'PATCH', '', { enabled: false }, call);
      expect(still.body.webhook_endpoint).toMatchObject({ disabled_reason: 'failing', failing_since: 1 });
      const on = await scene.about(id, 'PATCH', '', { enabled: true }, call);
      expect(on.body.webhook_endpoint).toMatchObject({ enabled: true, disabled_reason: null, failing_since: null });
    });

    it('takes the state that was read as its precondition: of twenty one changes it', async () => {
      const { id, call, etag } = await made();
      const headers = { 'If-Match': etag };
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          scene.about(id, 'PATCH', '', { description: `n${n}` }, { ...call, headers }),
        ),
      );
      expect(answers.map(said).sort()).toEqual(['200', ...Array<string>(19).fill('412 precondition_failed')]);
      expect(await actions(id)).toEqual(['webhook_endpoint.created', 'webhook_endpoint.changed']);
    });

    it('deletes it with all that could be sent to it', async () => {
      const { id, call } = await made();
      expect((await scene.about(id, 'DELETE', '', undefined, call)).body).toEqual({ webhook_endpoint: { id } });
      expect(await scene.row(id)).toBeUndefined();
      expect(said(await scene.about(id, 'DELETE', '', undefined, call))).toBe('404 webhook_endpoint_not_found');
      expect(await actions(id)).toEqual(['webhook_endpoint.created', 'webhook_endpoint.deleted']);
    });

    it('is deleted with its organization', async () => {
      const child = await scene.make.managed(scene.root);
      const { id } = (await scene.create({}, {}, child)).body.webhook_endpoint;
      const url = `/core/v1/managed_organizations/${child.id}`;
      expect(said(await scene.app.call({ method: 'DELETE', url, token: scene.token }))).toBe('200');
      expect(await scene.row(id)).toBeUndefined();
    });
  });

  describe('rotating its secret', () => {
    const secrets = () => new WebhookSecrets(new SecretKeys(scene.fresh.env.SECRETS_KEY));

    it('shows a new one, once; the old one stays valid for a day, or as long as is asked for', async () => {
      const { id, secret, call } = await made();
      const now = Math.floor(Date.now() / 1_000);
      const { body } = await scene.about(id, 'POST', '/rotate_secret', {}, call);
      const rotated = body.webhook_endpoint;
      expect(rotated.secret).toMatch(/^whsec_/);
      expect(rotated.secret).not.toBe(secret);
      expect(rotated.previous_secret_until).toBeGreaterThanOrEqual(now + 86_400);
      expect(rotated.previous_secret_until).toBeLessThan(now + 86_500);
      const row = await scene.row(id);
      expect(await secrets().open(String(row?.secret_sealed), id)).toBe(rotated.secret);
      expect(await secrets().open(String(row?.previous_secret_sealed), id)).toBe(secret);
      expect(JSON.stringify(await scene.audit(id))).not.toMatch(/whsec_/);
      expect((await scene.about(id, 'GET', '', undefined, call)).body.webhook_endpoint.secret).toBeNull();
    });

    it('forgets the old one at once where it leaked', async () => {
      const { id, call } = await made();
      const { body } = await scene.about(id, 'POST', '/rotate_secret', { previous_valid_for: 0 }, call);
      expect(body.webhook_endpoint.previous_secret_until).toBeNull();
      expect(await scene.row(id)).toMatchObject({ previous_secret_sealed: null, previous_until: null });
    });

    it('is done once under a key, and shows the secret again as long as it is its own', async () => {
      const { id, call } = await made();
      const keyed = { ...call, headers: { 'Idempotency-Key': aKey() } };
      const first = await scene.about(id, 'POST', '/rotate_secret', {}, keyed);
      const again = await scene.about(id, 'POST', '/rotate_secret', {}, keyed);
      expect(again.text).toBe(first.text);
      await scene.about(id, 'POST', '/rotate_secret', {}, call);
      const late = await scene.about(id, 'POST', '/rotate_secret', {}, keyed);
      expect(late.body.webhook_endpoint.secret).toBeNull();
      expect(await actions(id)).toEqual([
        'webhook_endpoint.created',
        'webhook_endpoint.secret_rotated',
        'webhook_endpoint.secret_rotated',
      ]);
    });

    it('is 400 for a time that is none', async () => {
      const { id, call } = await made();
      const before = await scene.state();
      const answer = await scene.about(id, 'POST', '/rotate_secret', { previous_valid_for: -1 }, call);
      expect(said(answer)).toBe('400 invalid_argument');
      expect(await scene.state()).toEqual(before);
    });
  });

  describe('refused', () => {
    it('422 for a URL to which nothing may be delivered', async () => {
      const { id, call } = await made();
      const before = await scene.state();
      const answer = await scene.about(id, 'PATCH', '', { url: 'https://10.0.0.1/' }, call);
      expect(said(answer)).toBe('422 webhook_url_not_allowed');
      expect(await scene.state()).toEqual(before);
    });

    it.each([
      ['PATCH', '', { enabled: false }],
      ['DELETE', '', undefined],
      ['POST', '/rotate_secret', {}],
      ['POST', '/test', {}],
    ] as const)(
      '%s %s: 404 for others, 403 while it is suspended and without the scope',
      async (method, path, json) => {
        const { id, organization, call } = await made();
        const reader = { token: await scene.make.organizationToken(organization, ['webhooks:read']) };
        const before = await scene.state();
        expect(said(await scene.about(id, method, path, json))).toBe('404 webhook_endpoint_not_found');
        expect(said(await scene.about(id, method, path, json, reader))).toBe('403 scope_not_granted');
        expect(await scene.state()).toEqual(before);
        const operator = { token: await scene.make.operatorToken() };
        await scene.make.suspend(organization);
        const held = await scene.state();
        expect(said(await scene.about(id, method, path, json, call))).toBe('403 organization_suspended');
        expect(said(await scene.about(id, method, path, json, operator))).toBe('403 organization_suspended');
        expect(await scene.state()).toEqual(held);
      },
    );
  });
});
