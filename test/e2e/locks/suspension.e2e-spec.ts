import { jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Database } from '../../../src/database/database.js';
import type { Organization } from '../../../src/organization/organization.js';
import { said, type Answer, type Call } from '../../support/answers.js';
import { type FreshDatabase, sqlite, testDatabases } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { type Body, create, createEnterprise, type Kind, usedToken } from '../../support/scenes/installation.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { TcpProxy } from '../../support/database/tcp-proxy.js';

/** What a creation can leave behind: rows of every table it writes to, and the counter of the tree. */
const FOOTPRINT = `SELECT (SELECT COUNT(*) FROM users) AS users, (SELECT COUNT(*) FROM enterprises) AS enterprises,
  (SELECT COUNT(*) FROM enterprise_users) AS admins, (SELECT COUNT(*) FROM third_party_identifiers) AS identifiers,
  (SELECT COUNT(*) FROM organizations) AS organizations, (SELECT COUNT(*) FROM organization_annotations) AS annotations,
  (SELECT COUNT(*) FROM audit_events WHERE action LIKE '%.created') AS audits,
  (SELECT SUM(managed_count) FROM organization_usage) AS counted`;

const LEVELS = [
  { whom: 'the organization', level: 2, inherited: false },
  { whom: 'its parent', level: 1, inherited: true },
  { whom: 'its grandparent', level: 0, inherited: true },
] as const;

/** The transaction of a creation, with everything in it. */
const TRANSACTION = /^START TRANSACTION;[\s\S]*INSERT INTO (enterprises|organizations) /;
/** Where the key is looked for: a replay goes no further. */
const LOOK_FOR_THE_KEY = /FROM enterprises\s+WHERE organization_id = .* AND key_hash = /;

const CASES = LEVELS.flatMap((level) => (['enterprise', 'managed'] as const).map((kind) => ({ kind, ...level })));

/** Who sends creations, and can stop one behind its guard until a suspension has been answered. */
interface HeldCreation {
  call(call: Call): Promise<Answer<Body>>;
  /** Gives the answer to a call that waited at `stop` (on MariaDB) when the suspension was answered. */
  overtake(call: Call, stop: RegExp, suspend: () => Promise<void>): Promise<Answer<Body>>;
  close(): Promise<void>;
}

describe.each(testDatabases())('a creation that a suspension overtakes on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let held: HeldCreation;

  beforeAll(async () => {
    fresh = await database.fresh({ TOKEN_CACHE_MS: '60000' });
    app = await startApp(fresh.env);
    make = new Factories(app);
    held = database.name === 'mariadb' ? await behindProxy(fresh) : heldBehindTheGuard(app);
  });

  afterAll(async () => {
    await held.close();
    await app.close();
    await fresh.drop();
  });

  const footprint = async () => (await app.sql.rows(FOOTPRINT))[0];

  async function lineage(): Promise<{ line: Organization[]; organization: Organization; token: string }> {
    const line = await make.lineage(3);
    const token = await make.organizationToken(line[2]!);
    // From now on the token and the path are known, so that nothing is read before the transaction.
    expect(said(await held.call(createEnterprise(line[2]!, token)))).toBe('200');
    return { line, organization: line[2]!, token };
  }

  function expectSuspended(answer: Answer<Body>, kind: Kind, { id }: Organization, inherited: boolean): void {
    expect(answer.status).toBe(403);
    if (kind === 'managed') expect(answer.body).toMatchObject({ error: { code: 'organization_suspended' } });
    else {
      const context = { organizationId: id, inherited };
      expect(answer.body).toMatchObject({ name: 'OrganizationSuspended', context });
    }
  }

  // Protects the second look at the state, under locks on the path: `assertActive` in OrganizationCreationService and
  // `enterpriseInsertion`. The guard has answered "open" by then, and was right when it did.
  it.each(CASES)('of kind $kind makes nothing when $whom was suspended', async ({ kind, level, inherited }) => {
    const { line, organization, token } = await lineage();
    const before = await footprint();
    const answer = await held.overtake(create(kind, organization, token), TRANSACTION, () =>
      make.suspend(line[level]!),
    );
    expectSuspended(answer, kind, organization, inherited);
    expect(await footprint()).toEqual(before);

    await make.unsuspend(line[level]!);
    const answered = await held.call(create(kind, organization, token));
    expect(said(answered)).toBe(kind === 'enterprise' ? '200' : '201');
  });

  // Protects that the state is asked before the key: a replay is refused like a creation (decisions §7).
  it.each(LEVELS)('refuses a replay when $whom was suspended, and replays after it', async ({ level, inherited }) => {
    const { line, organization, token } = await lineage();
    const call = createEnterprise(organization, token);
    const first = await held.call(call);
    const before = await footprint();

    await make.suspend(line[level]!);
    expectSuspended(await held.call(call), 'enterprise', organization, inherited);
    await make.unsuspend(line[level]!);
    expect(await held.call(call)).toMatchObject({ status: 200, body: first.body });
    expect(await footprint()).toEqual(before);
  });

  // Protects the order of the two for a replay that has passed its guard already.
  it.each(LEVELS)('refuses a replay that passed before $whom was suspended', async ({ level, inherited }) => {
    const { line, organization, token } = await lineage();
    const call = createEnterprise(organization, token);
    await held.call(call);
    const answer = await held.overtake(call, LOOK_FOR_THE_KEY, () => make.suspend(line[level]!));
    expectSuspended(answer, 'enterprise', organization, inherited);
  });
});

