import { said, type Call } from '../support/answers.js';
import { type FreshDatabase, testDatabases } from '../support/database/databases.js';
import { aKey, Factories } from '../support/scenes/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../support/database/fingerprint.js';
import { startApp, type TestApp } from '../support/harness.js';
import { until } from '../support/until.js';
import { ask } from './documents/asked.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';
import { type CallerName, LastingFamily } from './family.js';
import { guardedRoutes, type References, references, sampleRequest } from './sample-requests.js';

const CALLERS: readonly CallerName[] = ['own', 'parent', 'operator', 'user'];

/** What another process has done to the token of a caller whom this one still believes. */
const FALLS: readonly { how: string; to: string; refused: RegExp }[] = [
  { how: 'was revoked', to: 'revoked_at = 1', refused: /^(401 Unauthorized|403 invalid_api_token)$/ },
  { how: 'has expired', to: 'expires_at = 1', refused: /^(401 Unauthorized|403 invalid_api_token)$/ },
  {
    how: 'got another secret',
    to: "secret_hash = CONCAT('x', SUBSTR(secret_hash, 2))",
    refused: /^(401 Unauthorized|403 invalid_api_token)$/,
  },
  { how: 'lost its scopes', to: "scopes = 'audit:read'", refused: /^403 (ScopeNotGranted|scope_not_granted)$/ },
  {
    how: 'may come from elsewhere alone',
    to: "networks = '192.0.2.0/24'",
    refused: /^403 (NetworkNotAllowed|unauthorized_network_for_api_token)$/,
  },
];

/** A repetition finds what the first one has made of the state, and is refused for that ahead of everything else. */
const SAID_BY_THE_STATE = /^403 (OrganizationSuspended|organization_suspended)$/;

let repetitions = 0;

afterAll(() => {
  process.stdout.write(`${repetitions} repetitions of callers that fell after the first time\n`);
});

// Protects recheckStanding where the record of a key, or the enterprise of one, is read.
describe.each(testDatabases())('a caller who loses rights after a request was done, on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let family: LastingFamily;
  let known: References;
  let routes: DeclaredRoute[];
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    fresh = await database.fresh({ TOKEN_CACHE_MS: '60000', RATE_LIMIT: '0' });
    app = await startApp(fresh.env);
    family = await LastingFamily.of(app, new Factories(app));
    known = await references(app.sql);
    routes = guardedRoutes(declaredRoutes(app.app)).filter(({ method }) => method === 'POST');
    fingerprint = await fingerprints(app);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  /** Does it under a key, changes the caller's token past the application, and sends it again. */
  const repeated = async (route: DeclaredRoute, caller: CallerName, to: string) => {
    const { tokenIds, ...others } = await family.anew(caller);
    const call: Call = {
      ...sampleRequest(route, { tokenIds, ...others }, known, caller),
      headers: { 'Idempotency-Key': aKey() },
    };
    const first = await ask(app, call);
    if (first.status >= 300) return undefined;
    const id = tokenIds[caller];
    await until('the use of the token is written', async () => {
      return (await app.sql.count('access_tokens', 'id = ? AND last_used_at IS NOT NULL', [id])) === 1;
    });
    await app.sql.execute(`UPDATE access_tokens SET ${to} WHERE id = ?`, [id]);
    const before = await fingerprint();
    const second = await ask(app, call);
    return { route: route.name, caller, answer: second, changed: changedTables(before, await fingerprint()) };
  };

  it.each(FALLS)(
    'gets no replay where its token $how',
    async ({ to, refused }) => {
      const differences: object[] = [];
      const reached = new Set<string>();
      for (const route of routes) {
        for (const caller of CALLERS) {
          const result = await repeated(route, caller, to);
          if (!result) continue;
          const { answer, changed, ...which } = result;
          if (SAID_BY_THE_STATE.test(said(answer))) continue;
          repetitions += 1;
          reached.add(route.name);
          if (refused.test(said(answer)) && changed.length === 0 && !answer.text.includes('tnt_')) continue;
          differences.push({ ...which, answered: said(answer), changed });
        }
      }
      expect(differences).toEqual([]);
      expect(routes.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
    },
    120_000,
  );

  it('gets a replay where its token has something else', async () => {
    for (const route of routes) {
      const result = await repeated(route, 'operator', "scopes = 'all users', networks = '127.0.0.0/8'");
      expect([route.name, result && said(result.answer)]).toEqual([route.name, expect.stringMatching(/^2/)]);
      expect(result?.answer.headers['idempotent-replayed']).toBe('true');
      expect(result?.changed).toEqual([]);
    }
  }, 60_000);
});
