import { said, type Answer } from '../support/answers.js';
import { type FreshDatabase, testDatabases } from '../support/database/databases.js';
import { Factories } from '../support/scenes/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../support/database/fingerprint.js';
import { Snapshot } from '../support/database/snapshot.js';
import { startApp, type TestApp } from '../support/harness.js';
import { type Body } from '../support/scenes/installation.js';
import { ask } from './documents/asked.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';
import { aFamily, bringInto, CALLERS, type CallerName, type Family, LEVELS, STATES } from './family.js';
import { guardedRoutes, type References, references, sampleRequest, successOf } from './sample-requests.js';
import { type Cell, type Expected, expectedOf } from './suspension.model.js';

/** Every state of every organization from which `own` could be reached by it; then none in any, which writes most. */
const SITUATIONS: Cell['state'][] = [
  ...STATES.flatMap((is) => LEVELS.map((of) => ({ of, is }) satisfies Cell['state'])),
  undefined,
];

/** What a cell came to, and what it should have. */
interface Difference {
  readonly cell: string;
  readonly expected: string;
  readonly answered: string;
  /** Tables that a refused request has changed. */
  readonly changed: readonly string[];
}

let combinations = 0;
let leaks = 0;

afterAll(() => {
  process.stdout.write(`${combinations} combinations, ${leaks} leaks\n`);
});

describe.each(testDatabases())('every route in every state on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let known: References;
  let routes: DeclaredRoute[];
  let fingerprint: () => Promise<Fingerprint>;
  /** What is put back wherever a request has changed something, so that each is about the same family. */
  let snapshot: Snapshot;
  let family: Family;
  let kept: Fingerprint;

  beforeAll(async () => {
    fresh = await database.fresh();
    app = await startApp(fresh.env);
    make = new Factories(app);
    known = await references(app.sql);
    routes = guardedRoutes(declaredRoutes(app.app));
    fingerprint = await fingerprints(app);
    snapshot = await Snapshot.of(app);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const inState = async (state: Cell['state']): Promise<void> => {
    await snapshot.clear();
    family = await aFamily(make);
    if (state !== undefined) {
      const organization = family.organizations[state.of];
      await bringInto(state.is, organization, () => make.suspend(organization), app.sql);
    }
    await snapshot.take();
    kept = await fingerprint();
  };

  /** Sends the request of one cell, and says what is wrong with what came of it. */
  const tried = async (route: DeclaredRoute, caller: CallerName, state: Cell['state']): Promise<Difference[]> => {
    const expected = expectedOf({ route, caller, ...(state && { state }) });
    const isPrepared = expected.status === 'success' && isDeletion(route);
    const before = isPrepared ? await childless(family) : kept;
    const answer = await ask(app, sampleRequest(route, family, known, caller));
    const after = await fingerprint();
    const changed = changedTables(before, after);
    // A fingerprint does not show that one id has taken the place of another.
    const touched = new Set([...changedTables(kept, after), ...(isPrepared ? ['enterprises', 'organizations'] : [])]);
    if (touched.size > 0) await snapshot.restore([...touched]);
    combinations += 1;
    const meant = meaningOf(route, expected);
    const isWrong = meant !== said(answer) || (expected.status !== 'success' && changed.length > 0);
    if (!isWrong) return [];
    if (expected.status !== 'success') leaks += 1;
    const cell = `${caller} ${route.name}, ${wordsOf(state)}`;
    return [{ cell, expected: meant, answered: outcomeOf(answer), changed }];
  };

  /** Nothing is deleted that has something below it: the child and the enterprise go first. */
  const childless = async ({ organizations, enterpriseId }: Family): Promise<Fingerprint> => {
    const moved = [organizations.grandparent.id, enterpriseId];
    await app.sql.execute('UPDATE enterprises SET organization_id = ? WHERE id = ?', moved);
    await app.sql.execute('UPDATE organizations SET deleted_at = created_at WHERE id = ?', [organizations.child.id]);
    return fingerprint();
  };

  it.each(SITUATIONS.map((state) => ({ situation: wordsOf(state), state })))(
    'is answered as the decisions say: $situation',
    async ({ state }) => {
      await inState(state);
      const differences: Difference[] = [];
      for (const route of routes) {
        for (const caller of CALLERS) differences.push(...(await tried(route, caller, state)));
      }
      expect(differences).toEqual([]);
    },
    120_000,
  );
});

function wordsOf(state: Cell['state']): string {
  return state === undefined ? 'none in any state' : `${state.of} ${state.is}`;
}

function isDeletion({ name }: DeclaredRoute): boolean {
  return name.startsWith('DELETE ') && /organizations\/:organization$/.test(name);
}

function meaningOf(route: DeclaredRoute, { status, code }: Expected): string {
  if (status === 'success') return String(successOf(route));
  return `${status} ${code ?? ''}`;
}

function outcomeOf(answer: Answer<Body>): string {
  return `${said(answer)} ${answer.text.slice(0, 200)}`;
}
