import type { Organization } from '../../../src/organization/organization.js';
import { said, type Answer, type Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey, anEmail } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import { type Body, createEnterprise, Installation, tally } from '../../support/scenes/installation.js';
import { addUser, brokenInvariants, erase, removeUser } from '../../support/scenes/roles.js';
import { race } from '../../support/until.js';

const ROUNDS = 12;
const OTHERS = 6;

describe.each(testDatabases())('the deletion of an enterprise that is raced on $name', (database) => {
  let here: Installation;
  let root: Organization;
  let token: string;
  let operator: string;

  beforeAll(async () => {
    here = await Installation.open(database);
    operator = await here.make.operatorToken();
    root = await here.make.root();
    token = await here.make.organizationToken(root);
  });

  afterAll(() => here.close());

  const remove = (id: string): Call => ({ method: 'DELETE', url: `/api/v2/enterprise/${id}`, token: operator });
  const count = (table: string, column: string, id: string) => here.sql.count(table, `${column} = ?`, [id]);

  /** Sends a deletion among others, at another place in each round; its answer, and theirs. */
  async function raced(round: number, deletion: Call, other: (number: number) => Call) {
    const place = round % (OTHERS + 1);
    const answers = await race(OTHERS + 1, (number) => here.call(number, number === place ? deletion : other(number)));
    const [deleted] = answers.splice(place, 1);
    return { deleted: deleted!, answers };
  }

  const expectWords = (what: string, answers: readonly Answer<Body>[], allowed: RegExp) => {
    const outcomeCounts = tally(answers.map(said));
    figures(`${what} on ${database.name}`, outcomeCounts);
    expect(Object.keys(outcomeCounts).filter((word) => !allowed.test(word))).toEqual([]);
  };

  // Protects `enterpriseByKey`, which reads both tables in one statement: the key is never found free in between.
  it('by replays of its key answers its ids or that it is gone, and makes no other', async () => {
    const all: Answer<Body>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const input = { email: anEmail(), idempotencyKey: aKey() };
      const { enterpriseId: id = '' } = (await here.call(round, createEnterprise(root, token, input))).body;
      // Each with a meaning of its own but for half of them: they are no passengers of one flight.
      const others = (number: number) =>
        createEnterprise(
          root,
          token,
          number % 2 === 0 ? input : { ...input, additionalAdmins: [], isCaaS: number > 2 },
        );
      const { deleted, answers } = await raced(round, remove(id), others);
      expect(said(deleted)).toBe('200');
      for (const { status, body } of answers) expect(status === 200 ? body.enterpriseId : id).toBe(id);
      expect(await count('enterprises', 'id', id)).toBe(0);
      const spent = await here.call(round, createEnterprise(root, token, input));
      expect(spent.body).toMatchObject({ name: 'IdempotencyKeySpent', context: { type: 'enterprise', id } });
      all.push(...answers);
    }
    expect(await here.sql.count('enterprises', 'organization_id = ?', [root.id])).toBe(0);
    expectWords('replays against a deletion', all, /^(200|409 IdempotencyKey(Conflict|Spent))$/);
  });

  // Protects that a change finds, behind its lock, that the enterprise is gone (EnterpriseChangeService.lock).
  it('by additions and removals of users leaves no role that points nowhere', async () => {
    const all: Answer<Body>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await here.make.enterprise(root);
      const known = anEmail();
      await here.call(round, addUser(id, token, { username: known }));
      const { deleted, answers } = await raced(round, remove(id), (number) =>
        number % 3 === 0 ? removeUser(id, token, known) : addUser(id, token),
      );
      expect(said(deleted)).toBe('200');
      expect(await count('enterprise_users', 'enterprise_id', id)).toBe(0);
      all.push(...answers);
    }
    // A user who is not visible to the caller any more, now that the enterprise is gone, is not found either.
    expectWords('changes of users against a deletion', all, /^(200|404 (Enterprise|User)NotFound)$/);
    expect(await brokenInvariants(here.sql)).toEqual([]);
  });

  it('by freezes and changes of its profile leaves none of either', async () => {
    const all: Answer<Body>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await here.make.enterprise(root);
      const url = `/api/v2/enterprise/${id}`;
      const json = { legalIdentifiers: { legalPersonName: aKey() } };
      const { deleted, answers } = await raced(round, remove(id), (number) =>
        number === 5
          ? { method: 'POST', url: `${url}/freeze`, token, json: { duration: 3_600 } }
          : { method: 'PUT', url, token, json },
      );
      const isGone = said(deleted) === '200';
      expect(said(deleted)).toMatch(/^(200|409 DeletionStepsNotSatisfied)$/);
      expect(await count('enterprises', 'id', id)).toBe(isGone ? 0 : 1);
      const left = [
        await count('enterprise_profiles', 'enterprise_id', id),
        await count('enterprise_freezes', 'enterprise_id', id),
      ];
      if (isGone) expect(left).toEqual([0, 0]);
      all.push(...answers);
    }
    expectWords('changes against a deletion', all, /^(200|404 EnterpriseNotFound|403 EnterpriseFrozen)$/);
  });

  it('by itself is done once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await here.make.enterprise(root);
      const answers = await race(8, (number) => here.call(number, remove(id)));
      expect(tally(answers.map(said))).toEqual({ '200': 1, '404 EnterpriseNotFound': 7 });
      const events = "subject_id = ? AND action = 'enterprise.deleted'";
      expect(await here.sql.count('audit_events', events, [id])).toBe(1);
    }
  });

  it('by that of its organization leaves no enterprise in a deleted one', async () => {
    const outcomes: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const doomed = await here.make.root();
      const { id } = await here.make.enterprise(doomed);
      const ofRoot: Call = { method: 'DELETE', url: `/core/v1/organizations/${doomed.id}`, token: operator };
      const calls = [remove(id), ofRoot];
      const [enterprise, organization] = await race(2, (number) => here.call(round + number, calls[number]!));
      outcomes.push(`${said(enterprise!)} and ${said(organization!)}`);
      expect(await count('enterprises', 'organization_id', doomed.id)).toBe(0);
    }
    const outcomeCounts = tally(outcomes);
    figures(`an enterprise and its organization on ${database.name}`, outcomeCounts);
    expect(
      Object.keys(outcomeCounts).filter((word) => !/^200 and (200|409 deletion_steps_not_satisfied)$/.test(word)),
    ).toEqual([]);
  });

  // Protects `keyed_user_id`, by which the erasure finds the key that was the person's email, whichever of the two is first.
  it('by the erasure of its person leaves no key that was the email', async () => {
    const outcomes: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const email = anEmail();
      const { id, userId } = await here.make.enterprise(root, { email, idempotencyKey: email });
      const other = await here.make.user();
      await here.call(round, addUser(id, token, { username: other.email }));
      const calls = [remove(id), erase(userId, operator)];
      const answers = await race(2, (number) => here.call(round + number, calls[number]!));
      outcomes.push(answers.map(said).join(' and '));
      const left = 'id = ? AND key_hash = ? AND keyed_user_id IS NULL';
      expect(await here.sql.count('deleted_enterprises', left, [id, `erased-${id}`])).toBe(1);
    }
    expect(tally(outcomes)).toEqual({ '200 and 200': ROUNDS });
    expect(await brokenInvariants(here.sql)).toEqual([]);
  });
});
