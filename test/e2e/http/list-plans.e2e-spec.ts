import { digestOf, sha256 } from '../../../src/common/digest.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';
import { planOf, statementsOf } from '../../support/database/plans.js';
import type { Trip } from '../../support/database/statement-log.js';

const PROD = 'annotations[][key]=env&annotations[][value]=prod';
const THIRD = 'annotations[][key]=n&annotations[][value]=3';

/** The plans of a list's statements, in the order in which they are sent. */
type Plans = Record<'mariadb' | 'sqlite', string[][]>;

const LIVING = 'o ref ix_organizations_living covering';
const PAIR = 'ix_organization_annotations_pair';
const living = 'SEARCH o USING COVERING INDEX ix_organizations_living (parent_id=? AND deleted_at=?)';
const isLiving = 'SEARCH o USING COVERING INDEX ix_organizations_living (parent_id=? AND deleted_at=? AND id=?)';
const pair = `SEARCH a USING COVERING INDEX ${PAIR} (parent_id=? AND pair_hash=?)`;
const alsoHas = `SEARCH b USING COVERING INDEX ${PAIR} (parent_id=? AND pair_hash=? AND organization_id=?)`;
const byId = (alias: string, table: string) => `SEARCH ${alias} USING INDEX sqlite_autoindex_${table}_1 (id=?)`;
const LEVELS = Array.from({ length: 8 }, (_, level) => `a${level}`);

const UNFILTERED: Plans = {
  mariadb: [
    ['<derived2> ALL', LIVING],
    ['<derived2> ALL', 'o eq_ref PRIMARY', LIVING],
  ],
  sqlite: [
    ['CO-ROUTINE t', living, 'SCAN t'],
    ['CO-ROUTINE p', living, 'SCAN p', `${byId('o', 'organizations')} LEFT-JOIN`],
  ],
};

const block =
  'SEARCH list_blocks USING INDEX sqlite_autoindex_list_blocks_1 (kind=? AND owner_id=? AND level=? AND last_id';
/** Behind the first thousand nothing is counted, and the position of the mark is read with the page. */
const LATE_PAGE: Plans = {
  mariadb: [
    ['<derived2> ALL', 'o eq_ref PRIMARY', LIVING],
    ['', '', 'list_blocks range PRIMARY'],
  ],
  sqlite: [
    ['CO-ROUTINE p', living, 'SCAN p', `${byId('o', 'organizations')} LEFT-JOIN`],
    ['SCAN CONSTANT ROW', 'SCALAR SUBQUERY 1', `${block}<?)`, 'SCALAR SUBQUERY 2', `${block}>? AND last_id<?)`],
  ],
};

const TWO_PAIRS: Plans = {
  mariadb: [
    ['<derived2> ALL', `a ref ${PAIR} covering`],
    ['<derived2> ALL', `a ref ${PAIR} covering`],
    [`a range ${PAIR} covering`, LIVING, `b ref ${PAIR} covering`],
  ],
  sqlite: [
    ['CO-ROUTINE t', pair, 'SCAN t'],
    ['CO-ROUTINE t', pair, 'SCAN t'],
    [
      `SEARCH a USING COVERING INDEX ${PAIR} (parent_id=? AND pair_hash=? AND organization_id>?)`,
      ...['CORRELATED SCALAR SUBQUERY 1', alsoHas, 'CORRELATED SCALAR SUBQUERY 2', isLiving],
    ],
  ],
};