// The command line is another process, and knows nothing of the gate.
describe('a creation on sqlite that another process overtakes at the very BEGIN', () => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;

  beforeAll(async () => {
    fresh = await sqlite.fresh();
    app = await startApp(fresh.env);
    make = new Factories(app);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  // Protects that the state is read inside the transaction: `enterpriseInsertion`, and the place of
  // pathStates in OrganizationCreationService.insertManaged. What was read before BEGIN is stale.
  it.each(CASES)('of kind $kind makes nothing when $whom was suspended', async ({ kind, level }) => {
    const line = await make.lineage(3);
    const token = await usedToken(app, make, line[2]!);
    const before = (await app.sql.rows(FOOTPRINT))[0];

    const suspended = beforeNextStatement(app, /^BEGIN IMMEDIATE$/, () =>
      app.sql.execute('UPDATE organizations SET holds = holds + 1 WHERE id = ?', [line[level]!.id]),
    );
    const answer = await app.call<Body>(create(kind, line[2]!, token));
    expect(suspended()).toBe(1);
    expect(said(answer)).toBe(kind === 'enterprise' ? '403 OrganizationSuspended' : '403 organization_suspended');
    expect((await app.sql.rows(FOOTPRINT))[0]).toEqual(before);
  });
});

/** Does something just before the application sends the next statement that matches; returns how often it was done. */
function beforeNextStatement({ app }: TestApp, pattern: RegExp, change: () => Promise<unknown>): () => number {
  const { logger } = app.get(DataSource, { strict: false });
  let done = 0;
  const spy = jest.spyOn(logger, 'logQuery').mockImplementation((sql) => {
    if (done > 0 || !pattern.test(sql)) return;
    done++;
    // On SQLite it is carried out before the call returns.
    void change();
    spy.mockRestore();
  });
  return () => done;
}

/** A process whose way to the database leads through a proxy, which keeps back what comes after the guard. */
async function behindProxy(fresh: FreshDatabase): Promise<HeldCreation> {
  const proxy = await TcpProxy.before(fresh.env.DATABASE_URL!);
  const url = proxy.url(fresh.env.DATABASE_URL!);
  const serving: AppProcess = await startProcess({ ...fresh.variables, DATABASE_URL: url });
  return {
    call: (call) => serving.call<Body>(call),
    async overtake(call, stop, suspend) {
      const hold = proxy.holdNextStatementMatching(stop);
      const answering = serving.call<Body>(call);
      await hold.held;
      await suspend();
      hold.release();
      return answering;
    },
    async close() {
      await serving.stop();
      await proxy.close();
    },
  };
}

/**
 * The application of this process, where the transaction of a creation begins when the suspension has been answered: its
 * guard has passed by then.
 */
function heldBehindTheGuard({ app, call }: TestApp): HeldCreation {
  const database = app.get(Database, { strict: false });
  return {
    call: (each) => call<Body>(each),
    async overtake(each, _, suspend) {
      const order: string[] = [];
      const hold = holdNextTransaction(database);
      const answering = call<Body>(each).then((answer) => (order.push('the answer to the creation'), answer));
      await hold.held;
      await suspend().then(() => order.push('the answer to the suspension'));
      hold.release();
      const answer = await answering;
      expect(order).toEqual(['the answer to the suspension', 'the answer to the creation']);
      return answer;
    },
    close: () => Promise.resolve(),
  };
}

/** Keeps the next transaction from beginning, and no later one. */
function holdNextTransaction(database: Database): { held: Promise<void>; release(): void } {
  const write = database.write.bind(database);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = new Promise<void>((resolve) => {
    database.write = async (...transaction) => {
      database.write = write;
      resolve();
      await released;
      return write(...transaction);
    };
  });
  return { held, release };
}
