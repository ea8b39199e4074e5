import type { Organization } from '../../src/organization/organization.js';
import type { User } from '../../src/user/user.service.js';
import type { Call } from '../support/answers.js';
import { testDatabases } from '../support/database/databases.js';
import { examinedBy, planOf, scansOf, statementsOf } from '../support/database/plans.js';
import type { Trip } from '../support/database/statement-log.js';
import { anEnterprise, creation, EnterpriseScene } from '../support/scenes/enterprises.js';
import { manyEnterprises } from '../support/scenes/many-enterprises.js';
import { manyManaged } from '../support/scenes/many-organizations.js';
import { addUser, removeUser } from '../support/scenes/roles.js';

/** Users by what they have: enterprises in one organization, or one in each of so many. */
type Shape = 'few in one' | 'many in one' | 'few organizations' | 'many organizations';
const FEW = 10;
const MANY = 10_000;
const PAIRS: readonly (readonly [few: Shape, many: Shape])[] = [
  ['few in one', 'many in one'],
  ['few organizations', 'many organizations'],
];

/** Of two users of whom each has more than a thousand roles or enterprises that many are compared, some rows for each. */
const MOST_COMPARED = 15_000;

const BY_ROLE = 'SEARCH m USING COVERING INDEX ix_organization_users_role (organization_id=? AND role=?)';

