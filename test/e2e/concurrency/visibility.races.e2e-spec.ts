import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import { said, type Call } from '../../support/answers.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { createEnterprise, Installation, tally } from '../../support/scenes/installation.js';
import { addExisting, addUser, brokenInvariants, erase, removeUser } from '../../support/scenes/roles.js';
import { race, until } from '../../support/until.js';

const ROUNDS = 30;

const deleteEnterprise = (id: string, token: string): Call => ({
  method: 'DELETE',
  url: `/api/v2/enterprise/${id}`,
  token,
});

// Protects what keeps `user_reach` equal to the roles in enterprises: the order of its locks and the check behind them.
describe.each(testDatabases())('where a user is visible while roles come and go on $name', (database) => {
  let here: Installation;
  let root: Organization;
  let child: Organization;
  let token: string;
  let operator: string;

  beforeAll(async () => {
    here = await Installation.open(database);
    [root, child] = (await here.make.lineage(2)) as [Organization, Organization];
    token = await here.make.organizationToken(root);
    operator = await here.make.operatorToken();
  });

  afterAll(() => here.close());

  /** A user who is visible in the child alone, through an enterprise of another's with this id. */
  async function aVisitor(): Promise<{ user: User; enterpriseId: string }> {
    const user = await here.make.user();
    const { id } = await here.make.enterprise(child);
    expect(said(await here.call(0, addUser(id, token, { username: user.email })))).toBe('200');
    return { user, enterpriseId: id };
  }

  /** Round after round, what is said of calls at the same time; the invariants are checked after each. */
  async function rounds(begin: () => Promise<readonly Call[]>): Promise<Record<string, number>> {
    const outcomes: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const calls = await begin();
      const answers = await race(calls.length, (number) => here.call(round + number, calls[number]!));
      outcomes.push(answers.map(said).join(' and '));
      expect(await brokenInvariants(here.sql)).toEqual([]);
    }
    return tally(outcomes);
  }

  it('is right after the last role is removed while a creation gives another', async () => {
    const outcomes = await rounds(async () => {
      const { user, enterpriseId } = await aVisitor();
      const creation = createEnterprise(child, token, { additionalAdmins: [user.id] });
      return [removeUser(enterpriseId, token, user.email!), creation];
    });
    const { '200 and 200': both = 0, '200 and 404 UserNotFound': late = 0, ...others } = outcomes;
    expect(others).toEqual({});
    expect(both + late).toBe(ROUNDS);
  }, 60_000);

  it('is right after the last role is removed while another enterprise gets the user', async () => {
    const outcomes = await rounds(async () => {
      const { user, enterpriseId } = await aVisitor();
      const { id } = await here.make.enterprise(child);
      const addition = addExisting(child, id, token, { email: user.email });
      return [removeUser(enterpriseId, token, user.email!), addition];
    });
    const { '200 and 200': both = 0, '200 and 404 UserNotFound': late = 0, ...others } = outcomes;
    expect(others).toEqual({});
    expect(both + late).toBe(ROUNDS);
  }, 60_000);

  it('is nowhere after the last two roles are removed', async () => {
    const outcomes = await rounds(async () => {
      const { user, enterpriseId } = await aVisitor();
      const { id } = await here.make.enterprise(child);
      await here.call(0, addUser(id, token, { username: user.email }));
      return [removeUser(enterpriseId, token, user.email!), removeUser(id, token, user.email!)];
    });
    // The organization that sees the user no more does not find the email.
    const { '200 and 200': both = 0, ...others } = outcomes;
    expect(others).toEqual({});
    expect(both).toBe(ROUNDS);
  }, 60_000);

  it('is right after the last enterprise is deleted while others are created for the same users', async () => {
    const outcomes = await rounds(async () => {
      const admins = [await here.make.member(root, 'serviceUser'), await here.make.member(root, 'serviceUser')];
      const additionalAdmins = admins.map(({ id }) => id);
      const { id } = await here.make.enterprise(child, { additionalAdmins });
      const creation = (organization: Organization) =>
        createEnterprise(organization, token, { additionalAdmins: additionalAdmins.toReversed() });
      return [deleteEnterprise(id, operator), creation(child), creation(root), creation(child)];
    });
    expect(outcomes).toEqual({ '200 and 200 and 200 and 200': ROUNDS });
  }, 60_000);

  it('is nowhere after an erasure while another enterprise is deleted', async () => {
    const outcomes = await rounds(async () => {
      const { user, enterpriseId } = await aVisitor();
      const { id } = await here.make.enterprise(root);
      await here.call(0, addUser(id, token, { username: user.email }));
      return [erase(user.id, operator), deleteEnterprise(enterpriseId, operator)];
    });
    expect(outcomes).toEqual({ '200 and 200': ROUNDS });
    expect(await here.sql.count('user_reach', 'user_id IN (SELECT id FROM users WHERE erased_at IS NOT NULL)')).toBe(0);
  }, 60_000);

  // The common admin of all enterprises: rows that are there are locked shared, or each creation would wait for the last.
  it('is right after forty creations at once with one new common admin', async () => {
    const admin = await here.make.member(root, 'serviceUser');
    const answers = await race(40, (number) => {
      const organization = number % 2 === 0 ? child : root;
      return here.call(number, createEnterprise(organization, token, { additionalAdmins: [admin.id] }));
    });
    expect(tally(answers.map(said))).toEqual({ '200': 40 });
    expect(await here.sql.count('user_reach', 'user_id = ?', [admin.id])).toBe(3);
    expect(await brokenInvariants(here.sql)).toEqual([]);
  }, 60_000);
});

