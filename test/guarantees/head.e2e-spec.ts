import { testDatabases } from '../support/database/databases.js';
import { sequence } from '../support/scenes/event-feed.js';
import { Scene } from '../support/scenes/managed-organizations.js';
import { Connection, type WireAnswer } from '../e2e/edges/edges.client.js';
import { until } from '../support/until.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';
import { aFamily, type Family } from './family.js';
import { type References, references, sampleRequest } from './sample-requests.js';

/** What differs between any two answers. */
const OF_THE_CALL = new Set(['date', 'x-request-id', 'x-ratelimit-remaining', 'x-ratelimit-reset']);

/** What the user of a managed organization is refused: the limits of a root, and what the operator alone reads. */
const REFUSED: Readonly<Record<string, number>> = {
  'GET /core/v1/organizations/:organization/policy': 400,
  'GET /core/v1/organizations/:organization/policy_limits': 400,
  'GET /core/v1/audit_events': 403,
  'GET /core/v1/events': 403,
  'GET /core/v1/webhook_endpoints': 403,
};

/** Probes, link checkers and caches use HEAD for what GET would answer. */
describe.each(testDatabases())('every GET on $name', (database) => {
  let scene: Scene;
  let family: Family;
  let known: References;
  let routes: DeclaredRoute[];
  let port: number;

  beforeAll(async () => {
    scene = await Scene.open(database);
    family = await aFamily(scene.make);
    known = await references(scene.app.sql);
    // What has no place yet would be in a feed a second later.
    await sequence(scene.app);
    // What it shows of itself changes with its first use.
    await scene.app.call({ method: 'GET', url: '/api/v2/user/session', token: family.callers.user });
    await until('the use of the token is written', async () => {
      return (await scene.app.sql.count('access_tokens', 'user_id IS NOT NULL AND last_used_at IS NOT NULL')) > 0;
    });
    routes = declaredRoutes(scene.app.app).filter(({ method }) => method === 'GET');
    port = Number(new URL(await scene.app.listen()).port);
  });

  afterAll(() => scene.close());

  /** Its URL, which the token of the family's user may read. */
  function urlOf(route: DeclaredRoute): string {
    return route.path === '/docs/:asset' ? '/docs/swagger-ui.css' : sampleRequest(route, family, known, 'user').url;
  }

  /** Another token of that user. */
  async function another(): Promise<string> {
    return (await scene.make.issue({ kind: 'user', userId: family.userId })).secret;
  }

  /** The answer, behind which the connection serves the next request: nothing follows it that does not belong to it. */
  async function asked(method: 'GET' | 'HEAD', url: string, headers: readonly string[]): Promise<WireAnswer> {
    const connection = await Connection.open(port);
    const lines = [`${method} ${url} HTTP/1.1`, 'Host: x', ...headers];
    connection.say(`${lines.join('\r\n')}\r\n\r\nHEAD /health/live HTTP/1.1\r\nHost: x\r\n\r\n`);
    const [answer, next] = method === 'HEAD' ? await connection.until(2, true) : await connection.until(1);
    connection.leave();
    if (method === 'HEAD') expect({ url, next: next?.status }).toEqual({ url, next: 200 });
    return answer!;
  }

  const lasting = ({ headers }: WireAnswer) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CALL.has(name)));

  it('answers HEAD the same without a body', async () => {
    // It is ended last of all, since the others are asked with it.
    const isLogout = ({ path }: DeclaredRoute) => path.endsWith('/logout');
    for (const route of [...routes.filter((each) => !isLogout(each)), ...routes.filter(isLogout)]) {
      const bearer = [`Authorization: Bearer ${family.callers.user}`];
      const get = await asked('GET', urlOf(route), bearer);
      if (isLogout(route)) bearer[0] = `Authorization: Bearer ${await another()}`;
      const head = await asked('HEAD', urlOf(route), bearer);
      const status = REFUSED[route.name] ?? 200;
      expect({ route: route.name, status: get.status }).toEqual({ route: route.name, status });
      expect({ route: route.name, status: head.status, headers: lasting(head) }).toEqual({
        route: route.name,
        status,
        headers: { ...lasting(get), 'content-length': [String(Buffer.byteLength(get.text))] },
      });
    }
  });

  it('refuses HEAD as it refuses GET', async () => {
    for (const route of routes.filter(({ access }) => access?.kind !== 'public')) {
      const [get, head] = [await asked('GET', urlOf(route), []), await asked('HEAD', urlOf(route), [])];
      expect({ route: route.name, status: head.status }).toEqual({ route: route.name, status: get.status });
      expect(lasting(head)).toEqual(lasting(get));
    }
  });
});
