import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey, anEmail, aSubDomain } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import { createEnterprise, createManaged, Installation, tally } from '../../support/scenes/installation.js';
import { race } from '../../support/until.js';

/** The first finds connections to be made and nothing in memory; it is the later ones that meet. */
const ROUNDS = 6;

// Each of these was seen red with the line that it names taken out; a race that is lost once in many is repeated.

describe.each(testDatabases())('racing calls on $name', (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  afterAll(() => here.close());

  async function rootWithToken(limit: number | null = null): Promise<{ root: Organization; token: string }> {
    const root = await here.make.root({ limit });
    return { root, token: await here.make.organizationToken(root) };
  }

  async function enterprisesOf({ id }: Organization) {
    return here.sql.count('enterprises', 'organization_id = ?', [id]);
  }

  // Protects uq_enterprises_organization_key_hash (src/database/migrations/1796008800000-initial-schema.ts); in
  // one process the flights of EnterpriseCreationService.create are in front of it and are no part of the promise. With a
  // new email the unique email would do in its place, since one of many must make the user.
  it.each(['a new', 'a known'])('twenty calls with one key and %s email make one enterprise', async (whose) => {
    const { root, token } = await rootWithToken();
    for (let round = 1; round <= ROUNDS; round++) {
      const email = whose === 'a new' ? anEmail() : (await here.make.user()).email;
      const call = createEnterprise(root, token, { email });
      const answers = await race(20, (number) => here.call(number, call));

      expect(tally(answers.map(said))).toEqual({ '200': 20 });
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
      const { enterpriseId, userId } = answers[0]!.body;
      expect(await enterprisesOf(root)).toBe(round);
      expect(await here.sql.count('enterprise_users', 'organization_id = ?', [root.id])).toBe(round);
      expect(await here.sql.rows('SELECT id FROM users WHERE email = ?', [email])).toEqual([{ id: userId }]);
      const audited = "organization_id = ? AND action = 'enterprise.created'";
      expect(await here.sql.count('audit_events', audited, [root.id])).toBe(round);
      expect(await here.sql.count('audit_events', 'subject_id = ?', [enterpriseId!])).toBe(1);
    }
  });

  // Protects uq_users_email_canonical, and the `again` of EnterpriseCreationService.createOnce that looks for it.
  it('twenty keys with one new email make twenty enterprises of one user', async () => {
    const { root, token } = await rootWithToken();
    for (let round = 1; round <= ROUNDS; round++) {
      const email = anEmail();
      const answers = await race(20, (number) => here.call(number, createEnterprise(root, token, { email })));

      expect(tally(answers.map(said))).toEqual({ '200': 20 });
      expect(new Set(answers.map(({ body }) => body.enterpriseId)).size).toBe(20);
      expect(new Set(answers.map(({ body }) => body.userId)).size).toBe(1);
      expect(await here.sql.count('users', 'email = ?', [email])).toBe(1);
      expect(await enterprisesOf(root)).toBe(20 * round);
    }
  });

  // Protects EnterpriseCreationService.replay: the meaning is part of what a flight is named after, and of what is compared.
  it('one key with twenty meanings makes one enterprise, and the others get what differs', async () => {
    const { root, token } = await rootWithToken();
    const idempotencyKey = aKey();
    const answers = await race(20, (number) => here.call(number, createEnterprise(root, token, { idempotencyKey })));

    expect(tally(answers.map(said))).toEqual({ '200': 1, '409 IdempotencyKeyConflict': 19 });
    const { enterpriseId } = answers.find(({ status }) => status === 200)!.body;
    for (const { status, body } of answers) {
      if (status === 409) expect(body.context).toEqual({ enterpriseId, differs: ['email'] });
    }
    expect(await enterprisesOf(root)).toBe(1);
  });

  // Protects the condition `managed_count < managed_limit` in OrganizationCreationService.insertManaged.
  it('forty creations against a limit of five make exactly five', async () => {
    const { root, token } = await rootWithToken(5);
    const answers = await race(40, (number) => here.call(number, createManaged(root, token)));

    expect(tally(answers.map(said))).toEqual({ '201': 5, '422 organization_limit_reached': 35 });
    expect(await here.sql.count('organizations', 'parent_id = ?', [root.id])).toBe(5);
    expect(await here.counted(root)).toBe(5);
    const audited = "action = 'organization.created' AND data LIKE ?";
    expect(await here.sql.count('audit_events', audited, [`%${root.id}%`])).toBe(5);
  });

  // Protects uq_organizations_sub_domain, and that the counter is taken in the transaction of the row.
  it.each([2, 20])('of %i creations of one sub-domain one is done and the others find it taken', async (callers) => {
    const { root, token } = await rootWithToken();
    for (let round = 1; round <= ROUNDS; round++) {
      const call = createManaged(root, token, { sub_domain: aSubDomain() });
      const answers = await race(callers, (number) => here.call(number, call));

      expect(tally(answers.map(said))).toEqual({ '201': 1, '422 validation_error': callers - 1 });
      for (const { status, body } of answers) {
        if (status === 422) {
          expect(body.error).toMatchObject({ detail: { errors: ['Sub domain has already been taken'] } });
        }
      }
      expect(await here.counted(root)).toBe(round);
      expect(await here.sql.count('organizations', 'parent_id = ?', [root.id])).toBe(round);
    }
  });

  // Where everybody rolls back, InnoDB hands the lock of the unique value to all who wait for it, shared, and they
  // deadlock: protects the retry of the whole in Database.write.
  it('twenty creations of one sub-domain at a limit that is reached are all refused as such', async () => {
    const { root, token } = await rootWithToken(0);
    const before = await deadlocks();
    for (let round = 1; round <= ROUNDS; round++) {
      const call = createManaged(root, token, { sub_domain: aSubDomain() });
      const answers = await race(20, (number) => here.call(number, call));
      expect(tally(answers.map(said))).toEqual({ '422 organization_limit_reached': 20 });
    }
    expect(await here.counted(root)).toBe(0);
    figures(`creations that all roll back on ${database.name}`, {
      calls: 20 * ROUNDS,
      deadlocks: (await deadlocks()) - before,
    });
  });

  // Protects the order of locks: path, then rows, then the counter of the tree as the last statement.
  it('creations of both kinds under one root never fail for each other', async () => {
    const { root, token } = await rootWithToken();
    const parents = [root, await here.make.managed(root), await here.make.managed(root)];
    const before = await deadlocks();
    const answers = await race(120, (number) => {
      const parent = parents[number % parents.length]!;
      const email = `shared-${number % 5}@${root.subDomain}.example`;
      return here.call(
        number,
        number % 2 === 0 ? createEnterprise(parent, token, { email }) : createManaged(parent, token),
      );
    });

    expect(tally(answers.map(said))).toEqual({ '200': 60, '201': 60 });
    expect(await here.counted(root)).toBe(62);
    figures(`mixed creations on ${database.name}`, { created: 120, deadlocks: (await deadlocks()) - before });
  });

  async function deadlocks(): Promise<number> {
    if (database.name === 'sqlite') return 0;
    const [row] = await here.sql.rows("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'");
    return Number(row?.Value ?? NaN);
  }
});
