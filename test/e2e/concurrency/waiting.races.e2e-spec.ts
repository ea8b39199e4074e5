import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { createEnterprise, createManaged, Installation } from '../../support/scenes/installation.js';
import { ownTime } from '../../support/own-time.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { until } from '../../support/until.js';

const LOCK_WAIT_MS = 5_000;

// InnoDB waits five seconds for a row (src/database/mysql/mysql-session-pool.ts); so do those who share a flight.
describeOnMariaDb('a creation that is held up in the middle', (database) => {
  let here: Installation;
  let holder: Sql;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    // Longer than two lock waits, so that a second try is over before the deadline is.
    here = await Installation.open(database, { REQUEST_DEADLINE_MS: '14000' });
    holder = await openSql(here.fresh.env);
  });

  beforeEach(async () => {
    root = await here.make.root();
    token = await here.make.organizationToken(root);
  });

  afterAll(async () => {
    await holder.close();
    await here.close();
  });

  const rowsWritten = (table: string, column: string) => here.sql.count(table, `${column} = ?`, [root.id]);

  /** How many connections to this database wait for the lock that `holder` has on a table. */
  async function waitingForTheTable(): Promise<number> {
    const state = "db = DATABASE() AND state LIKE 'Waiting for table%'";
    return here.sql.count('information_schema.processlist', state);
  }

  // Protects `rethrowLockTimeout` and what EnterpriseCreationService.createOnce makes of it: no caller waits for ever or is answered
  // 503 for a key that is about to be answered, and the first to come is not disturbed.
  it('lets the same key wait for five seconds, then says so, and replays once the first is done', async () => {
    const call = createEnterprise(root, token);
    await holder.execute('LOCK TABLES audit_events WRITE');
    const first = here.call(0, call);
    // By then it has written its enterprise, and waits for its audit row, holding all locks.
    await until('the first waits for the locked table', async () => (await waitingForTheTable()) === 1);

    const [started, took] = [performance.now(), ownTime()];
    const [sharing, other] = await Promise.all([here.call(0, call), here.call(1, call)]);
    const [waited, own] = [performance.now() - started, took()];
    await holder.execute('UNLOCK TABLES');

    for (const answer of [sharing, other]) {
      expect(said(answer)).toBe('409 IdempotencyKeyInProgress');
      expect(answer.headers['retry-after']).toBe('1');
      expect(answer.body.context).toEqual({});
    }
    expect(waited).toBeGreaterThan(LOCK_WAIT_MS - 500);
    expect(own).toBeLessThan(LOCK_WAIT_MS + 2_500);

    const done = await first;
    expect({ said: said(done), replayed: done.headers['idempotent-replayed'] }).toEqual({ said: '200' });
    for (const process of [0, 1]) {
      const again = await here.call(process, call);
      expect(again).toMatchObject({ status: 200, body: done.body, headers: { 'idempotent-replayed': 'true' } });
    }
    expect(await rowsWritten('enterprises', 'organization_id')).toBe(1);
  });

  // Protects READ COMMITTED with row locks, and the retry of a lock wait in Database.write.
  it('continues when a locked row is released', async () => {
    await hold(root);
    const waiting = [here.call(0, createEnterprise(root, token)), here.call(1, createManaged(root, token))];
    await until('both wait for the row', async () => (await waitingForRows()) === 2);
    await holder.execute('ROLLBACK');
    expect((await Promise.all(waiting)).map(said)).toEqual(['200', '201']);
  });

  // Protects the same, where the row is not let go: one second try for a managed organization and then 503, and for
  // an enterprise the 409 that promises nothing, since it may be the key that is held.
  it('gives up on a row that is held for longer, and leaves nothing', async () => {
    await hold(root);
    const started = performance.now();
    const enterprise = here.call(0, createEnterprise(root, token)).then((answer) => {
      expect(said(answer)).toBe('409 IdempotencyKeyInProgress');
      return performance.now() - started;
    });
    const managed = here.call(1, createManaged(root, token)).then((answer) => {
      expect(said(answer)).toBe('503 service_unavailable');
      expect(answer.headers['retry-after']).toBe('1');
      return performance.now() - started;
    });
    const [one, two] = await Promise.all([enterprise, managed]);
    await holder.execute('ROLLBACK');

    expect(one).toBeGreaterThan(LOCK_WAIT_MS - 500);
    expect(one).toBeLessThan(2 * LOCK_WAIT_MS);
    expect(two).toBeGreaterThan(2 * LOCK_WAIT_MS - 500);
    expect(two).toBeLessThan(14_000);
    expect(await rowsWritten('enterprises', 'organization_id')).toBe(0);
    expect(await rowsWritten('organizations', 'parent_id')).toBe(0);
    expect(await here.counted(root)).toBe(0);
  });

  async function hold({ id }: Organization): Promise<void> {
    await holder.execute('START TRANSACTION');
    await holder.rows('SELECT id FROM organizations WHERE id = ? FOR UPDATE', [id]);
  }

  async function waitingForRows(): Promise<number> {
    // The note of a token's last use waits for a creation that has asked for that token (record 32).
    const statements =
      "db = DATABASE() AND command = 'Query' AND id <> CONNECTION_ID() AND info NOT LIKE 'UPDATE access_tokens%'";
    return here.sql.count('information_schema.processlist', statements);
  }
});
