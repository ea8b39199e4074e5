import { said, type Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { type Body } from '../../support/scenes/installation.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { type DeclaredRoute, declaredRoutes } from '../../guarantees/declared-routes.js';
import { aFamily, type Family } from '../../guarantees/family.js';
import { guardedRoutes, type References, references, sampleRequest } from '../../guarantees/sample-requests.js';

/**
 * The order of checks (core-v1.md §5.4) and the headers (§6), on every route of the family: each test takes a request
 * that would succeed, and breaks two things of it.
 */
describe.each(testDatabases())('every route of core-v1 on $name', (database) => {
  let scene: Scene;
  let family: Family;
  let known: References;
  let routes: DeclaredRoute[];

  beforeAll(async () => {
    scene = await Scene.open(database, { RATE_LIMIT: '1000' });
    family = await aFamily(scene.make);
    known = await references(scene.app.sql);
    routes = guardedRoutes(declaredRoutes(scene.app.app)).filter(({ dialect }) => dialect === 'core-v1');
  });

  afterAll(() => scene.close());

  const BROKEN = { json: undefined, body: '{"a":', headers: { 'Content-Type': 'application/json' } };
  const SCOPED = (route: DeclaredRoute) => route.access?.kind === 'token' && route.access.scopes.length > 0;
  const NAMING = (route: DeclaredRoute) => route.path.includes(':organization');
  const ask = (route: DeclaredRoute, change: Partial<Call>) =>
    scene.app.call<Body>({ ...sampleRequest(route, family, known, 'operator'), ...change });

  /** The same for all of these routes, by name. */
  async function all(which: (route: DeclaredRoute) => boolean, change: (route: DeclaredRoute) => Partial<Call>) {
    const outcomes: Record<string, string> = {};
    for (const route of routes.filter(which)) outcomes[route.name] = said(await ask(route, change(route)));
    expect(Object.keys(outcomes).length).toBeGreaterThan(8);
    return [...new Set(Object.values(outcomes))].length === 1 ? Object.values(outcomes)[0] : outcomes;
  }

  const every = () => true;
  const withArguments = ({ dto }: DeclaredRoute) => dto !== null;

  it('a route that is none, before its token is missed', async () => {
    const change = ({ path }: DeclaredRoute) => ({ url: `${path}/none/none`, token: undefined });
    expect(await all(every, change)).toBe('404 route_not_found');
  });

  it('a missing token, before broken JSON', async () => {
    expect(await all(every, () => ({ ...BROKEN, token: undefined }))).toBe('400 missing_api_token');
  });

  it('a bad token, before broken JSON and a scope that it cannot have', async () => {
    expect(await all(every, () => ({ ...BROKEN, token: 'x' }))).toBe('403 invalid_api_token');
  });

  it('a scope that was not granted, before broken JSON', async () => {
    const token = await scene.make.operatorToken([]);
    expect(await all(SCOPED, () => ({ ...BROKEN, token }))).toBe('403 scope_not_granted');
  });

  it('a scope that was not granted, before an organization that is none', async () => {
    const token = await scene.make.organizationToken(scene.root, []);
    const change = ({ path }: DeclaredRoute) => ({ url: path.replace(/:\w+/g, 'f'.repeat(32)), token });
    expect(await all(SCOPED, change)).toBe('403 scope_not_granted');
  });

  it('broken JSON, before anything that it could say', async () => {
    expect(await all(withArguments, () => BROKEN)).toBe('400 invalid_json_body');
  });

  it('an argument that is wrong, before the organization is looked for', async () => {
    const wrong = { organization: { id: 'f'.repeat(32), sub_domain: 'nobody-s' } };
    expect(await all(NAMING, () => ({ json: wrong }))).toBe('400 invalid_argument');
  });

  it('an organization that is not there, before the values for it', async () => {
    const change = (route: DeclaredRoute) => ({
      url: sampleRequest(route, family, known, 'operator').url.replace(family.organizations.own.id, 'f'.repeat(32)),
    });
    expect(await all(NAMING, change)).toBe('404 organization_not_found');
  });

  it('X-Request-Id is on every answer, and X-Api-Schema on every error and no success', async () => {
    for (const route of routes) {
      for (const change of [{}, { token: undefined }, BROKEN, { url: '/core/v1/none' }]) {
        const headers = { 'X-Request-Id': 'mine', ...('headers' in change ? change.headers : {}) };
        const answer = await ask(route, { ...change, headers });
        const schema = answer.status < 400 ? undefined : 'json-error';
        expect([route.name, answer.status, answer.headers['x-api-schema']]).toEqual([
          route.name,
          answer.status,
          schema,
        ]);
        expect(answer.headers).toMatchObject({ 'x-request-id': 'mine', 'content-type': 'application/json' });
      }
    }
  });

  it('X-Ratelimit-* count every call of a token, errors too, and are on no answer without a token', async () => {
    const { secret } = await scene.make.issue({ kind: 'organization', organizationId: scene.root.id });
    let remaining = 1_000;
    for (const route of routes) {
      for (const change of [{}, BROKEN]) {
        const { headers } = await ask(route, { ...change, token: secret });
        remaining--;
        expect([route.name, headers['x-ratelimit-permitted'], headers['x-ratelimit-remaining']]).toEqual([
          route.name,
          '1000',
          String(remaining),
        ]);
      }
      for (const change of [{ token: undefined }, { token: 'x' }, { url: '/core/v1/none', token: secret }]) {
        const { headers } = await ask(route, change);
        expect(Object.keys(headers).filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
      }
    }
  });
});
