import { newId } from '../../src/common/ids.js';
import type { Answer, Call } from '../support/answers.js';
import { type FreshDatabase, testDatabases } from '../support/databases.js';
import { aSubDomain, Factories } from '../support/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../support/fingerprint.js';
import { startApp, type TestApp } from '../support/harness.js';
import { type Body, said } from '../support/installation.js';
import { ask } from './asked.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';
import { aFamily, bringInto, type Family } from './family.js';
import { exampleOf, filledRequest, guardedRoutes } from './sample-requests.js';

/** A way to say whom a request is about. */
interface Naming {
  readonly how: string;
  /** What is said: of a family's member, or of nobody. */
  readonly said: 'id' | 'subDomain';
  readonly write: (route: DeclaredRoute, value: string) => Call;
}

/** A request, and what it names. */
interface Asked {
  readonly call: Call;
  readonly value: string;
}

/** Something of a tenant that a request can name, by the name of the parameter. */
interface Parameter {
  readonly namings: readonly Naming[];
  readonly of: (family: Family) => { readonly id: string; readonly subDomain?: string };
  /** How its absence is told, in core-v1 and in api-v2. */
  readonly absent: readonly string[];
  /** Strangers to an organization who are none to this. */
  readonly kin?: readonly string[];
}

const inPath: Naming = {
  how: 'in the path',
  said: 'id',
  write: (route, value) => filledRequest(route, () => value),
};
const inQuery = (lookup: string, key: string): Naming => ({
  how: `as ${lookup}[${key}] in the query`,
  said: key === 'id' ? 'id' : 'subDomain',
  write: (route, value) => {
    const call = filledRequest(route, () => '_');
    return { ...call, url: `${call.url}?${lookup}%5B${key}%5D=${value}` };
  },
});
const inBody = (lookup: string, key: string): Naming => ({
  how: `as ${lookup}.${key} in the body`,
  said: key === 'id' ? 'id' : 'subDomain',
  write: (route, value) => {
    const call = filledRequest(route, () => '_');
    return { ...call, json: { ...call.json, [lookup]: { [key]: value } } };
  },
});
const lookups = (name: string, ...keys: string[]): Naming[] => [
  inPath,
  ...keys.flatMap((key) => [inQuery(name, key), inBody(name, key)]),
];

const ORGANIZATION = {
  of: ({ organizations }: Family) => organizations.own,
  absent: ['404 organization_not_found', '404 OrganizationNotFound'],
};
const REFERENCE_DATA: Parameter = { namings: [], of: () => ({ id: '' }), absent: [] };

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  organization: { ...ORGANIZATION, namings: lookups('organization', 'id', 'sub_domain') },
  organizationId: { ...ORGANIZATION, namings: [inPath] },
  api_token: {
    of: ({ spareTokenId }) => ({ id: spareTokenId }),
    namings: lookups('api_token', 'id'),
    absent: ['404 api_token_not_found'],
  },
  // A token is its subject's alone, and whoever names one is judged by his own organization first.
  accessTokenId: {
    of: ({ tokenIds }) => ({ id: tokenIds.own }),
    namings: [inPath],
    absent: ['404 AccessTokenNotFound', '403 OrganizationSuspended', '403 OrganizationNotActivated'],
  },
  enterpriseId: {
    of: ({ enterpriseId }) => ({ id: enterpriseId }),
    namings: [inPath],
    // A path that names an organization ahead of it is given this id for both.
    absent: ['404 EnterpriseNotFound', '404 OrganizationNotFound'],
  },
  // Users are visible downwards: those with a role in an ancestor are known to its descendants, and to their users.
  // Erasing is the operator's alone, whoever is named.
  id: {
    of: ({ userId }) => ({ id: userId }),
    namings: [inPath],
    absent: ['404 UserNotFound', '403 Forbidden'],
    kin: ['its child', 'a user of its child'],
  },
  currency: REFERENCE_DATA,
  country: REFERENCE_DATA,
  country_state: REFERENCE_DATA,
};

/** What differs from request to request whoever asks for what; that it is there is compared all the same. */
const NEVER_THE_SAME = ['date', 'x-request-id', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

describe.each(testDatabases())('a stranger on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let family: Family;
  let others: Family;
  let strangers: [who: string, token: string][];
  let routes: DeclaredRoute[];
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    fresh = await database.fresh({ RATE_LIMIT: '1000000' });
    app = await startApp(fresh.env);
    make = new Factories(app);
    family = await aFamily(make);
    others = await aFamily(make);
    strangers = [
      ['its child', family.callers.child],
      ['its sibling', family.callers.sibling],
      ['a root of another tree', await make.organizationToken(others.organizations.grandparent)],
      ['an organization of another tree', others.callers.own],
      ['a user of another tree', others.callers.user],
      ['a user of its child', await make.userToken(await make.member(family.organizations.child, 'admin'))],
      ['a user without any role', await make.userToken(await make.user())],
    ];
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
    const [known, nobody] = [withoutNames(answers[0], asked.value), withoutNames(answers[1], unknown.value)];
    if (absent.includes(said(answers[0])) && known.join('\n') === nobody.join('\n')) return undefined;
    return { call: `${asked.call.method} ${asked.call.url}`, known, nobody };
  };

  const differences = async (): Promise<{ found: object[]; asked: number }> => {
    const found: object[] = [];
    let asked = 0;
    for (const { route, parameter, naming } of questions(routes)) {
      const before = await fingerprint();
      const value = parameter.of(family)[naming.said] ?? '';
      for (const [who, token] of strangers.filter(([name]) => !parameter.kin?.includes(name))) {
        const absent = naming.said === 'id' ? newId() : aSubDomain('managed');
        const wish = (name: string): Asked => ({ call: { ...naming.write(route, name), token }, value: name });
        const wrong = await difference(wish(value), wish(absent), parameter.absent);
        if (wrong) found.push({ route: route.name, who, how: naming.how, ...wrong });
        asked += 1;
      }
      const changed = changedTables(before, await fingerprint());
      if (changed.length > 0) found.push({ route: route.name, how: naming.how, changed });
    }
    return { found, asked };
  };

  it('is told the same of what is not his as of what is not there', async () => {
    const { found, asked } = await differences();
    expect(found).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  }, 120_000);

  it.each(['suspended', 'not activated'] as const)(
    'is not told either that it is %s',
    async (state) => {
      const { own } = family.organizations;
      await bringInto(state, own, () => make.suspend(own), app.sql);
      expect((await differences()).found).toEqual([]);
      await make.unsuspend(own);
    },
    120_000,
  );

  it('may name users of another tree no more than users who are nobody', async () => {
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

/** Every way in which every route lets its caller name something of a tenant. */
function questions(routes: readonly DeclaredRoute[]) {
  return routes.flatMap((route) =>
    [...route.path.matchAll(/:(\w+)/g)].flatMap(([, name = '']) => {
      const parameter = PARAMETERS[name];
      if (!parameter) throw new Error(`${route.name}: say in PARAMETERS who is a stranger to what :${name} names.`);
      return parameter.namings.map((naming) => ({ route, parameter, naming }));
    }),
  );
}

/** An answer as it came, but for the name that was asked for and the number of the request. */
function withoutNames({ status, headers, text }: Answer<Body>, value: string): string[] {
  const shown = Object.entries(headers).map(([name, of]) => `${name}: ${NEVER_THE_SAME.includes(name) ? '…' : of}`);
  const told = text.replaceAll(value, '<asked>').replaceAll(headers['x-request-id'] ?? '', '<request>');
  return [String(status), ...shown, told];
}