describe.each(testDatabases())('what the visibility of a user costs on $name', (database) => {
  let scene: EnterpriseScene;
  let root: Organization;
  let child: Organization;
  let shared: { readonly id: string };
  let other: { readonly id: string };
  let keeper: { readonly userId: string };
  let tokens: Record<'root' | 'child' | 'operator' | 'member' | 'stranger', string>;
  const users = new Map<Shape, User & { readonly token: string }>();

  const get = (url: string, token: string): Call => ({ method: 'GET', url: `/api/v2/${url}`, token });

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    const stranger = await scene.make.member(await scene.make.root(), 'member');
    tokens = {
      root: await scene.make.organizationToken(root),
      child: await scene.make.organizationToken(child),
      operator: await scene.make.operatorToken(),
      member: await scene.make.userToken(await scene.make.member(root, 'member')),
      stranger: await scene.make.userToken(stranger),
    };
    for (const shape of PAIRS.flat()) {
      const user = await scene.make.user();
      users.set(shape, { ...user, token: await scene.make.userToken(user) });
    }
    const { sql } = scene.app;
    await manyManaged(sql, root, MANY);
    await manyEnterprises(sql, root, users.get('few in one')!.id, FEW);
    await manyEnterprises(sql, root, users.get('many in one')!.id, MANY);
    await oneInEach(users.get('few organizations')!.id, FEW);
    await oneInEach(users.get('many organizations')!.id, MANY);
    keeper = await scene.make.enterprise(child);
    [shared, other] = [await scene.make.enterprise(child), await scene.make.enterprise(child)];
    for (const { email } of users.values()) {
      expect((await scene.app.call(addUser(shared.id, tokens.operator, { username: email }))).status).toBe(200);
    }
    // From then on the process knows the paths, and every request sends the same statements.
    for (const token of [tokens.root, tokens.child]) await scene.app.call(get(`user/${keeper.userId}`, token));
    expect((await scene.app.call(creation(child, tokens.root))).status).toBe(200);
    if (database.name === 'sqlite') return;
    for (const table of ['organizations', 'organization_users', 'enterprises', 'enterprise_users', 'user_reach']) {
      await sql.rows(`ANALYZE TABLE ${table}`);
    }
  }, 120_000);

  afterAll(() => scene.close());

  /** Makes a user the admin of one enterprise in each of the first organizations below the root. */
  async function oneInEach(userId: string, number: number): Promise<void> {
    const { sql } = scene.app;
    const below = `FROM organizations WHERE parent_id = ? AND name LIKE 'Many%' ORDER BY id LIMIT ${number}`;
    // Each needs an id of its own, in the form of one: that of its organization with another beginning.
    const id = `CONCAT('${number === MANY ? 'e' : 'f'}', SUBSTR(id, 2))`;
    const key = `CONCAT(${id}, ${id})`;
    await sql.execute(
      `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version,
        created_at, key_hash, admins_digest)
        SELECT ${id}, id, ?, 'n', 'n', 'individual', 1, 1, 1, ${key}, ${key} ${below}`,
      [userId, root.id],
    );
    await sql.execute(`INSERT INTO enterprise_users SELECT ${id}, ?, id, 'admin', 1 ${below}`, [userId, root.id]);
    await sql.execute(`INSERT INTO user_reach SELECT ?, id, id ${below}`, [userId, root.id]);
    await sql.execute(`INSERT INTO user_reach SELECT ?, parent_id, id ${below}`, [userId, root.id]);
  }

  /** Requests about a user, or by a user, that cost the same whatever the user has. */
  const SAME: Readonly<Record<string, (user: User & { readonly token: string }) => Call>> = {
    'create an enterprise with the user as an admin': ({ id }) =>
      creation(child, tokens.root, anEnterprise({ additionalAdmins: [id] })),
    'create an enterprise with two admins': ({ id }) =>
      creation(child, tokens.root, anEnterprise({ additionalAdmins: [id, keeper.userId] })),
    'add the user to an enterprise': ({ email }) => addUser(other.id, tokens.root, { username: email }),
    'remove the user from an enterprise': ({ email }) => removeUser(other.id, tokens.root, email!),
    'get the user as an organization': ({ id }) => get(`user/${id}`, tokens.root),
    'list their enterprises as an organization': ({ id }) => get(`user/${id}/enterprise?limit=2`, tokens.child),
    'list their enterprises as the organization above': ({ id }) => get(`user/${id}/enterprise?limit=2`, tokens.root),
    'list their organizations': ({ id }) => get(`user/${id}/organization`, tokens.root),
    'list all enterprises as the user': ({ token }) => get('enterprise?limit=2', token),
    'list the rest of their enterprises as the user': ({ token }) =>
      get(`user/me/enterprise?limit=2&prevId=${shared.id}`, token),
    'get an enterprise as the user': ({ token }) => get(`enterprise/${shared.id}`, token),
    'search an organization as the user': ({ token }) =>
      get(`organization/${child.id}/enterprise/search?q=user`, token),
  };

  /** Requests that compare two users: up to a limit the cost is that of what they have. */
  const COMPARED: Readonly<Record<string, (user: User & { readonly token: string }) => Call>> = {
    'get the user as a member of the organization above': ({ id }) => get(`user/${id}`, tokens.member),
    'get the user as a stranger': ({ id }) => get(`user/${id}`, tokens.stranger),
    'get one with many enterprises as the user': ({ token }) => get(`user/${users.get('many in one')!.id}`, token),
    'get one in many organizations as the user': ({ token }) =>
      get(`user/${users.get('many organizations')!.id}`, token),
  };

  /** The statements that read, without their locks, so that they can be sent again. */
  async function readsOf(call: Call): Promise<Trip[]> {
    const sent = await statementsOf(scene.app, async () => {
      expect([200, 404]).toContain((await scene.app.call(call)).status);
    });
    return sent
      .filter(({ sql }) => /^\s*SELECT/.test(sql) && !/ROW_COUNT|access_tokens/.test(sql))
      .map(({ sql, params }) => ({ sql: sql.replace(/ (LOCK IN SHARE MODE|FOR UPDATE)/g, ''), params }));
  }

  const examined = (statements: readonly Trip[]) => examinedBy(scene.app.sql, statements);

  // Protects `user_reach`, the hints, and that no EXISTS is turned around into a list of all that a user has.
  it.each(Object.keys(SAME))('is the same for few enterprises and for ten thousand: %s', async (name) => {
    for (const [few, many] of PAIRS) {
      const [ofFew, ofMany] = [
        await readsOf(SAME[name]!(users.get(few)!)),
        await readsOf(SAME[name]!(users.get(many)!)),
      ];
      expect(ofMany.map(({ sql }) => sql)).toEqual(ofFew.map(({ sql }) => sql));
      if (database.name === 'sqlite') expect(await scansOf(scene.app, ofMany)).toEqual([]);
      else expect({ many, rows: await examined(ofMany) }).toEqual({ many, rows: await examined(ofFew) });
    }
  });

  // Protects MAX_COMPARED, and that what one has is looked for among what the other has by key.
  it.each(Object.keys(COMPARED))('has a limit where two users are compared: %s', async (name) => {
    for (const user of users.values()) {
      const statements = await readsOf(COMPARED[name]!(user));
      if (database.name === 'sqlite') expect(await scansOf(scene.app, statements)).toEqual([]);
      else expect(Math.max(...(await examined(statements)))).toBeLessThan(MOST_COMPARED);
    }
  });

  // Protects the index by roles: an organization may have very many customers, who have no access.
  it('is the same for few customers of an organization and for ten thousand: list the users with access', async () => {
    const { sql } = scene.app;
    const parents = [await scene.make.root(), await scene.make.root()];
    const lists = [];
    for (const [index, number] of [FEW, MANY].entries()) {
      const { id } = parents[index]!;
      // Each needs an id in the form of one: that of an organization, with another beginning.
      const customer = `CONCAT('${'cd'[index]}', SUBSTR(id, 2))`;
      const below = `FROM organizations WHERE parent_id = ? AND name LIKE 'Many%' ORDER BY id LIMIT ${number}`;
      await sql.execute(`INSERT INTO users (id, created_at, version) SELECT ${customer}, 1, 1 ${below}`, [root.id]);
      await sql.execute(
        `INSERT INTO organization_users (organization_id, user_id, role, created_at)
          SELECT ?, ${customer}, 'customer', 1 ${below}`,
        [id, root.id],
      );
      for (const role of ['admin', 'member', 'serviceUser'] as const) await scene.make.member(parents[index]!, role);
      const url = `/core/v1/organizations/${id}/users_with_access`;
      lists.push(await readsOf({ method: 'GET', url, token: tokens.operator }));
    }
    const [ofFew, ofMany] = lists as [Trip[], Trip[]];
    expect(ofMany.map((each) => each.sql)).toEqual(ofFew.map((each) => each.sql));
    if (database.name === 'sqlite') expect(await planOf(scene.app, ofMany.at(-1)!)).toContain(BY_ROLE);
    else expect(await examined(ofMany)).toEqual(await examined(ofFew));
  });
});