const member = 'SEARCH m USING COVERING INDEX ix_organization_users_role (organization_id=? AND role=?)';
const memberOnMariaDb = 'm ref ix_organization_users_role covering';
const user = `${byId('u', 'users')} LEFT-JOIN`;
const accepted = 'SEARCH n USING INDEX sqlite_autoindex_organization_users_1 (organization_id=? AND user_id=?)';
/** The users of a root with one of three roles: each role off the index, at most as many as fit on the page. */
const ofRole = (name: string) => [`CO-ROUTINE ${name}`, member, user, `SCAN ${name}`, 'USE TEMP B-TREE FOR ORDER BY'];
const ofRoles = [
  ...['MERGE (UNION)', 'LEFT', 'MERGE (UNION)', 'LEFT', ...ofRole('r0')],
  ...['RIGHT', ...ofRole('r1'), 'RIGHT', ...ofRole('r2')],
];
const ofRolesOnMariaDb = (first: number) => [
  ...[0, 2, 4].flatMap((more) => [`<derived${first + more + 1}> ALL`, memberOnMariaDb, 'u eq_ref PRIMARY']),
  `<union${first},${first + 2},${first + 4}> ALL sort`,
];
const USERS_OF_A_ROOT: Plans = {
  mariadb: [
    ['<derived2> ALL', ...ofRolesOnMariaDb(2)],
    ['<derived3> ALL', 'u eq_ref PRIMARY', ...ofRolesOnMariaDb(3), 'n eq_ref PRIMARY'],
  ],
  sqlite: [
    ['CO-ROUTINE t', ...ofRoles, 'SCAN t'],
    ['CO-ROUTINE p', ...ofRoles, 'SCAN p', user, 'CORRELATED SCALAR SUBQUERY 1', accepted],
  ],
};

const DIRECT: Plans = {
  mariadb: [['o range ix_organizations_living']],
  sqlite: [['SEARCH o USING INDEX ix_organizations_living (parent_id=? AND deleted_at=? AND id>?)']],
};

const OF_USER: Plans = {
  mariadb: [['m range ix_organization_users_user', ...['o', ...LEVELS].map((alias) => `${alias} eq_ref PRIMARY`)]],
  sqlite: [
    [
      'SEARCH m USING INDEX ix_organization_users_user (user_id=? AND organization_id>?)',
      ...['o', ...LEVELS].map((alias) => `${byId(alias, 'organizations')} LEFT-JOIN`),
    ],
  ],
};

