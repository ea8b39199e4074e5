import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { anEmail } from '../../support/scenes/factories.js';
import { createEnterprise, Installation, tally } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { addExisting, addUser, brokenInvariants, erase, removeUser } from '../../support/scenes/roles.js';
import { race } from '../../support/until.js';

const TRIES = 30;

describe.each(testDatabases())('erasing a person on $name', (database) => {
  let here: Installation;
  let root: Organization;
  let token: string;
  let operator: string;

  beforeAll(async () => {
    here = await Installation.open(database);
    root = await here.make.root();
    token = await here.make.organizationToken(root);
    operator = await here.make.operatorToken();
  });

  afterAll(() => here.close());

  /** The outcomes of erasing a user concurrently with another operation on the same user, round after round. */
  async function rounds(begin: () => Promise<readonly [userId: string, other: Parameters<Installation['call']>[1]]>) {
    const outcomes: string[] = [];
    for (let round = 0; round < TRIES; round++) {
      const [userId, other] = await begin();
      const calls = [erase(userId, operator), other];
      const answers = await race(2, (number) => here.call(round + number, calls[number]!));
      outcomes.push(answers.map(said).join(' and '));
      expect(await brokenInvariants(here.sql)).toEqual([]);
    }
    return tally(outcomes);
  }

  // Protects the condition on `users` in `enterpriseInsertion`.
  it('while an enterprise is created for the email leaves neither the name nor an enterprise without an admin', async () => {
    const outcomes = await rounds(async () => {
      const email = anEmail();
      return [(await here.make.user(email)).id, createEnterprise(root, token, { email })];
    });
    // Either the erasure is first, and the enterprise is a new person's, or the creation, and the user is its last admin.
    const { '200 and 200': erased = 0, '409 LastAdmin and 200': created = 0, ...others } = outcomes;
    expect(others).toEqual({});
    expect(erased + created).toBe(TRIES);
  }, 60_000);

  // Protects holderStep (src/token/token-insert.ts): the foreign key alone would wait, and then let the token be.
  it('while the user creates a token leaves none that works, and none is created afterwards', async () => {
    const outcomes = await rounds(async () => {
      const user = await here.make.member(root, 'member');
      const own = await here.make.userToken(user);
      const json = { label: 'another' };
      return [user.id, { method: 'POST', url: '/api/v2/user/accesstoken', token: own, json }];
    });
    expect(Object.keys(outcomes).filter((outcome) => !outcome.startsWith('200 and '))).toEqual([]);
    const working = 'user_id IN (SELECT id FROM users WHERE erased_at IS NOT NULL) AND revoked_at IS NULL';
    expect(await here.sql.count('access_tokens', working)).toBe(0);

    const erased = await here.make.user();
    await here.call(0, erase(erased.id, operator));
    await expect(here.make.userToken(erased)).rejects.toMatchObject({ code: 'user_not_found' });
    expect(await here.sql.count('access_tokens', 'user_id = ?', [erased.id])).toBe(0);
  }, 60_000);

  it('while the user is made an additional admin of a new enterprise', async () => {
    const outcomes = await rounds(async () => {
      const { id } = await here.make.member(root, 'serviceUser');
      return [id, createEnterprise(root, token, { additionalAdmins: [id] })];
    });
    const { '200 and 200': linked = 0, '200 and 404 UserNotFound': missed = 0, ...others } = outcomes;
    expect(others).toEqual({});
    expect(linked + missed).toBe(TRIES);
  }, 60_000);

  // Protects LOCK IN SHARE MODE in UserService.heldByEmails.
  it('while the user is added to an enterprise', async () => {
    const { id: enterpriseId } = await here.make.enterprise(root);
    const outcomes = await rounds(async () => {
      const { id, email } = await here.make.member(root, 'customer');
      return [id, addExisting(root, enterpriseId, token, { email })];
    });
    const { '200 and 200': added = 0, '200 and 404 UserNotFound': missed = 0, ...others } = outcomes;
    expect(others).toEqual({});
    expect(added + missed).toBe(TRIES);
  }, 60_000);

  // Protects the locks of EnterpriseErasureService.leaveAll: the other admin leaves during the erasure.
  it('while the other admin leaves keeps one of them', async () => {
    const outcomes = await rounds(async () => {
      const [one, other] = [await here.make.user(), await here.make.user()];
      const { id } = await here.make.enterprise(root, { email: one.email! });
      await here.call(0, addUser(id, token, { username: other.email }));
      return [one.id, removeUser(id, token, other.email!)];
    });
    const { '200 and 409 LastAdmin': erased = 0, '409 LastAdmin and 200': left = 0, ...others } = outcomes;
    expect(others).toEqual({});
    expect(erased + left).toBe(TRIES);
  }, 60_000);

  it('while the other admin is erased, too, keeps one of them', async () => {
    const outcomes = await rounds(async () => {
      const [one, other] = [await here.make.user(), await here.make.user()];
      const { id } = await here.make.enterprise(root, { email: one.email! });
      await here.call(0, addUser(id, token, { username: other.email }));
      return [one.id, erase(other.id, operator)];
    });
    const { '200 and 409 LastAdmin': first = 0, '409 LastAdmin and 200': second = 0, ...others } = outcomes;
    expect(others).toEqual({});
    expect(first + second).toBe(TRIES);
  }, 60_000);
});

