import { sha256 } from '../../../src/common/digest.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { changedTables, fingerprints } from '../../support/database/fingerprint.js';
import { makeVisible, manyEnterprises } from '../../support/scenes/many-enterprises.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';
import { planOf, statementsOf } from '../../support/database/plans.js';
import { brokenInvariants, erase, removeUser } from '../../support/scenes/roles.js';
import { until } from '../../support/until.js';
import { done, here } from '../cli/command-line.runs.js';

interface Large {
  readonly person: User;
  readonly keeper: User;
  readonly enterprises: readonly string[];
}

/** More than one transaction takes, of everything. */
const MANY = 230;

describe.each(testDatabases())('erasing a person with very many roles on $name', (database) => {
  let scene: EnterpriseScene;
  let operator: string;
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    operator = await scene.make.operatorToken();
    ({ organization, token } = await scene.root());
  });

  afterAll(() => scene.close());

  const { rows, count, execute } = {
    rows: (sql: string, params: string[] = []) => scene.app.sql.rows(sql, params),
    count: (table: string, where: string, id: string) => scene.app.sql.count(table, where, [id]),
    execute: (sql: string, params: (string | number)[] = []) => scene.app.sql.execute(sql, params),
  };

  /** A person for whose email so many enterprises were made, in each of which another user is an admin, too. */
  async function large(number = MANY): Promise<Large> {
    const [person, keeper] = [await scene.make.user(), await scene.make.user()];
    const name = person.email!;
    const enterprises = await manyEnterprises(scene.app.sql, organization, person.id, number, () => ({ name }));
    await execute(
      `INSERT INTO enterprise_users (enterprise_id, user_id, organization_id, role, created_at)
      SELECT enterprise_id, ?, organization_id, 'admin', 1 FROM enterprise_users WHERE user_id = ?`,
      [keeper.id, person.id],
    );
    await makeVisible(scene.app.sql, organization.path, keeper.id);
    return { person, keeper, enterprises };
  }

  async function moreOfEverything({ person, enterprises }: Large): Promise<void> {
    const parent = await scene.make.root();
    await manyManaged(scene.app.sql, parent, MANY);
    await execute(
      `INSERT INTO organization_users (organization_id, user_id, role, created_at)
      SELECT id, ?, 'admin', 1 FROM organizations WHERE parent_id = ?`,
      [person.id, parent.id],
    );
    for (const [index, id] of enterprises.entries()) {
      await execute(
        `INSERT INTO access_tokens (id, kind, user_id, name, secret_hash, scopes, created_at) VALUES (?, 'user', ?, ?, ?, 'all', 1)`,
        [newId(), person.id, `laptop ${index}`, sha256(id)],
      );
      await execute(
        `INSERT INTO deleted_enterprises (id, organization_id, key_hash, keyed_user_id, deleted_at) VALUES (?, ?, ?, ?, 1)`,
        [newId(), organization.id, sha256(`deleted ${id}`), person.id],
      );
    }
  }

  /** What there is of a person, but the row itself. */
  const left = async ({ person: { id } }: Large) => ({
    tokens: await count('access_tokens', "user_id = ? AND (revoked_at IS NULL OR name <> '')", id),
    organizations: await count('organization_users', 'user_id = ?', id),
    enterprises: await count('enterprise_users', 'user_id = ?', id),
    visible: await count('user_reach', 'user_id = ?', id),
    names: await count('enterprises', "user_id = ? AND (name LIKE '%@%' OR email_digest IS NOT NULL)", id),
    keys: await count('deleted_enterprises', 'keyed_user_id = ?', id),
  });
  const nothing = { tokens: 0, organizations: 0, enterprises: 0, visible: 0, names: 0, keys: 0 };
  const events = async ({ person: { id } }: Large) =>
    (await rows('SELECT action FROM audit_events WHERE subject_id = ? ORDER BY at, id', [id])).map(
      ({ action }) => action,
    );
  /** Enterprises that were written past the application have no audit row. */
  const broken = async () => (await brokenInvariants(scene.app.sql)).filter((line) => !/one audit row/.test(line));

  it('leaves nothing of it, and records in the audit when it was begun and when it was done', async () => {
    const all = await large();
    await moreOfEverything(all);
    const own = await scene.make.userToken(all.person);
    const ask = () => scene.app.call({ method: 'GET', url: '/api/v2/user/me', token: own });
    expect((await ask()).status).toBe(200);
    expect(await scene.app.call(erase(all.person.id, operator))).toMatchObject({ status: 200, body: {} });
    expect((await ask()).status).toBe(401);
    expect(await left(all)).toEqual(nothing);
    expect(await scene.theRow('users', 'id = ?', all.person.id)).toMatchObject({ email: null, first_name: null });
    expect((await events(all)).slice(-2)).toEqual(['user.erasure_begun', 'user.erased']);
    expect(await count('enterprise_users', 'user_id = ?', all.keeper.id)).toBe(MANY);
    expect(await broken()).toEqual([]);
  });

  // Protects `refuseLastAdmin`, which looks at all roles ahead of the first change.
  it('is refused for the last admin of the last of many enterprises, and nothing is changed', async () => {
    const { person, keeper, enterprises } = await large(MANY + 400);
    await execute('DELETE FROM enterprise_users WHERE user_id = ? AND enterprise_id = ?', [
      keeper.id,
      enterprises.at(-1)!,
    ]);
    const fingerprint = await fingerprints(scene.app);
    const before = await fingerprint();
    await scene.refuses(erase(person.id, operator), 409, 'LastAdmin', { enterpriseId: enterprises.at(-1)! });
    expect(changedTables(before, await fingerprint())).toEqual([]);

    const forced = erase(person.id, operator);
    expect((await scene.app.call({ ...forced, url: `${forced.url}?force=true` })).status).toBe(200);
    const removals = "action = 'enterprise.user_removed' AND subject_id = ?";
    expect(await count('audit_events', removals, enterprises.at(-1)!)).toBe(1);
    expect(await count('audit_events', removals, enterprises[0]!)).toBe(0);
    await execute('DELETE FROM enterprises WHERE id = ?', [enterprises.at(-1)!]);
  });

  // Protects the check of `leave`, behind the locks: the check before everything is stale by then.
  it('keeps an admin in every enterprise, while the other admin leaves them', async () => {
    const all = await large(3_000);
    const asked = all.enterprises.toReversed().slice(0, 40);
    const erasure = scene.app.call(erase(all.person.id, operator));
    await until('all roles were looked at', async () => (await events(all)).includes('user.erasure_begun'));
    const leaving = asked.map((id) => scene.app.call<{ name?: string }>(removeUser(id, token, all.keeper.email!)));
    const answers = await Promise.all(leaving);
    const { status } = await erasure;
    expect(await broken()).toEqual([]);
    const refused = answers.filter((answer) => answer.body.name === 'LastAdmin').length;
    const left = answers.filter((answer) => answer.status === 200).length;
    expect(refused + left).toBe(asked.length);
    expect(status).toBe(left === 0 ? 200 : 409);
  });

  // Protects the index of enterprises by user and email, and `behind`: sorting the rest for each page is quadratic.
  it('reads each page off an index, without sorting, and takes a bounded number of rows in a transaction', async () => {
    const all = await large();
    await moreOfEverything(all);
    const sent = await statementsOf(scene.app, () => scene.app.call(erase(all.person.id, operator)));
    const pages = sent.filter(
      ({ sql }) => /^SELECT [^]*(FORCE INDEX|INDEXED BY)[^]* LIMIT /.test(sql) && !/access_tokens t/.test(sql),
    );
    expect(new Set(pages.map(({ sql }) => sql.replace(/\s+/g, ' '))).size).toBeGreaterThan(6);
    for (const page of pages) {
      const plan = (await planOf(scene.app, page)).join('; ');
      expect({ sql: page.sql, plan }).toMatchObject({
        plan: expect.not.stringMatching(/TEMP|SCAN|\bALL\b|sort/) as unknown,
      });
    }
    for (const { sql, params } of sent) expect({ sql, few: params.length <= 110 }).toEqual({ sql, few: true });
    expect(sent.filter(({ sql }) => sql === 'COMMIT').length).toBeGreaterThan(10);
  });

  it('serves others in between', async () => {
    const { person } = await large(2_000);
    let isDone = false;
    let served = 0;
    const erasure = scene.app.call(erase(person.id, operator)).finally(() => (isDone = true));
    while (!isDone) {
      expect(
        (await scene.app.call({ method: 'GET', url: `/core/v1/organizations/${organization.id}`, token })).status,
      ).toBe(200);
      served++;
    }
    expect((await erasure).status).toBe(200);
    expect(served).toBeGreaterThan(5);
  });

  it('keeps the deadline, and goes on where it was broken off when it is asked for again', async () => {
    // Much longer than the deadline on either database; MariaDB takes a trip for each step.
    const all = await large(database.name === 'sqlite' ? 20_000 : 6_000);
    const replica = await scene.replica({ REQUEST_DEADLINE_MS: '100' });
    const seen: number[] = [];
    const statuses: number[] = [];
    for (let tries = 0; tries < 200 && statuses.at(-1) !== 200; tries++) {
      const answer = await replica.call(erase(all.person.id, operator));
      statuses.push(answer.status);
      if (answer.status === 200) break;
      expect(answer).toMatchObject({
        status: 503,
        headers: { 'retry-after': '1' },
        body: { name: 'ServiceUnavailable' },
      });
      expect(await scene.theRow('users', 'id = ?', all.person.id)).toMatchObject({ email: all.person.email });
      const rest = await left(all);
      seen.push(rest.enterprises + rest.names);
      expect(await broken()).toEqual([]);
    }
    await replica.close();
    expect(statuses.slice(-2)).toEqual([503, 200]);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(await left(all)).toEqual(nothing);
  }, 120_000);

  it('is reported step by step on the command line, which has no deadline for the whole', async () => {
    const all = await large();
    const variables = { ...scene.variables, REQUEST_DEADLINE_MS: '100' };
    const { out, err } = await done(here(variables, 'user', 'erase', all.person.id));
    expect(out).toBe(`The user ${all.person.id} was erased.\n`);
    expect(err).toMatch(/^Erasing in steps: \d+ (roles in|names of) (organizations|enterprises) so far\.\n/);
    expect(await left(all)).toEqual(nothing);
    expect((await done(here(variables, 'user', 'erase', all.person.id))).out).toContain('had been erased before');
  });

  it('leaves the email to a new person once it is done, and not before', async () => {
    const { person } = await large();
    const email = person.email!;
    const shown = { method: 'GET', url: `/api/v2/user/${encodeURIComponent(email)}`, token: operator } as const;
    expect((await scene.app.call(shown)).status).toBe(200);
    expect((await scene.app.call(erase(email, operator))).status).toBe(200);
    expect((await scene.app.call(shown)).status).toBe(404);
    expect((await scene.make.user(email)).id).not.toBe(person.id);
  });
});