// Protects the hints, the kinds of joins and the order by id of every list: a page costs what it skips and shows, and
// nothing is sorted but users, who come by three roles; what is skipped is skipped in an index alone.
describe.each(testDatabases())('the plans of the lists of core-v1 on $name', (database) => {
  let scene: Scene;
  let tokens: Record<'operator' | 'user', string>;

  beforeAll(async () => {
    scene = await Scene.open(database);
    const child = await scene.make.managed(scene.root);
    await scene.make.member(scene.root, 'admin');
    tokens = {
      operator: await scene.make.operatorToken(),
      user: await scene.make.userToken(await scene.make.member(child, 'member')),
    };
  });

  afterAll(() => scene.close());

  const fill = async (parent: Organization, number: number) => {
    const notes = (index: number) => [
      { key: 'env', value: 'prod' },
      { key: 'n', value: String(index % 50) },
    ];
    await manyManaged(scene.app.sql, parent, number, notes);
  };
  const analyse = async () => {
    const statement = database.name === 'mariadb' ? 'ANALYZE TABLE' : 'ANALYZE';
    for (const table of ['organizations', 'organization_annotations']) {
      await scene.app.sql.execute(`${statement} ${table}`);
    }
  };

  /** The last statements that a request sends: those before find the token and the organization. */
  const statements = async (path: string, token: string, number: number) => {
    const url = `/core/v1/organizations${path}`;
    const sent = await statementsOf(scene.app, async () => {
      expect((await scene.app.call({ method: 'GET', url, token })).status).toBe(200);
    });
    return sent.filter(({ sql }) => /^SELECT (?!.*access_tokens|.*o\.id IN)/s.test(sql)).slice(-number);
  };
  const plansOf = (sent: readonly Trip[]) => Promise.all(sent.map((statement) => planOf(scene.app, statement)));

  const cases = (): [string, string, string, Plans][] => [
    ['managed organizations', `/${scene.root.id}/managed`, scene.token, UNFILTERED],
    ['a late page', `/${scene.root.id}/managed?page=9&per_page=200`, scene.token, LATE_PAGE],
    ['those with two annotations', `/${scene.root.id}/managed?${PROD}&${THIRD}`, scene.token, TWO_PAIRS],
    ['users of a root', `/${scene.root.id}/users_with_access?page=2`, scene.token, USERS_OF_A_ROOT],
    ['organizations of an organization', '', scene.token, DIRECT],
    ['organizations of the operator', '', tokens.operator, DIRECT],
    ['organizations of a user', '', tokens.user, OF_USER],
  ];

  const expectPlans = async () => {
    for (const [name, path, token, expected] of cases()) {
      const wanted = expected[database.name];
      expect({ name, plans: await plansOf(await statements(path, token, wanted.length)) }).toEqual({
        name,
        plans: wanted,
      });
    }
  };

  it('are the same for a few rows and for thousands, of one parent and of several', async () => {
    await expectPlans();
    await fill(scene.root, 3_000);
    await expectPlans();
    await fill(await scene.make.root(), 1_000);
    await analyse();
    await expectPlans();
  });

  it('begin with the rarest of several annotations, whatever its position', async () => {
    const parent = await scene.make.root();
    await fill(parent, 120);
    const rare = digestOf(['n', '3']);
    for (const query of [`${PROD}&${THIRD}`, `${THIRD}&${PROD}`]) {
      const path = `/${parent.id}/managed?${query}`;
      const [part] = await statements(path, await scene.make.organizationToken(parent), 1);
      expect(part!.params.slice(-4)).toEqual([parent.id, rare, '', 2_000]);
    }
  });

  // Protects LOOK_UPS_AT_ONCE: on SQLite no other request is served while a statement runs.
  it('walk through what several annotations find in parts, which cost the same however many there are', async () => {
    const parent = await scene.make.root();
    await manyManaged(scene.app.sql, parent, 1_500);
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
    for (const [index, name] of names.entries()) {
      await scene.app.sql.execute(
        `INSERT INTO organization_annotations (organization_id, position, parent_id, name, value, name_hash, pair_hash)
        SELECT id, ?, parent_id, ?, 'x', ?, ? FROM organizations WHERE parent_id = ?`,
        [index, name, sha256(name), digestOf([name, 'x']), parent.id],
      );
    }
    const keys = names.map((name) => `annotations[][key]=${name}`);
    const query = [...keys, ...names.map(() => 'annotations[][value]=x'), 'per_page=100'].join('&');
    const own = await scene.make.organizationToken(parent);
    const parts = await statements(`/${parent.id}/managed?${query}&page=15`, own, 20);
    const limits = parts.map(({ params }) => params.at(-1)).filter((limit) => limit === Math.ceil(6_000 / 21));
    expect(limits).toHaveLength(6);
    const pages = [];
    for (const page of [1, 8, 15, 16]) {
      const url = `/core/v1/organizations/${parent.id}/managed?${query}&page=${page}`;
      const { body } = await scene.app.call<{ organizations: { name: string }[] }>({ method: 'GET', url, token: own });
      pages.push(body.organizations.map(({ name }) => name));
    }
    const from = (first: number) => Array.from({ length: 100 }, (_, at) => `Many ${first + at}`);
    expect(pages).toEqual([from(0), from(700), from(1_400), []]);
  });

  it('read the users of a path off the roles in each of its organizations, and no more than the page can show', async () => {
    const child = await scene.make.managed(scene.root);
    const path = `/${child.id}/users_with_access?page=3&per_page=7`;
    const [page] = await statements(path, scene.token, 1);
    const [plan] = await plansOf([page!]);
    expect(plan!.filter((line) => line === memberOnMariaDb || line === member)).toHaveLength(6);
    const limits = [21, 21, 21, 21, 21, 21, 7, 14];
    expect(page!.params.filter((value) => typeof value === 'number')).toEqual(limits);
  });
});