// The same without luck: each is stopped where the other could pass it.
describeOnMariaDb('where a user is visible, with one transaction held', (database) => {
  let here: ProxiedApp;
  let root: Organization;
  let token: string;
  let user: User;
  let enterpriseId: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
    root = await here.make.root();
    token = await here.usedToken(root);
  });

  beforeEach(async () => {
    user = await here.make.user();
    ({ id: enterpriseId } = await here.make.enterprise(root));
    await here.call(addUser(enterpriseId, token, { username: user.email }));
  });

  afterEach(async () => {
    expect(await brokenInvariants(here.sql)).toEqual([]);
  });

  afterAll(() => here.close());

  const waits = (statement: string) => {
    const waiting = 'db = DATABASE() AND info LIKE ? AND id <> CONNECTION_ID()';
    return until(`${statement} waits`, async () => {
      return (await here.sql.count('information_schema.processlist', waiting, [`%${statement}%`])) > 0;
    });
  };

  // Protects FOR UPDATE in reachLocked: without it the creation finds the row that is about to be deleted.
  it('a creation waits for the removal of the last role, and makes the user visible again', async () => {
    const deletion = here.proxy.holdNextStatementMatching(/DELETE FROM user_reach/);
    const removing = here.call(removeUser(enterpriseId, token, user.email!));
    await deletion.held;
    const creating = here.call(createEnterprise(root, token, { additionalAdmins: [user.id] }));
    await waits('INSERT IGNORE INTO user_reach');
    deletion.release();
    expect([said(await removing), said(await creating)]).toEqual(['200', '200']);
    expect(await here.sql.count('user_reach', 'user_id = ?', [user.id])).toBe(1);
  });

  // Protects the shared lock that INSERT IGNORE takes on a row that is there, and that the roles are read behind the lock.
  it('the removal of a role waits for an addition that is not committed, and keeps the user visible', async () => {
    const { id } = await here.make.enterprise(root);
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT/);
    const adding = here.call(addExisting(root, id, token, { email: user.email }));
    await commit.held;
    const removing = here.call(removeUser(enterpriseId, token, user.email!));
    await waits('FROM user_reach r%FOR UPDATE');
    commit.release();
    expect([said(await adding), said(await removing)]).toEqual(['200', '200']);
    expect(await here.sql.count('user_reach', 'user_id = ?', [user.id])).toBe(1);
  });

  // Protects that a row which is there is not written: ON DUPLICATE KEY UPDATE would take it exclusively.
  it('a creation passes another that has the same admin and is not committed', async () => {
    const admin = await here.make.member(root, 'serviceUser');
    expect(said(await here.call(createEnterprise(root, token, { additionalAdmins: [admin.id] })))).toBe('200');
    const { id } = await here.make.enterprise(root);
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT/);
    const adding = here.call(addExisting(root, id, token, { email: admin.email }));
    await commit.held;
    expect(said(await here.call(createEnterprise(root, token, { additionalAdmins: [admin.id] })))).toBe('200');
    commit.release();
    expect(said(await adding)).toBe('200');
  });
});
