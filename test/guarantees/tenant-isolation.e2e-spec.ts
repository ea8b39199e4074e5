import { newId } from '../../src/common/ids.js';
import { said, type Answer } from '../support/answers.js';
import { type FreshDatabase, testDatabases } from '../support/database/databases.js';
import { Factories } from '../support/scenes/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../support/database/fingerprint.js';
import { startApp, type TestApp } from '../support/harness.js';
import { type Body } from '../support/scenes/installation.js';
import { ask } from './documents/asked.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';
import { aFamily, bringInto, type Family } from './family.js';
import { exampleOf, filledRequest, guardedRoutes } from './sample-requests.js';
import { absentName, type Asked, questions, strangersTo } from './tenant-isolation.model.js';

/** What differs from request to request in any case; its presence is compared nevertheless. */
const NEVER_THE_SAME = ['date', 'x-request-id', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

describe.each(testDatabases())('a stranger on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let family: Family;
  let others: Family;
  let strangers: readonly (readonly [who: string, token: string])[];
  let routes: DeclaredRoute[];
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    fresh = await database.fresh({ RATE_LIMIT: '1000000' });
    app = await startApp(fresh.env);
    make = new Factories(app);
    family = await aFamily(make);
    others = await aFamily(make);
    strangers = await strangersTo(family, others, make);
    routes = guardedRoutes(declaredRoutes(app.app));
    fingerprint = await fingerprints(app);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  /** What is wrong with the answers to one stranger, who names what is there and what is not. */
  const difference = async (asked: Asked, unknown: Asked, absent: readonly string[]): Promise<object | undefined> => {
    const answers = [await ask(app, asked.call), await ask(app, unknown.call)] as const;
    const [known, missing] = [withoutNames(answers[0], asked.value), withoutNames(answers[1], unknown.value)];
    if (absent.includes(said(answers[0])) && known.join('\n') === missing.join('\n')) return undefined;
    return { call: `${asked.call.method} ${asked.call.url}`, known, missing };
  };

  const differences = async (): Promise<{ found: object[]; asked: number }> => {
    const found: object[] = [];
    let asked = 0;
    for (const { route, parameter, naming } of questions(routes)) {
      const before = await fingerprint();
      const value = parameter.of(family)[naming.said] ?? '';
      for (const [who, token] of strangers.filter(([name]) => !parameter.kin?.includes(name))) {
        const request = (name: string): Asked => ({ call: { ...naming.write(route, name), token }, value: name });
        const wrong = await difference(request(value), request(absentName(naming)), parameter.absent);
        if (wrong) found.push({ route: route.name, who, how: naming.how, ...wrong });
        asked += 1;
      }
      const changed = changedTables(before, await fingerprint());
      if (changed.length > 0) found.push({ route: route.name, how: naming.how, changed });
    }
    return { found, asked };
  };

  it('gets the same answer for what belongs to others as for what does not exist', async () => {
    const { found, asked } = await differences();
    expect(found).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  }, 120_000);

  it.each(['suspended', 'not activated'] as const)(
    'does not learn either that it is %s',
    async (state) => {
      const { own } = family.organizations;
      await bringInto(state, own, () => make.suspend(own), app.sql);
      expect((await differences()).found).toEqual([]);
      await make.unsuspend(own);
    },
    120_000,
  );

  it('may name users of another tree no more than unknown users', async () => {
    const found: object[] = [];
    const before = await fingerprint();
    const route = routes.find((each) => exampleOf(each)?.additionalAdmins !== undefined)!;
    for (const name of ['own', 'child', 'sibling', 'user'] as const) {
      const { organizations, callers } = others;
      const organization = organizations[name === 'user' ? 'own' : name];
      const written = (value: string): Asked => {
        const call = filledRequest(route, () => organization.id);
        return { call: { ...call, token: callers[name], json: { ...call.json, additionalAdmins: [value] } }, value };
      };
      const wrong = await difference(written(family.userId), written(newId()), ['404 UserNotFound']);
      if (wrong) found.push({ name, ...wrong });
    }
    expect(found).toEqual([]);
    expect(changedTables(before, await fingerprint())).toEqual([]);
  });
});

/** An answer as it came, but for the name that was asked for and the number of the request. */
function withoutNames({ status, headers, text }: Answer<Body>, value: string): string[] {
  const shown = Object.entries(headers).map(([name, of]) => `${name}: ${NEVER_THE_SAME.includes(name) ? '…' : of}`);
  const masked = text.replaceAll(value, '<asked>').replaceAll(headers['x-request-id'] ?? '', '<request>');
  return [String(status), ...shown, masked];
}
