import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sqlite } from '../support/database/databases.js';
import { ENDPOINTS } from '../support/endpoints/every-endpoint.js';
import { Scene } from '../support/scenes/managed-organizations.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';

const ENDS_ITS_TOKEN = 'GET /api/v2/user/logout';

/** The requests of the fault tests are written by hand, since each has the status that it gets on a healthy service. */
describe('the endpoints that are called while the database is away', () => {
  let scene: Scene;
  let routes: readonly DeclaredRoute[];

  beforeAll(async () => {
    scene = await Scene.open(sqlite);
    routes = declaredRoutes(scene.app.app);
  });

  afterAll(() => scene.close());

  /** The route that answers: a path without parameters is the better match, as it is for the router. */
  function routeOf({ method, url }: { readonly method: string; readonly url: string }): string | undefined {
    const [path] = url.split('?') as [string];
    const matching = routes.filter((route) => {
      const pattern = route.path.replace(/:\w+/g, '[^/]+').replace('*', '.+');
      return route.method === method && new RegExp(`^${pattern}$`).test(path);
    });
    const parameters = ({ path: template }: DeclaredRoute) => template.split(/[:*]/).length;
    return matching.sort((a, b) => parameters(a) - parameters(b))[0]?.name;
  }

  it('are all that are routed for callers with a token, but for the one that ends it', () => {
    const called = ENDPOINTS.map(({ call }) => routeOf(call(scene.root, scene.token)));
    expect(called).not.toContain(undefined);
    const guarded = routes.filter(({ access }) => access?.kind !== 'public').map(({ name }) => name);
    expect(guarded.filter((name) => !called.includes(name))).toEqual([ENDS_ITS_TOKEN]);
    expect(called.filter((name) => !guarded.includes(name!))).toEqual([]);
  });
});
