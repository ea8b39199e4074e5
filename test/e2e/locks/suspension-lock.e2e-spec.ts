import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { until } from '../../support/until.js';

// The other half of the promise: what has passed the last check is there before a suspension is answered.
describeOnMariaDb('a suspension of something above a creation under way', (database) => {
  let here: ProxiedApp;
  let line: Organization[];
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  beforeEach(async () => {
    line = await here.make.lineage(3);
    organization = line[2]!;
    token = await here.usedToken(organization);
  });

  afterAll(() => here.close());

  /** Suspends every level at once; gives who has been answered so far. */
  function suspendAll(): { answered: string[]; all: Promise<unknown> } {
    const answered: string[] = [];
    const suspensions = line.map(async (each, level) => {
      await here.make.suspend(each);
      answered.push(`level ${level + 1}`);
    });
    return { answered, all: Promise.all(suspensions) };
  }

  /** Waits until all three have waited for a second, or one of them is answered. */
  async function waitingOrAnswered(answered: readonly string[]): Promise<void> {
    const waiting =
      "db = DATABASE() AND time >= 1 AND info LIKE '%organizations%FOR UPDATE%' AND id <> CONNECTION_ID()";
    await until(
      'three suspensions wait for their rows',
      async () => answered.length > 0 || (await here.sql.count('information_schema.processlist', waiting)) === 3,
    );
  }

  // Protects LOCK IN SHARE MODE in pathStates, of which the creation takes one for each organization of the path.
  // (The direct parent is locked by its foreign key, too; those above it by nothing else.)
  it('waits until a managed organization is committed, at each level', async () => {
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const creating = here.call(createManaged(organization, token));
    await commit.held;
    const { answered, all } = suspendAll();
    await waitingOrAnswered(answered);
    expect(answered).toEqual([]);
    commit.release();
    expect(said(await creating)).toBe('201');
    await all;
    expect(await here.sql.count('organizations', 'parent_id = ?', [organization.id])).toBe(1);
  });

  // Protects LOCK IN SHARE MODE in `enterpriseInsertion`.
  it('waits until an enterprise is committed, at each level', async () => {
    // Its batch carries COMMIT along, so it is stopped inside: at its audit row, when its enterprise is written.
    await here.sql.execute('LOCK TABLES audit_events WRITE');
    const creating = here.call(createEnterprise(organization, token));
    const atTheTable = "db = DATABASE() AND state LIKE 'Waiting for table%'";
    await until('the creation waits for the locked table', async () => {
      return (await here.sql.count('information_schema.processlist', atTheTable)) === 1;
    });
    const { answered, all } = suspendAll();
    await waitingOrAnswered(answered);
    expect(answered).toEqual([]);
    await here.sql.execute('UNLOCK TABLES');
    expect(said(await creating)).toBe('200');
    await all;
    expect(await here.sql.count('enterprises', 'organization_id = ?', [organization.id])).toBe(1);
  });
});
