import type { Organization } from '../../../src/organization/organization.js';
import { said, type Answer, type Call } from '../../support/answers.js';
import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { type Body, createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { race } from '../../support/until.js';

const WORKERS = 12;
const ENOUGH = 60;

interface Acknowledged {
  readonly call: Call;
  readonly body: Body;
}

describe.each(testDatabases())('a service that is killed in the middle of a burst on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let root: Organization;
  let token: string;

  beforeEach(async () => {
    fresh = await database.fresh();
    app = await startApp(fresh.env);
    const make = new Factories(app);
    root = await make.root();
    token = await make.organizationToken(root);
  });

  afterEach(async () => {
    await app.close();
    await fresh.drop();
  });

  /** Creates from many callers at once and kills the process in their midst; gives what was acknowledged. */
  async function burst(serving: AppProcess): Promise<{ acknowledged: Acknowledged[]; open: Call[] }> {
    const acknowledged: Acknowledged[] = [];
    const open: Call[] = [];
    let killing: Promise<void> | undefined;
    await race(WORKERS, async (number) => {
      for (;;) {
        const identified = { thirdPartyIdentifier: [{ id: 'a', label: 'b' }] };
        const call = number % 2 ? createEnterprise(root, token, identified) : createManaged(root, token);
        let answer: Answer<Body>;
        try {
          answer = await serving.call<Body>(call);
        } catch {
          open.push(call);
          return;
        }
        expect(['200', '201']).toContain(said(answer));
        acknowledged.push({ call, body: answer.body });
        if (acknowledged.length >= ENOUGH) killing ??= serving.kill();
      }
    });
    await killing;
    return { acknowledged, open };
  }

  // Protects COMMIT before the answer (on SQLite with synchronous = FULL), and one transaction for all its rows.
  it('has kept what it acknowledged, left no half of anything, and takes up where it was', async () => {
    const { acknowledged, open } = await burst(await startProcess(fresh.variables));
    expect(open.length).toBeGreaterThan(0);
    for (const { body } of acknowledged) {
      const [table, id] = body.enterpriseId
        ? ['enterprises', body.enterpriseId]
        : ['organizations', body.organization!.id];
      expect({ id, rows: await app.sql.count(table, 'id = ?', [id]) }).toEqual({ id, rows: 1 });
    }
    await expectNoHalves();

    const again = await startProcess(fresh.variables);
    for (const { call, body } of acknowledged.filter(({ body: { enterpriseId } }) => enterpriseId).slice(-5)) {
      expect(await again.call(call)).toMatchObject({ status: 200, body, headers: { 'idempotent-replayed': 'true' } });
    }
    // What was open has been done or has not; with its key the retry is right in both cases.
    const retried = await race(open.length, (number) => again.call<Body>(open[number]!));
    for (const answer of retried) expect(['200', '201', '422 validation_error']).toContain(said(answer));
    await expectNoHalves();
    await again.stop();
    const done = retried.filter(({ headers, status }) => headers['idempotent-replayed'] ?? status === 422).length;
    figures(`a kill on ${database.name}`, {
      acknowledged: acknowledged.length,
      open: open.length,
      'of them committed': done,
    });
  });

  /** Every enterprise has its admin, its identifier and its audit row; every organization its audit row and its place in the counter. */
  async function expectNoHalves(): Promise<void> {
    const [halves] = await app.sql.rows(
      `SELECT
        (SELECT COUNT(*) FROM enterprises e WHERE NOT EXISTS
          (SELECT 1 FROM enterprise_users u WHERE u.enterprise_id = e.id AND u.user_id = e.user_id)) AS admins,
        (SELECT COUNT(*) FROM enterprises e WHERE NOT EXISTS
          (SELECT 1 FROM third_party_identifiers t WHERE t.enterprise_id = e.id)) AS identifiers,
        (SELECT COUNT(*) FROM enterprises e WHERE (SELECT COUNT(*) FROM audit_events a WHERE a.subject_id = e.id) <> 1)
          AS audits_of_enterprises,
        (SELECT COUNT(*) FROM organizations o WHERE (SELECT COUNT(*) FROM audit_events a WHERE a.subject_id = o.id
          AND a.action = 'organization.created') <> 1) AS audits_of_organizations,
        (SELECT COUNT(*) FROM users u WHERE NOT EXISTS (SELECT 1 FROM enterprises e WHERE e.user_id = u.id)) AS users,
        (SELECT COUNT(*) FROM organizations WHERE managed = 1)
          - (SELECT SUM(managed_count) FROM organization_usage) AS uncounted`,
    );
    expect({ ...halves, uncounted: Number(halves?.uncounted) }).toEqual({
      admins: 0,
      identifiers: 0,
      audits_of_enterprises: 0,
      audits_of_organizations: 0,
      users: 0,
      uncounted: 0,
    });
  }
});
