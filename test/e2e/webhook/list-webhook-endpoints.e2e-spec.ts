import { said } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { WebhookScene } from '../../support/scenes/webhooks.js';

describe.each(testDatabases())('listing webhook endpoints on $name', (database) => {
  let scene: WebhookScene;

  beforeAll(async () => {
    scene = await WebhookScene.open(database);
  });

  afterAll(() => scene.close());

  describe('200', () => {
    it('shows the own ones by page, oldest first and without a secret; not those of the child', async () => {
      const child = await scene.make.managed(scene.root);
      const made = [];
      for (let n = 0; n < 3; n++) made.push((await scene.create()).body.webhook_endpoint);
      const below = (await scene.create({}, {}, child)).body.webhook_endpoint;
      const pages = [await scene.list('?per_page=2'), await scene.list('?per_page=2&page=2')];
      expect(pages.map(({ body }) => body.webhook_endpoints)).toEqual([
        made.slice(0, 2).map((each) => ({ ...each, secret: null })),
        [{ ...made[2], secret: null }],
      ]);
      expect(pages[0]!.body.pagination).toMatchObject({ total: 3, total_pages: 2, current_page: 1, per_page: 2 });
      const ofChild = await scene.list('', {}, child);
      expect(ofChild.body.webhook_endpoints.map(({ id }) => id)).toEqual([below.id]);
    });

    it('is allowed by webhooks:read, and shows the operator its own alone', async () => {
      const token = await scene.make.organizationToken(scene.root, ['webhooks:read']);
      expect(said(await scene.list('', { token }))).toBe('200');
      const operator = await scene.make.operatorToken();
      const { endpointId } = await scene.make.webhook(undefined);
      const call = { method: 'GET', url: '/core/v1/webhook_endpoints', token: operator } as const;
      const { body } = await scene.app.call<{ webhook_endpoints: { id: string }[] }>(call);
      expect(body.webhook_endpoints.map(({ id }) => id)).toEqual([endpointId]);
      expect(said(await scene.about(endpointId, 'GET', '', undefined, { token: operator }))).toBe('200');
      expect(said(await scene.about(endpointId, 'GET'))).toBe('404 webhook_endpoint_not_found');
    });
  });

  describe('400', () => {
    it('for a page that is none', async () => {
      expect(said(await scene.list('?page=0'))).toBe('400 invalid_argument');
    });
  });

  describe('403', () => {
    it('without the scope', async () => {
      const token = await scene.make.organizationToken(scene.root, ['audit:read']);
      expect(said(await scene.list('', { token }))).toBe('403 scope_not_granted');
    });
  });

  describe('404', () => {
    it('for an organization of others', async () => {
      expect(said(await scene.list('', {}, await scene.make.root()))).toBe('404 organization_not_found');
    });
  });
});
