import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { DtoClass } from '../../src/http/arguments/described.js';
import { sqlite } from '../support/databases.js';
import { aSubDomain } from '../support/factories.js';
import { P, Scene } from '../support/managed-organizations.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';
import { aFamily, type Family } from './family.js';
import { exampleOf, guardedRoutes, type References, references, sampleRequest } from './sample-requests.js';
import { listsIn, tooLong, type WorstBody, worstBodies } from './worst-bodies.js';

/**
 * What the largest body may cost, in normal calls of about 1.2 ms. The figure is a ratio, and of the least of several
 * tries, so it is the same on a slow machine and on a busy one. Reading 64 KB of JSON alone takes up to 8 of them.
 */
const MOST = 12;
const TRIES = 3;
/** Another process may have had the processor's caches in each of the first ones. */
const MORE_TRIES = 15;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** One body within BODY_LIMIT keeps nobody waiting. SQLite works in this process, so it is where a call costs most. */
describe('the most expensive body of every route', () => {
  let scene: Scene;
  let family: Family;
  let known: References;
  let routes: DeclaredRoute[];
  let normal: number;
  let normalCall: () => Promise<{ statusCode: number }>;

  beforeAll(async () => {
    scene = await Scene.open(sqlite);
    family = await aFamily(scene.make);
    known = await references(scene.app.sql);
    routes = guardedRoutes(declaredRoutes(scene.app.app)).filter(({ dto }) => dto);
    const create = () => {
      const payload = { name: 'N', sub_domain: aSubDomain(), annotations: [{ key: 'plan', value: 'gold' }] };
      return sent(
        { method: 'POST', url: P, payload: { ...payload, organization: { id: scene.root.id } } },
        scene.token,
      );
    };
    normalCall = create;
    normal = await cheapest(create, 40);
  }, 60_000);

  afterAll(() => scene.close());

  interface Sent {
    readonly method: DeclaredRoute['method'];
    readonly url: string;
    readonly payload?: string | object;
    readonly headers?: Record<string, string>;
  }

  function sent({ method, url, payload, headers }: Sent, token: string) {
    const asked = { method: method as 'POST', url, headers: { ...headers, authorization: `Bearer ${token}` } };
    return scene.app.app.inject({ ...asked, ...(payload !== undefined && { payload }) });
  }

  /** Microseconds of this process's CPU that a call takes, the least of so many tries. */
  async function cheapest(call: () => Promise<{ statusCode: number }>, tries = TRIES): Promise<number> {
    let least = Infinity;
    for (let n = 0; n < tries; n++) {
      // CPU time is that of the whole process: what earlier suites left in its heap must not be collected meanwhile.
      if (tries === MORE_TRIES) collectGarbage();
      const before = process.cpuUsage();
      const { statusCode } = await call();
      const { user, system } = process.cpuUsage(before);
      expect(statusCode).toBeLessThan(500);
      least = Math.min(least, user + system);
    }
    return least;
  }

  function cost(route: DeclaredRoute, { type, text }: WorstBody, tries = TRIES): Promise<number> {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(scene.app.env.BODY_LIMIT);
    const { url } = sampleRequest(route, family, known, 'operator');
    const headers = { 'content-type': type };
    return cheapest(() => sent({ method: route.method, url, payload: text, headers }, family.callers.operator), tries);
  }

  it('is none with a list that is too long: it is refused by its length, and nothing in it is looked at', async () => {
    const seen: object[] = [];
    const before = await scene.footprint();
    for (const route of routes) {
      for (const path of listsIn(route.dto as DtoClass)) {
        const { url } = sampleRequest(route, family, known, 'operator');
        const payload = tooLong(exampleOf(route) ?? {}, path, 150);
        const { statusCode, body } = await sent({ method: route.method, url, payload }, family.callers.operator);
        const said = JSON.parse(body) as { context?: object; error: { detail: object } };
        seen.push({ route: route.name, status: statusCode, said: said.context ?? said.error.detail });
        const fault = { path: path.join('.'), rule: 'too_many' };
        const fields = expect.arrayContaining([fault]) as unknown;
        const told = route.dialect === 'api-v2' ? { fields } : { path, index: null, errors: ['too_many'] };
        expect(seen.at(-1)).toMatchObject({ route: route.name, status: 400, said: told });
      }
    }
    expect(seen.length).toBeGreaterThan(15);
    expect(await scene.footprint()).toEqual(before);
  });

  it(`costs at most ${MOST} times as much as a normal call`, async () => {
    const dear: object[] = [];
    let count = 0;
    for (const route of routes) {
      const bodies = worstBodies(route.dto as DtoClass, exampleOf(route) ?? {});
      for (const body of bodies) {
        count++;
        let times = (await cost(route, body)) / normal;
        // Both anew, side by side: the machine may be busier than it was at the beginning.
        if (times > MOST) times = (await cost(route, body, MORE_TRIES)) / (await cheapest(normalCall, MORE_TRIES));
        if (times > MOST) dear.push({ route: route.name, body: body.name, times: Number(times.toFixed(1)) });
      }
    }
    expect(count).toBeGreaterThan(1_000);
    expect({ normal, dear }).toEqual({ normal, dear: [] });
  }, 600_000);
});
