import { said } from '../support/answers.js';
import type { Organization } from '../../src/organization/organization.js';
import { testDatabases } from '../support/database/databases.js';
import { anEmail, aSubDomain } from '../support/scenes/factories.js';
import { figures } from '../support/scenes/figures.js';
import { createEnterprise, createManaged, Installation, tally } from '../support/scenes/installation.js';
import { race } from '../support/until.js';

const CALLERS = 64;

// The long form of test/e2e/concurrency/races.e2e-spec.ts.
describe.each(testDatabases())('long races on $name', (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  afterAll(() => here.close());

  async function rootWithToken(limit: number | null = null): Promise<{ root: Organization; token: string }> {
    const root = await here.make.root({ limit });
    return { root, token: await here.make.organizationToken(root) };
  }

  async function deadlocks(): Promise<number> {
    if (database.name === 'sqlite') return 0;
    return Number((await here.sql.rows("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'"))[0]?.Value);
  }

  /** Rounds of the same call from everybody; gives how often each answer was heard. */
  async function rounds(count: number, call: (round: number, number: number) => ReturnType<typeof createManaged>) {
    const heard: string[] = [];
    const before = await deadlocks();
    for (let round = 0; round < count; round++) {
      heard.push(...(await race(CALLERS, (number) => here.call(number, call(round, number)))).map(said));
    }
    return { heard: tally(heard), deadlocks: (await deadlocks()) - before };
  }

  it('one key at a time, from everybody, for sixty rounds', async () => {
    const { root, token } = await rootWithToken();
    const calls = Array.from({ length: 60 }, () => createEnterprise(root, token));
    const seen = await rounds(60, (round) => calls[round]!);
    figures(`one key on ${database.name}`, { deadlocks: seen.deadlocks, ...seen.heard });
    expect(seen.heard).toEqual({ '200': 60 * CALLERS });
    expect(await here.sql.count('enterprises', 'organization_id = ?', [root.id])).toBe(60);
  });

  it('one new email at a time under new keys, for thirty rounds', async () => {
    const { root, token } = await rootWithToken();
    const emails = Array.from({ length: 30 }, () => anEmail());
    const seen = await rounds(30, (round) => createEnterprise(root, token, { email: emails[round] }));
    figures(`one email on ${database.name}`, { deadlocks: seen.deadlocks, ...seen.heard });
    expect(seen.heard).toEqual({ '200': 30 * CALLERS });
    const sql = 'SELECT COUNT(DISTINCT user_id) AS n FROM enterprises WHERE organization_id = ?';
    expect(Number((await here.sql.rows(sql, [root.id]))[0]?.n)).toBe(30);
  });

  it('three hundred creations against a limit of twenty', async () => {
    const { root, token } = await rootWithToken(20);
    const answers = await race(300, (number) => here.call(number, createManaged(root, token)));
    expect(tally(answers.map(said))).toEqual({ '201': 20, '422 organization_limit_reached': 280 });
    expect(await here.counted(root)).toBe(20);
  });

  // The worst case for the retry: everybody rolls back, so everybody who waits is let in at once, and deadlocks.
  it('one sub-domain at a time at a limit that is reached, for sixty rounds', async () => {
    const { root, token } = await rootWithToken(0);
    const names = Array.from({ length: 60 }, () => aSubDomain());
    const seen = await rounds(60, (round) => createManaged(root, token, { sub_domain: names[round] }));
    figures(`one sub-domain at the limit on ${database.name}`, { deadlocks: seen.deadlocks, ...seen.heard });
    expect(seen.heard).toEqual({ '422 organization_limit_reached': 60 * CALLERS });
    expect(await here.counted(root)).toBe(0);
  });
});
