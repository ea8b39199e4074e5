import type { Organization } from '../../../src/organization/organization.js';
import { said, type Call } from '../../support/answers.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { until } from '../../support/until.js';

// Both orders of a deletion and a creation below it, the first of the two being stopped just before it commits.
describeOnMariaDb('a deletion and a creation that meet at the row', (database) => {
  let here: ProxiedApp;
  let root: Organization;
  let doomed: Organization;
  let token: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  beforeEach(async () => {
    root = await here.make.root();
    doomed = await here.make.managed(root);
    token = await here.usedToken(root);
  });

  afterAll(() => here.close());

  const remove = (): Call => ({ method: 'DELETE', url: `/core/v1/managed_organizations/${doomed.id}`, token });
  const isDeleted = async () =>
    (await here.sql.count('organizations', 'id = ? AND deleted_at IS NOT NULL', [doomed.id])) === 1;
  const below = async () => [
    await here.sql.count('organizations', 'parent_id = ?', [doomed.id]),
    await here.sql.count('enterprises', 'organization_id = ?', [doomed.id]),
  ];

  /** Waits until a statement waits for a lock, or the call that it belongs to has been answered. */
  async function waitingAt(statement: string, answering: Promise<unknown>): Promise<void> {
    let answered = false;
    void answering.then(() => (answered = true));
    const waiting = 'db = DATABASE() AND time >= 1 AND info LIKE ? AND id <> CONNECTION_ID()';
    await until(
      'the second waits for the first',
      async () => answered || (await here.sql.count('information_schema.processlist', waiting, [statement])) === 1,
    );
  }

  // Protects FOR UPDATE in OrganizationChangeService.lock, and that the steps are asked behind it.
  it('refuses the deletion that a managed organization under way has come before', async () => {
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const creating = here.call(createManaged(doomed, token));
    await commit.held;
    const deleting = here.call(remove());
    await waitingAt('%organizations%FOR UPDATE%', deleting);
    commit.release();
    expect([said(await creating), said(await deleting)]).toEqual(['201', '409 deletion_steps_not_satisfied']);
    expect([await isDeleted(), await below()]).toEqual([false, [1, 0]]);
  });

  it('refuses the deletion that an enterprise under way has come before', async () => {
    // Its batch carries COMMIT along, so it is stopped inside: at its audit row, when its enterprise is written.
    await here.sql.execute('LOCK TABLES audit_events WRITE');
    const creating = here.call(createEnterprise(doomed, token));
    const atTheTable = "db = DATABASE() AND state LIKE 'Waiting for table%'";
    await until('the creation waits for the locked table', async () => {
      return (await here.sql.count('information_schema.processlist', atTheTable)) === 1;
    });
    const deleting = here.call(remove());
    await waitingAt('%organizations%FOR UPDATE%', deleting);
    await here.sql.execute('UNLOCK TABLES');
    expect([said(await creating), said(await deleting)]).toEqual(['200', '409 deletion_steps_not_satisfied']);
    expect([await isDeleted(), await below()]).toEqual([false, [0, 1]]);
  });

  // Protects LOCK IN SHARE MODE of both creations, and what they check under it.
  it.each([
    ['managed organization', createManaged, '404 organization_not_found', '%LOCK IN SHARE MODE%'],
    ['enterprise', createEnterprise, '404 OrganizationNotFound', '%INSERT INTO enterprises%'],
  ] as const)('lets no %s be made that the deletion has come before', async (_, creation, refused, statement) => {
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const deleting = here.call(remove());
    await commit.held;
    const creating = here.call(creation(doomed, token));
    await waitingAt(statement, creating);
    commit.release();
    expect([said(await deleting), said(await creating)]).toEqual(['200', refused]);
    expect([await isDeleted(), await below()]).toEqual([true, [0, 0]]);
  });

  // Protects the eventId of OrganizationChangeService.make: a COMMIT whose answer was lost must not be 404, nor counted twice.
  it('recognises its own deletion when the answer to its COMMIT was lost', async () => {
    const other = await here.make.managed(root);
    const lost = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
    const deleting = here.call(remove());
    await lost;
    expect(said(await deleting)).toBe('200');
    expect(await isDeleted()).toBe(true);
    const counted = 'organization_id = ? AND managed_count = 1';
    expect(await here.sql.count('organization_usage', counted, [root.id])).toBe(1);
    expect(
      await here.sql.count('audit_events', "action = 'organization.deleted' AND subject_id = ?", [doomed.id]),
    ).toBe(1);
    expect(await here.sql.count('organizations', 'id = ? AND deleted_at IS NULL', [other.id])).toBe(1);
  });
});
