import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/common/digest.js';
import type { Call } from '../support/answers.js';
import { type FreshDatabase, testDatabases } from '../support/database/databases.js';
import { sequence } from '../support/scenes/event-feed.js';
import { Factories } from '../support/scenes/factories.js';
import { startApp, type TestApp } from '../support/harness.js';
import { manyEnterprises } from '../support/scenes/many-enterprises.js';
import { manyManaged } from '../support/scenes/many-organizations.js';
import { planOf, statementsOf } from '../support/database/plans.js';
import type { Trip } from '../support/database/statement-log.js';
import { type DeclaredRoute, declaredRoutes } from '../guarantees/declared-routes.js';
import { aFamily, type CallerName, type Family } from '../guarantees/family.js';
import { guardedRoutes, preparedRequest, type References, references } from '../guarantees/sample-requests.js';
import { byText, expectGolden } from './golden.js';
import { isOfAnotherServer } from './servers.js';

/** Beside every GET, what is called most: both creations. */
const HOT = new Set([
  'POST /api/v2/organization/:organizationId/enterprise',
  'POST /core/v1/organizations/:organization/managed',
]);

/** GETs in other words, which take other ways through the tables: pages behind the first, filters, searches. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  'GET /api/v2/organization/:organizationId/enterprise': ['idempotencyKey=k', `limit=5&prevId=${'0'.repeat(32)}`],
  'GET /api/v2/organization/:organizationId/enterprise/search': ['q=many-1'],
  'GET /core/v1/organizations/:organization/managed': [
    'page=3&per_page=20',
    'page=60&per_page=20',
    'annotations[][key]=env&annotations[][value]=prod',
  ],
  'GET /core/v1/organizations/:organization/audit_events': ['only=self', 'action=organization.created'],
  'GET /core/v1/organizations/:organization/events': ['types=organization.*', 'after=now'],
};

const CALLERS: readonly CallerName[] = ['own', 'user', 'operator'];

/** Rows enough that no plan reads a whole table because it is empty, and few enough that statistics count them all. */
const MANY = 400;

/** Begins and ends of transactions, and settings. */
const AROUND = /^(BEGIN|COMMIT|ROLLBACK|START|SET|PRAGMA)/i;

/** New rows alone have no plan, and MariaDB shows one all the same. */
const NEW_ROWS = /^INSERT (?:IGNORE |OR IGNORE )?INTO \w+ \([^)]*\) VALUES(?!.*SELECT)/;

/** When a token was used last is written beside the request, sooner or later. */
const BESIDE = /^UPDATE access_tokens SET last_used_at/;

describe.each(testDatabases())('the plans of what is called most on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let known: References;
  let family: Family;
  const shown = new Set<string>();

  beforeAll(async () => {
    // Each request looks its token up.
    fresh = await database.fresh({ TOKEN_CACHE_MS: '0' });
    app = await startApp(fresh.env);
    known = await references(app.sql);
    family = await aFamily(new Factories(app));
    const { organizations, userId } = family;
    const notes = (index: number) => [{ key: 'env', value: index % 2 === 0 ? 'prod' : 'test' }];
    await manyManaged(app.sql, organizations.own, MANY, notes);
    await manyEnterprises(app.sql, organizations.own, userId, MANY);
    // What is sequenced by the lists of events is then no more than what the calls before them did.
    await sequence(app);
    await settle();
  }, 120_000);

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  /** From here on statistics do not change: the server counts again after some changes, when it finds the time. */
  async function settle(): Promise<void> {
    if (database.name === 'sqlite') return;
    const tables = await app.sql.rows(
      "SELECT table_name AS t FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
    );
    for (const { t } of tables) {
      await app.sql.execute(`ALTER TABLE ${t} STATS_PERSISTENT = 1, STATS_AUTO_RECALC = 0`);
      await app.sql.rows(`ANALYZE TABLE ${t}`);
    }
  }

  /** The statements of the first of these callers that is served. */
  async function statementsFor(route: DeclaredRoute, query: string): Promise<Trip[]> {
    for (const caller of CALLERS) {
      const call: Call = await preparedRequest(route, family, known, caller, app.sql);
      let status = 0;
      const sent = await statementsOf(app, async () => {
        ({ status } = await app.call({ ...call, url: query === '' ? call.url : `${call.url}?${query}` }));
      });
      if (status < 300) return sent.filter(({ sql }) => !AROUND.test(sql.trim()) && !BESIDE.test(sql.trim()));
    }
    throw new Error(`${route.name}?${query}: no caller is served`);
  }

  /** A statement with its plan where it comes first, and its name where it comes again. */
  async function planOfStatement(statement: Trip): Promise<string> {
    const text = statement.sql.replace(/\s+/g, ' ').trim();
    const name = `#${sha256(text).slice(0, 6)}`;
    if (shown.has(name)) return `${name}, as above`;
    shown.add(name);
    const lines = NEW_ROWS.test(text) ? [] : await planOf(app, statement);
    const plan = lines.map((line) => `  ${line || 'no table'}`);
    return [`${name} ${text}`, ...plan].join('\n');
  }

  it('are those of the golden file; `npm run golden` writes it anew', async () => {
    const routes = guardedRoutes(declaredRoutes(app.app))
      .filter(({ name, method, path }) => HOT.has(name) || (method === 'GET' && !path.endsWith('/logout')))
      .sort(byText(({ path, method }) => `${path} ${method}`));
    const asked = routes.flatMap((route) =>
      ['', ...(OTHER_WORDS[route.name] ?? [])].map((query) => ({ route, query })),
    );
    const blocks: string[] = [];
    for (const { route, query } of asked) {
      // A feed sequences what has waited for long, which depends on the time that all of this takes.
      if (route.path.endsWith('/events')) await sequence(app);
      const lines: string[] = [];
      for (const statement of await statementsFor(route, query)) lines.push(await planOfStatement(statement));
      blocks.push([`==== ${route.name}${query && `?${query}`}`, ...lines].join('\n'));
    }
    expect(routes.map(({ name }) => name)).toEqual(expect.arrayContaining([...HOT, ...Object.keys(OTHER_WORDS)]));
    if (await isOfAnotherServer(app.sql, database.name)) return;
    expectGolden(`plans.${database.name}.txt`, blocks.join('\n\n'));
  }, 120_000);
});
