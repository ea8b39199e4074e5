import { Database } from '../../src/database/database.js';
import { said, type Call } from '../support/answers.js';
import { type FreshDatabase, testDatabases } from '../support/database/databases.js';
import { Factories } from '../support/scenes/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../support/database/fingerprint.js';
import { startApp, type TestApp } from '../support/harness.js';
import { until } from '../support/until.js';
import { ask } from './documents/asked.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';
import { type CallerName, type Family, LastingFamily } from './family.js';
import { guardedRoutes, preparedRequest, type References, references } from './sample-requests.js';

/** The callers: the one who may do most, and a user, whose rights depend on a role as well as on a token. */
const CALLERS: readonly CallerName[] = ['own', 'parent', 'operator', 'user'];

/** What befalls a caller while its request is under way. */
interface Fall {
  readonly how: string;
  readonly of: readonly CallerName[];
  readonly sql: string;
  readonly params: (family: Family, caller: CallerName) => (string | number)[];
  /** What it is refused with, in either dialect. */
  readonly refused: RegExp;
  /** Where it is not asked for, so that the request succeeds. */
  readonly spares?: (route: DeclaredRoute) => boolean;
}

const INVALID = /^(401 Unauthorized|403 invalid_api_token)$/;
const tokenOf = ({ tokenIds }: Family, caller: CallerName) => [tokenIds[caller]];
const FALLS: readonly Fall[] = [
  {
    how: 'its token is revoked',
    of: CALLERS,
    sql: 'UPDATE access_tokens SET revoked_at = 1 WHERE id = ?',
    params: tokenOf,
    refused: INVALID,
  },
  {
    how: 'its token ends',
    of: CALLERS,
    sql: 'UPDATE access_tokens SET expires_at = 1 WHERE id = ?',
    params: tokenOf,
    refused: INVALID,
  },
  {
    how: 'its token gets another secret',
    of: CALLERS,
    sql: "UPDATE access_tokens SET secret_hash = CONCAT('x', SUBSTR(secret_hash, 2)) WHERE id = ?",
    params: tokenOf,
    refused: INVALID,
  },
  {
    how: 'its token loses the scopes',
    of: CALLERS,
    sql: "UPDATE access_tokens SET scopes = 'audit:read' WHERE id = ?",
    params: tokenOf,
    refused: /^(403 ScopeNotGranted|403 scope_not_granted)$/,
    spares: ({ access }) => access?.kind === 'token' && access.scopes.length === 0,
  },
  {
    how: 'its token may come from elsewhere alone',
    of: CALLERS,
    sql: "UPDATE access_tokens SET networks = '192.0.2.0/24' WHERE id = ?",
    params: tokenOf,
    refused: /^(403 NetworkNotAllowed|403 unauthorized_network_for_api_token)$/,
  },
  {
    how: 'its role becomes too low',
    of: ['user'],
    sql: "UPDATE organization_users SET role = 'member' WHERE user_id = ?",
    params: ({ userId }) => [userId],
    refused: /^(403 Forbidden|403 permission_denied)$/,
  },
];

/** What a caller goes on after, since it still has all that the request needs. */
const CHANGES: readonly { how: string; to: string; of: (route: DeclaredRoute) => boolean }[] = [
  {
    how: 'its scopes, and what no request depends on',
    to: "scopes = 'all users', name = 'other', last_used_at = 1, rate_limit = 0, annotations_hash = secret_hash",
    of: () => true,
  },
  {
    how: 'its networks and its end',
    to: "networks = '127.0.0.0/8 ::1/128', expires_at = 4000000000000",
    // A token that is bound makes, changes or regenerates none that is not.
    of: ({ path, method }) => !/token/.test(path) || method === 'DELETE',
  },
];

/** What does not depend on a role: users may always manage their own tokens. */
const ROLELESS = /\/api\/v2\/user\/accesstoken/;

/** Ending what has ended succeeds, and changes nothing. */
const ENDS_ITSELF = 'DELETE /api/v2/user/accesstoken/:accessTokenId';

let combinations = 0;

afterAll(() => {
  process.stdout.write(`${combinations} requests of callers that fell while they were under way\n`);
});

describe.each(testDatabases())('a caller who loses rights while a request is under way, on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let lasting: LastingFamily;
  let known: References;
  let routes: DeclaredRoute[];
  let fingerprint: () => Promise<Fingerprint>;
  /** What happens between the guards, which let the request in, and its first transaction. */
  let meanwhile: (() => Promise<unknown>) | undefined;
  const reached = new Set<string>();

  beforeAll(async () => {
    fresh = await database.fresh({ TOKEN_CACHE_MS: '60000', RATE_LIMIT: '0' });
    app = await startApp(fresh.env);
    lasting = await LastingFamily.of(app, new Factories(app));
    known = await references(app.sql);
    routes = guardedRoutes(declaredRoutes(app.app)).filter(({ method }) => method !== 'GET');
    fingerprint = await fingerprints(app);
    const real = app.app.get(Database, { strict: false });
    const write = real.write.bind(real);
    real.write = async (ctx, work, options) => {
      const happening = ctx.standing && meanwhile;
      meanwhile = happening ? undefined : meanwhile;
      await happening?.();
      return write(ctx, work, options);
    };
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  /** Sends a request whose caller becomes another between the guards and the first transaction; undefined without one. */
  const asked = async (call: Call, sql: string, values: (string | number)[]) => {
    let before: Fingerprint = {};
    meanwhile = async () => {
      // On SQLite the use of a token may just be written.
      await until('the caller has changed', () => app.sql.execute(sql, values).then(() => true));
      before = await fingerprint();
    };
    const answer = await ask(app, call);
    const isReached = meanwhile === undefined;
    meanwhile = undefined;
    return isReached ? { answered: said(answer), changed: changedTables(before, await fingerprint()) } : undefined;
  };

  it.each(FALLS)(
    'changes nothing any more where $how',
    async ({ of, sql, params, refused, how, spares }) => {
      const differences: object[] = [];
      for (const route of routes.filter(({ path }) => how !== 'its role becomes too low' || !ROLELESS.test(path))) {
        for (const caller of of) {
          const family = await lasting.anew(caller);
          const values = params(family, caller);
          const result = await asked(await preparedRequest(route, family, known, caller, app.sql), sql, values);
          if (!result) continue;
          const { answered, changed } = result;
          combinations += 1;
          reached.add(route.name);
          const isSpared = spares?.(route) ?? false;
          const isRefused = refused.test(answered) || (route.name === ENDS_ITSELF && how === 'its token is revoked');
          const isWrong = isSpared ? !/^2/.test(answered) : !isRefused || changed.length > 0;
          if (isWrong) differences.push({ route: route.name, caller, answered, changed });
        }
      }
      expect(differences).toEqual([]);
    },
    120_000,
  );

  it.each(CHANGES)(
    'goes on where its token is changed in something else: $how',
    async ({ to, of }) => {
      const differences: object[] = [];
      for (const route of routes.filter(of)) {
        for (const caller of CALLERS) {
          const family = await lasting.anew(caller);
          const call = await preparedRequest(route, family, known, caller, app.sql);
          const sql = `UPDATE access_tokens SET ${to} WHERE id = ?`;
          const result = await asked(call, sql, [family.tokenIds[caller]]);
          if (!result) continue;
          combinations += 1;
          if (!/^2/.test(result.answered)) differences.push({ route: route.name, caller, ...result });
        }
      }
      expect(differences).toEqual([]);
    },
    120_000,
  );

  it('was tried on every route that changes something', () => {
    expect(routes.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
  });
});
