import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Call } from '../support/answers.js';
import { type FreshDatabase, testDatabases } from '../support/database/databases.js';
import { sequence } from '../support/scenes/event-feed.js';
import { Factories } from '../support/scenes/factories.js';
import { startApp, type TestApp } from '../support/harness.js';
import { type DeclaredRoute, declaredRoutes } from '../guarantees/declared-routes.js';
import { aFamily, type CallerName, type Family } from '../guarantees/family.js';
import { filledRequest, preparedRequest, type References, references } from '../guarantees/sample-requests.js';
import { sent, transcript } from './exchange.js';
import { byText, expectGolden } from './golden.js';

/** The caller: the first that is served. The refusals of the others are recorded as well. */
const CALLERS: readonly CallerName[] = ['own', 'user', 'operator'];

const UNKNOWN = 'f'.repeat(32);
/** No argument may be this, whatever it is. */
const NONSENSE = [[]];

/** What is recorded of one route. */
interface Recorded {
  readonly route: DeclaredRoute;
  readonly statuses: number[];
  readonly texts: string[];
}

describe.each(testDatabases())('what goes over the wire on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let known: References;
  /** Whom everything is about that changes nothing. */
  let lasting: Family;
  const all: Recorded[] = [];

  beforeAll(async () => {
    fresh = await database.fresh();
    app = await startApp(fresh.env);
    make = new Factories(app);
    known = await references(app.sql);
    lasting = await usedFamily();
    // What has no place yet is in a feed a second later.
    await sequence(app);
    const routes = declaredRoutes(app.app).toSorted(byText(({ path, method }) => `${path} ${method}`));
    // The log of the installation shows its last events: no route that changes something comes before it.
    const inTurn = [...routes.filter((each) => !changes(each)), ...routes.filter(changes)];
    for (const route of inTurn) all.push(await recorded(route));
    all.sort((a, b) => routes.indexOf(a.route) - routes.indexOf(b.route));
  }, 240_000);

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  /** A family whose tokens were used: when one is used first is written beside the request, sooner or later. */
  async function usedFamily(): Promise<Family> {
    const family = await aFamily(make);
    await app.sql.execute('UPDATE access_tokens SET last_used_at = created_at WHERE last_used_at IS NULL');
    return family;
  }

  async function recorded(route: DeclaredRoute): Promise<Recorded> {
    const record: Recorded = { route, statuses: [], texts: [] };
    const add = async (title: string, call: Call): Promise<Answer<unknown>> => {
      // It queues the events that have their places, which depends on the time that all of this takes.
      if (route.path.endsWith('/replay')) await sequence(app);
      const answered = await sent(app, call);
      record.statuses.push(answered.status);
      record.texts.push(transcript(title, call, answered));
      return answered;
    };
    if (route.access?.kind === 'public') await recordPublic(route, add);
    else await recordGuarded(route, add);
    return record;
  }

  async function recordPublic(route: DeclaredRoute, add: (title: string, call: Call) => Promise<unknown>) {
    const call = filledRequest(route, () => 'swagger-ui.css');
    await add('without a token', call);
    await add('by a method that it does not have', { ...call, method: 'PUT' });
  }

  async function recordGuarded(route: DeclaredRoute, add: (title: string, call: Call) => Promise<Answer<unknown>>) {
    const family = changes(route) ? await usedFamily() : lasting;
    const requestOf = async (whose: Family, caller: CallerName): Promise<Call> => {
      if (route.path.endsWith('*')) return aPreflight(whose, caller);
      return preparedRequest(route, whose, known, caller, app.sql);
    };
    let served: CallerName = 'operator';
    for (const caller of CALLERS) {
      served = caller;
      if ((await add(`by ${caller}`, await requestOf(family, caller))).status < 300) break;
    }
    const { token, ...call } = await requestOf(changes(route) ? await usedFamily() : lasting, served);
    await add('without a token', call);
    if (route.path.includes(':')) {
      await add('about what there is not', { ...filledRequest(route, () => UNKNOWN), token });
    }
    const members = Object.keys(call.json ?? {}).map((name) => [name, NONSENSE]);
    if (members.length > 0)
      await add('with arguments that are none', { ...call, token, json: Object.fromEntries(members) as object });
  }

  const changes = ({ method, path }: DeclaredRoute) => method !== 'GET' || path.endsWith('/logout');

  function aPreflight({ organizations, callers }: Family, caller: CallerName): Call {
    const headers = { 'Access-Control-Request-Method': 'POST' };
    const url = `/core/v1/organizations/${organizations.own.id}/managed`;
    return { method: 'OPTIONS', url, headers, token: callers[caller] };
  }

  it.each(['api-v2', 'core-v1', 'outside'] as const)('is that of the golden file: %s', (dialect) => {
    const own = all.filter(({ route }) => (route.dialect ?? 'outside') === dialect);
    const texts = own.map(({ route, texts: lines }) => [`==== ${route.name}`, ...lines].join('\n\n'));
    expectGolden(`exchanges.${dialect}.txt`, texts.join('\n\n\n'), database.name === 'sqlite');
  });

  it('has a success and a refusal of every route', () => {
    const lacking = all.filter(
      ({ statuses }) => !statuses.some((each) => each < 300) || statuses.every((each) => each < 400),
    );
    expect(lacking.map(({ route, statuses }) => [route.name, statuses])).toEqual([]);
  });
});
