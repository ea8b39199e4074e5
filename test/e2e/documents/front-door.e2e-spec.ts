import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { loadEnv } from '../../../src/config/env.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const PUBLIC_URL = 'https://example.com/tenantry';

/** None of this asks a database. */
describe('the root', () => {
  let database: FreshDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const get = (url: string, headers: Record<string, string> = {}, of = app) =>
    of.app.inject({ method: 'GET', url, headers });

  it('is a page for a browser, whose every link answers', async () => {
    const { statusCode, headers, payload } = await get('/', { accept: BROWSER });
    expect([statusCode, headers['content-type'], headers.vary]).toEqual([
      200,
      'text/html; charset=utf-8',
      'Accept, Accept-Encoding',
    ]);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'; /);
    const links = [...payload.matchAll(/href="([^"]+)"/g)].map(([, link]) => link!);
    const own = links.filter((link) => link !== 'data:,');
    expect(own).toEqual(['docs/front-door.css', 'docs', 'openapi.json', 'health/ready', 'health/live']);
    for (const link of own) expect({ link, status: (await get(`/${link}`)).statusCode }).toEqual({ link, status: 200 });
    expect(payload).toMatch(/Console: .*Repository: /s);
  });

  it.each([undefined, '*/*', 'application/json', 'text/html;q=0, */*', 'text/html; q=0.0,*/*'])(
    'is JSON for a program that accepts %s',
    async (accept) => {
      const { statusCode, headers, payload } = await get('/', accept === undefined ? {} : { accept });
      expect([statusCode, headers['content-type'], headers.vary]).toEqual([
        200,
        'application/json; charset=utf-8',
        'Accept',
      ]);
      expect(JSON.parse(payload)).toEqual({
        name: 'Tenantry',
        docs: '/docs',
        openapi: '/openapi.json',
        health: '/health/ready',
      });
    },
  );

  it('takes no other method, and a path that is none names the documentation', async () => {
    const posted = await app.call({ method: 'POST', url: '/' });
    expect([posted.status, posted.body.name, posted.headers.allow]).toEqual([405, 'MethodNotAllowed', 'GET, HEAD']);
    const { body } = await app.call({ method: 'GET', url: '/nothing' });
    expect(body.error).toBe('There is no GET /nothing here. What there is, is described at /docs.');
  });

  it('sends /docs/ to /docs, by a location that is relative', async () => {
    for (const url of ['/docs/', '/docs/?x=1']) {
      const { statusCode, headers } = await get(url);
      expect([statusCode, headers.location]).toEqual([308, '../docs']);
    }
  });

  describe('with PUBLIC_URL', () => {
    let known: TestApp;

    beforeAll(async () => {
      known = await startApp(loadEnv({ ...database.variables, PUBLIC_URL }));
    });

    afterAll(() => known.close());

    it('names it, and so do both documents of the API', async () => {
      const links = JSON.parse((await get('/', {}, known)).payload) as Record<string, string>;
      expect(links).toMatchObject({ docs: `${PUBLIC_URL}/docs`, health: `${PUBLIC_URL}/health/ready` });
      for (const url of ['/openapi.json', '/core/v1/schema/openapi.json']) {
        const { servers } = JSON.parse((await get(url, {}, known)).payload) as { servers: unknown };
        expect({ url, servers }).toEqual({ url, servers: [{ url: PUBLIC_URL }] });
      }
    });
  });
});
