import type { Organization } from '../../../src/organization/organization.js';
import { said, type Call } from '../../support/answers.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { Installation } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { until } from '../../support/until.js';
import { expectNoChangeAfterSuspension } from '../../support/scenes/suspended-changes.js';

const PROPERTIES = { name: 'raced', scopes: ['enterprises'] };
const create = ({ id }: Organization, token: string): Call => {
  const url = `/core/v1/organizations/${id}/api_tokens`;
  return { method: 'POST', url, token, json: { properties: PROPERTIES } };
};
const regenerate = (id: string, token: string): Call => ({
  method: 'POST',
  url: `/core/v1/api_tokens/${id}/regenerate_secret`,
  token,
});
const rename = (id: string, token: string, name: string): Call => ({
  method: 'PATCH',
  url: `/core/v1/api_tokens/${id}`,
  token,
  json: { properties: { name } },
});

// Protects 'locked' in activePathGuard, and on SQLite the check inside the transaction.
describe.each(testDatabases())('suspensions during the issue of tokens on $name', (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  afterAll(() => here.close());

  it('lets no token appear or change after a suspension was answered', async () => {
    const line = await here.make.lineage(3);
    const organization = line[2]!;
    const token = await here.make.organizationToken(organization);
    const { id } = await here.make.issue({ kind: 'organization', organizationId: organization.id });
    const present = () =>
      here.sql.rows('SELECT id, secret_hash, name FROM access_tokens WHERE organization_id = ? ORDER BY id', [
        organization.id,
      ]);
    const calls = [
      () => create(organization, token),
      () => regenerate(id, token),
      (count: number) => rename(id, token, `name ${count}`),
    ];
    await expectNoChangeAfterSuspension(here, { line, calls, present });
  });
});

describeOnMariaDb('the writing of a token', (database) => {
  let here: ProxiedApp;
  let line: Organization[];
  let token: string;
  let id: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  beforeEach(async () => {
    line = await here.make.lineage(3);
    token = await here.usedToken(line[2]!);
    id = (await here.make.issue({ kind: 'organization', organizationId: line[2]!.id })).id;
  });

  afterAll(() => here.close());

  // Protects 'locked' in openPlace: a token's foreign key locks its own organization, and nothing above it.
  it.each<[string, () => Call]>([
    ['made', () => create(line[2]!, token)],
    ['given another secret', () => regenerate(id, token)],
    ['changed', () => rename(id, token, 'changed')],
  ])('makes suspensions at each level wait until it is %s', async (_, call) => {
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const writing = here.call(call());
    await commit.held;
    const answered: number[] = [];
    const suspensions = line.map((each) => here.make.suspend(each).then(() => void answered.push(each.depth)));
    const waiting =
      "db = DATABASE() AND time >= 1 AND info LIKE '%organizations%FOR UPDATE%' AND id <> CONNECTION_ID()";
    await until(
      'three suspensions wait for their rows',
      async () => answered.length > 0 || (await here.sql.count('information_schema.processlist', waiting)) === 3,
    );
    expect(answered).toEqual([]);
    commit.release();
    expect(said(await writing)).toBe('200');
    await Promise.all(suspensions);
  });

  // Protects the question for one's own audit row in AccessTokenChangeService.make, and isOwnRowAgain in issue.
  it.each<[string, () => Call, string]>([
    ['a creation', () => create(line[2]!, token), 'token.created'],
    ['a regeneration', () => regenerate(id, token), 'token.secret_regenerated'],
    ['a change', () => rename(id, token, 'changed'), 'token.changed'],
    ['an end', () => ({ method: 'DELETE', url: `/core/v1/api_tokens/${id}`, token }), 'token.revoked'],
  ])('is done once where the COMMIT of %s was done and not answered, and its secret works', async (_, call, action) => {
    const before = await here.sql.count('audit_events', 'action = ?', [action]);
    const loss = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
    const answer = await here.call(call());
    await loss;
    expect(said(answer)).toBe('200');
    expect(await here.sql.count('audit_events', 'action = ?', [action])).toBe(before + 1);
    const { secret } = (answer.body as { api_token?: { secret?: string | null } }).api_token ?? {};
    if (typeof secret !== 'string') return;
    const used = await here.call({ method: 'GET', url: `/core/v1/organizations/${line[2]!.id}`, token: secret });
    expect(said(used)).not.toContain('invalid_api_token');
  });
});