// The same without luck: each is stopped where the other could pass it.
describeOnMariaDb('an erasure between the check and the change', (database) => {
  let here: ProxiedApp;
  let root: Organization;
  let token: string;
  let operator: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
    root = await here.make.root();
    token = await here.usedToken(root);
    operator = await here.make.operatorToken();
  });

  afterEach(async () => {
    expect(await brokenInvariants(here.sql)).toEqual([]);
  });

  afterAll(() => here.close());

  // Protects the condition on `users` in `enterpriseInsertion`: the creation has read the user, and writes when they are erased.
  it('of the user whom a creation has found makes it run again, for a new user', async () => {
    const { id, email } = await here.make.user();
    const insert = here.proxy.holdNextStatementMatching(/INSERT INTO enterprises /);
    const creating = here.call(createEnterprise(root, token, { email }));
    await insert.held;
    expect(said(await here.call(erase(id, operator)))).toBe('200');
    insert.release();
    const created = await creating;
    expect(said(created)).toBe('200');
    expect(created.body.userId).not.toBe(id);
    expect(await here.sql.count('users', 'email = ? AND id = ?', [email, created.body.userId!])).toBe(1);
  });

  // Few users are joined one by one, many are counted.
  it.each([0, 8])(
    'of an additional admin whom a creation has found, beside %i others, makes it be refused',
    async (n) => {
      const { id } = await here.make.member(root, 'serviceUser');
      const others = await Promise.all(Array.from({ length: n }, () => here.make.member(root, 'serviceUser')));
      const additionalAdmins = [...others.map((other) => other.id), id];
      const insert = here.proxy.holdNextStatementMatching(/INSERT INTO enterprises /);
      const creating = here.call(createEnterprise(root, token, { additionalAdmins }));
      await insert.held;
      expect(said(await here.call(erase(id, operator)))).toBe('200');
      insert.release();
      expect(said(await creating)).toBe('404 UserNotFound');
      expect(await here.sql.count('enterprise_users', 'user_id = ?', [id])).toBe(0);
    },
  );

  // Protects LOCK IN SHARE MODE in UserService.heldByEmails: the erasure waits until the user is added, and removes the user.
  it('of a user who is being added waits for the addition', async () => {
    const { id: enterpriseId } = await here.make.enterprise(root);
    const { id, email } = await here.make.member(root, 'customer');
    const insert = here.proxy.holdNextStatementMatching(/INSERT INTO enterprise_users/);
    const adding = here.call(addExisting(root, enterpriseId, token, { email }));
    await insert.held;
    const erasing = here.call(erase(id, operator));
    const waiting = "db = DATABASE() AND info LIKE '%FROM users WHERE id%FOR UPDATE%' AND id <> CONNECTION_ID()";
    const isWaiting = async () => (await here.sql.count('information_schema.processlist', waiting)) > 0;
    let answered = false;
    void erasing.then(() => (answered = true));
    while (!answered && !(await isWaiting()));
    insert.release();
    expect([said(await adding), said(await erasing)]).toEqual(['200', '200']);
    expect(await here.sql.count('enterprise_users', 'user_id = ?', [id])).toBe(0);
  });
});
