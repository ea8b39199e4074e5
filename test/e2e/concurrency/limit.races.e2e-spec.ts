import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import { createManaged, Installation, tally } from '../../support/scenes/installation.js';
import { race } from '../../support/until.js';

const LIMIT = 60;
const TREES = 3;
const CALLS = 1_200;

// Protects the condition in the UPDATE of organization_usage, and its place behind the locks of the whole path. The
// counter is one row of the root, so a count at any depth, in any process, meets all others there.
describe.each(testDatabases())(`${CALLS} creations at three depths of ${TREES} trees on $name`, (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  afterAll(() => here.close());

  async function tree(): Promise<{ line: Organization[]; token: string }> {
    const line = await here.make.lineage(3);
    await here.make.limit(line[0]!, LIMIT);
    return { line, token: await here.make.organizationToken(line[0]!) };
  }

  /** Where the service had no time for a call it says so, and the key makes it safe to send the same again. */
  async function untilAnswered(number: number, { line, token }: { line: Organization[]; token: string }) {
    const parent = line[Math.floor(number / TREES) % line.length]!;
    const headers = { 'Idempotency-Key': aKey() };
    const call = { ...createManaged(parent, token), headers };
    for (let again = 0; ; again++) {
      const answer = await here.call(number + again, call);
      if (answer.status !== 503 || again === 20) return { said: said(answer), again };
    }
  }

  it('make exactly as many organizations as the limits allow', async () => {
    const trees = await race(TREES, tree);
    const began = performance.now();
    const answers = await race(CALLS, (number) => untilAnswered(number, trees[number % TREES]!));

    const living = `path LIKE CONCAT(?, '/%') AND deleted_at IS NULL`;
    const perTree = await Promise.all(trees.map(({ line }) => here.sql.count('organizations', living, [line[0]!.id])));
    const counters = await Promise.all(trees.map(({ line }) => here.counted(line[0]!)));
    figures(`${CALLS} creations against a limit of ${LIMIT} in ${TREES} trees on ${database.name}`, {
      ...tally(answers.map((answer) => answer.said)),
      'sent again after 503': answers.reduce((sum, { again }) => sum + again, 0),
      ms: Math.round(performance.now() - began),
    });
    expect(perTree).toEqual([LIMIT, LIMIT, LIMIT]);
    expect(counters).toEqual(perTree);
    // Each tree began with the two that make up its depth.
    const made = TREES * (LIMIT - 2);
    expect(tally(answers.map((answer) => answer.said))).toEqual({
      '201': made,
      '422 organization_limit_reached': CALLS - made,
    });
  }, 60_000);
});
