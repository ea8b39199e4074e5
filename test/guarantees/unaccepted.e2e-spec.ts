import { takesArgumentsFromQuery } from '../../src/http/validation/arguments.guard.js';
import type { Answer, Call } from '../support/answers.js';
import { testDatabases } from '../support/database/databases.js';
import { changedTables, type Fingerprint, fingerprints } from '../support/database/fingerprint.js';
import type { Body } from '../support/scenes/installation.js';
import { Scene } from '../support/scenes/managed-organizations.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';
import { aFamily, type Family } from './family.js';
import { guardedRoutes, type References, references, sampleRequest } from './sample-requests.js';

type Sample = Call & { readonly json?: Readonly<Record<string, unknown>> };

/** Arguments that would otherwise be ignored, or taken from where they should not be. */
describe.each(testDatabases())('what no route takes in silence, on $name', (database) => {
  let scene: Scene;
  let family: Family;
  let known: References;
  let writing: DeclaredRoute[];
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    scene = await Scene.open(database);
    family = await aFamily(scene.make);
    known = await references(scene.app.sql);
    writing = guardedRoutes(declaredRoutes(scene.app.app)).filter(({ method }) => method !== 'GET');
    fingerprint = await fingerprints(scene.app);
  });

  afterAll(() => scene.close());

  const sample = (route: DeclaredRoute): Sample => sampleRequest(route, family, known, 'operator') as Sample;
  const withQuery = (call: Sample, query: string): Sample => ({
    ...call,
    url: `${call.url}${call.url.includes('?') ? '&' : '?'}${query}`,
  });

  /** Sends what is to be refused, and expects that nothing is written. */
  async function refused(call: Call): Promise<Answer<Body>> {
    const before = await fingerprint();
    const answer = await scene.app.call<Body>(call);
    expect(changedTables(before, await fingerprint())).toEqual([]);
    return answer;
  }

  describe('a dry run', () => {
    const expected = (route: DeclaredRoute, name: string): object =>
      route.dialect === 'api-v2'
        ? { name: 'Invalid', context: { fields: [{ path: name, rule: 'not_supported' }] } }
        : {
            error: {
              code: 'invalid_argument',
              description: `The '${name}' argument is invalid`,
              detail: { path: [name], issue: 'validation_errors', errors: ['not_supported'] },
            },
          };

    it.each(['dry_run', 'dryRun', 'dry-run', 'DRYRUN'])('is refused by every change, as %s', async (name) => {
      expect(writing.length).toBeGreaterThan(25);
      for (const route of writing) {
        const call = sample(route);
        const asked = [withQuery(call, `${name}=true`), withQuery(call, name), withQuery(call, `${name}=false`)];
        if (!takesArgumentsFromQuery(route.handler)) asked.push({ ...call, json: { ...call.json, [name]: true } });
        for (const each of asked) {
          const { status, body } = await refused(each);
          expect({ route: route.name, status, body }).toMatchObject({
            route: route.name,
            status: 400,
            body: expected(route, name),
          });
        }
      }
    });

    it('is refused in a form and in _arguments of core-v1, too', async () => {
      const url = `/core/v1/organizations/${family.organizations.own.id}/managed`;
      const call = { method: 'POST', url, token: family.callers.own } as const;
      for (const request of [
        { ...call, form: 'name=N&sub_domain=dry&dry_run=1' },
        { ...call, url: `${url}?_arguments={"name":"N","sub_domain":"dry","dry_run":true}` },
      ]) {
        expect(await refused(request)).toMatchObject({
          status: 400,
          body: { error: { detail: { path: ['dry_run'] } } },
        });
      }
    });

    it('is nothing that a read could be asked for', async () => {
      const url = `/core/v1/organizations/${family.organizations.own.id}?dry_run=true`;
      expect((await scene.app.call({ method: 'GET', url, token: family.callers.own })).status).toBe(200);
    });
  });

  describe('an argument of a body that is in the query', () => {
    const inBody = () => writing.filter((route) => sample(route).json !== undefined);
    const text = (value: unknown) => encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value));

    it('is refused by every route of api-v2, beside the body or in its stead', async () => {
      const routes = inBody().filter(({ dialect }) => dialect === 'api-v2');
      expect(routes.length).toBeGreaterThan(5);
      for (const route of routes) {
        const { json = {}, ...call } = sample(route);
        for (const [name, value] of Object.entries(json)) {
          const others = { ...json, [name]: undefined };
          for (const body of [json, others]) {
            const answer = await refused(withQuery({ ...call, json: body }, `${name}=${text(value)}`));
            expect({ route: route.name, status: answer.status, body: answer.body }).toMatchObject({
              route: route.name,
              status: 400,
              body: { name: 'Invalid', context: { fields: [{ path: name, rule: 'not_in_query' }] } },
            });
          }
        }
      }
    });

    it('is taken in core-v1, as documented, and so is an unknown one in api-v2', async () => {
      const { id } = family.organizations.own;
      const query = `name=N&sub_domain=q${Date.now()}`;
      const call = { method: 'POST', token: family.callers.own } as const;
      const made = await scene.app.call({ ...call, url: `/core/v1/organizations/${id}/managed?${query}` });
      expect(made.status).toBe(201);
      const route = writing.find(({ name }) => name === 'POST /api/v2/organization/:organizationId/enterprise')!;
      expect((await scene.app.call(withQuery(sample(route), `organizationId=x&unknown=1`))).status).toBe(200);
    });
  });
});
