import type { Organization } from '../../../src/organization/organization.js';
import { said, type Call } from '../../support/answers.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { ProxiedApp } from '../../support/proxied-app.js';

// Protects `open` of ChangeOptions, which OrganizationChangeService.lock checks on what it has locked: the guard's answer is
// stale when an organization above is suspended in between.
describeOnMariaDb('a manager who is suspended between the check and the change', (database) => {
  let here: ProxiedApp;
  let line: Organization[];
  let parent: Organization;
  let child: Organization;
  let token: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  beforeEach(async () => {
    line = await here.make.lineage(3);
    [, parent, child] = line as [Organization, Organization, Organization];
    token = await here.usedToken(parent);
  });

  afterAll(() => here.close());

  const holds = (method: Call['method'], json: object): Call => ({
    method,
    url: `/core/v1/organizations/${child.id}/holds`,
    token,
    json,
  });

  /** Sends the call, stops it where its transaction begins, suspends at this level, and lets it go on. */
  async function overtaken(call: Call, level: number): Promise<string> {
    const change = here.proxy.holdNextStatementMatching(/FOR UPDATE/);
    const answer = here.call(call);
    await change.held;
    await here.make.suspend(line[level]!);
    change.release();
    return said(await answer);
  }

  const held = () => here.sql.count('organization_holds', "organization_id = ? AND source = 'parent'", [child.id]);

  it.each([0, 1])('places no hold (level %i)', async (level) => {
    expect(await overtaken(holds('POST', { reason: 'unpaid' }), level)).toBe('403 organization_suspended');
    expect(await held()).toBe(0);
  });

  it.each([0, 1])('lifts no hold (level %i)', async (level) => {
    await here.make.suspend(child, { source: 'parent', placedBy: parent.id });
    expect(await overtaken(holds('DELETE', {}), level)).toBe('403 organization_suspended');
    expect(await held()).toBe(1);
  });

  it.each([0, 1])('deletes nothing (level %i)', async (level) => {
    const call: Call = { method: 'DELETE', url: `/core/v1/managed_organizations/${child.id}`, token };
    expect(await overtaken(call, level)).toBe('403 organization_suspended');
    expect(await here.sql.count('organizations', 'id = ? AND deleted_at IS NOT NULL', [child.id])).toBe(0);
  });

  it('goes on where the hold is at the child itself, below the place of the manager', async () => {
    expect(await overtaken(holds('POST', { reason: 'unpaid' }), 2)).toBe('200');
    expect(await held()).toBe(1);
  });
});
