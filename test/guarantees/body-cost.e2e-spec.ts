import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DtoClass } from '../../src/http/validation/argument-metadata.js';
import { sqlite } from '../support/database/databases.js';
import { aSubDomain } from '../support/scenes/factories.js';
import { P, Scene } from '../support/scenes/managed-organizations.js';
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

const PROCESS = fileURLToPath(new URL('body-cost.process.mjs', import.meta.url));

/** No body within BODY_LIMIT keeps other callers waiting. SQLite works in this process, so it is where a call costs most. */
describe('the most expensive body of every route', () => {
  let scene: Scene;
  let family: Family;
  let known: References;
  let routes: DeclaredRoute[];
  let normal: number;
  let normalCall: object;
  let measured: ChildProcess;

  beforeAll(async () => {
    scene = await Scene.open(sqlite);
    family = await aFamily(scene.make);
    known = await references(scene.app.sql);
    routes = guardedRoutes(declaredRoutes(scene.app.app)).filter(({ dto }) => dto);
    const payload = { name: 'N', sub_domain: aSubDomain(), annotations: [{ key: 'plan', value: 'gold' }] };
    normalCall = asked(
      { method: 'POST', url: P, payload: { ...payload, organization: { id: scene.root.id } } },
      scene.token,
    );
    // Another process on the same database, since only one that does nothing else can be asked what a call costs.
    measured = fork(PROCESS, [JSON.stringify(scene.app.env)], { execArgv: [] });
    expect(await once(measured, 'message')).toEqual(['ready', undefined]);
    normal = await cheapest(normalCall, 40);
  }, 60_000);

  afterAll(async () => {
    measured.kill();
    await scene.close();
  });

  interface Sent {
    readonly method: DeclaredRoute['method'];
    readonly url: string;
    readonly payload?: string | object;
    readonly headers?: Record<string, string>;
  }

  function asked({ method, url, payload, headers }: Sent, token: string) {
    const request = { method: method as 'POST', url, headers: { ...headers, authorization: `Bearer ${token}` } };
    return { ...request, ...(payload !== undefined && { payload }) };
  }

  /** Microseconds of CPU that a request takes, the least of so many tries. */
  async function cheapest(request: object, tries = TRIES): Promise<number> {
    measured.send({ request, tries });
    const [{ least, statusCode }] = (await once(measured, 'message')) as [{ least: number; statusCode: number }];
    expect(statusCode).toBeLessThan(500);
    return least;
  }

  function cost(route: DeclaredRoute, { type, text }: WorstBody, tries = TRIES): Promise<number> {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(scene.app.env.BODY_LIMIT);
    const { url } = sampleRequest(route, family, known, 'operator');
    const headers = { 'content-type': type };
    return cheapest(asked({ method: route.method, url, payload: text, headers }, family.callers.operator), tries);
  }

  it('is none with a list that is too long: it is refused by its length, and nothing in it is looked at', async () => {
    const seen: object[] = [];
    const before = await scene.footprint();
    for (const route of routes) {
      for (const path of listsIn(route.dto as DtoClass)) {
        const { url } = sampleRequest(route, family, known, 'operator');
        const payload = tooLong(exampleOf(route) ?? {}, path, 150);
        const request = asked({ method: route.method, url, payload }, family.callers.operator);
        const { statusCode, body } = await scene.app.app.inject(request);
        const said = JSON.parse(body) as { context?: object; error: { detail: object } };
        seen.push({ route: route.name, status: statusCode, said: said.context ?? said.error.detail });
        const fault = { path: path.join('.'), rule: 'too_many' };
        const fields = expect.arrayContaining([fault]) as unknown;
        const refusal = route.dialect === 'api-v2' ? { fields } : { path, index: null, errors: ['too_many'] };
        expect(seen.at(-1)).toMatchObject({ route: route.name, status: 400, said: refusal });
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
