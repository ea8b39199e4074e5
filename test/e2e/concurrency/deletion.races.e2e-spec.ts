import type { Organization } from '../../../src/organization/organization.js';
import { said, type Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { figures } from '../../support/scenes/figures.js';
import { create, Installation, type Kind, tally } from '../../support/scenes/installation.js';
import { addMember } from '../../support/scenes/roles.js';
import { race } from '../../support/until.js';

const ROUNDS = 12;
const CREATIONS = 6;

const remove = ({ id }: Organization, token: string): Call => ({
  method: 'DELETE',
  url: '/core/v1/managed_organizations/organization',
  token,
  json: { organization: { id } },
});

const removeRoot = ({ id }: Organization, token: string): Call => ({
  method: 'DELETE',
  url: `/core/v1/organizations/${id}`,
  token,
});

describe.each(testDatabases())('a deletion that is raced on $name', (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  afterAll(() => here.close());

  async function managedOne() {
    const root = await here.make.root();
    return { root, token: await here.make.organizationToken(root), doomed: await here.make.managed(root) };
  }

  const isDeleted = async ({ id }: Organization) =>
    (await here.sql.count('organizations', 'id = ? AND deleted_at IS NOT NULL', [id])) === 1;
  const livingBelow = ({ id }: Organization) =>
    here.sql.count('organizations', 'parent_id = ? AND deleted_at IS NULL', [id]);
  const enterprisesOf = ({ id }: Organization) => here.sql.count('enterprises', 'organization_id = ?', [id]);

  // Protects FOR UPDATE in OrganizationChangeService.lock, under which OrganizationDeletionService asks for its steps, and the
  // condition on deleted_at that creations check under their shared locks.
  it.each(['managed', 'enterprise'] as const)(
    'by creations of kind %s never leaves one below it',
    async (kind: Kind) => {
      const outcomes: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const { root, token, doomed } = await managedOne();
        const answers = await race(CREATIONS + 1, (number) =>
          // Its place among the creations moves from round to round, so that each side is first in some of them.
          here.call(number, number === round % (CREATIONS + 1) ? remove(doomed, token) : create(kind, doomed, token)),
        );
        const deleted = answers[round % (CREATIONS + 1)]!;
        const made = answers.filter(({ status, body }) => status < 300 && body !== deleted.body).length;
        outcomes.push(said(deleted));
        expect(await isDeleted(doomed)).toBe(deleted.status === 200);
        expect(await (kind === 'managed' ? livingBelow(doomed) : enterprisesOf(doomed))).toBe(made);
        if (deleted.status === 200) expect(made).toBe(0);
        const living = (await livingBelow(root)) + (await livingBelow(doomed));
        expect(await here.counted(root)).toBe(living);
      }
      const outcomeCounts = tally(outcomes);
      figures(`deletions against creations of kind ${kind} on ${database.name}`, outcomeCounts);
      expect(
        Object.keys(outcomeCounts).filter((word) => !/^(200|409 deletion_steps_not_satisfied)$/.test(word)),
      ).toEqual([]);
    },
  );

  // Protects the same of a root, which has no ancestor that would be locked beside it; and that a user is added under the
  // lock of the row, and the path checked behind it.
  it.each(['managed', 'enterprise', 'member'] as const)('of a root by additions of kind %s', async (kind) => {
    const operator = await here.make.operatorToken();
    const outcomes: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const root = await here.make.root();
      const token = await here.make.organizationToken(root);
      // Each process knows the tokens by then, or the operator's would always be the faster one.
      const look = (as: string): Call => ({ method: 'GET', url: `/core/v1/organizations/${root.id}`, token: as });
      await race(4, (number) => here.call(number, look(number < 2 ? token : operator)));
      const adding = () => (kind === 'member' ? addMember(root, token) : create(kind, root, token));
      const place = round % (CREATIONS + 1);
      const answers = await race(CREATIONS + 1, (number) =>
        here.call(number, number === place ? removeRoot(root, operator) : adding()),
      );
      const [deleted] = answers.splice(place, 1);
      const made = answers.filter(({ status }) => status < 300).length;
      outcomes.push(said(deleted!));
      const refusals = Object.keys(tally(answers.map(said))).filter((word) => !/^20[01]$/.test(word));
      // A token that was revoked with its organization may be the first that is seen of the deletion.
      expect(refusals.filter((word) => !/^(404 .*|401 Unauthorized|403 invalid_api_token)$/.test(word))).toEqual([]);
      expect(await isDeleted(root)).toBe(deleted!.status === 200);
      const members = here.sql.count('organization_users', 'organization_id = ?', [root.id]);
      const there = await { managed: livingBelow(root), enterprise: enterprisesOf(root), member: members }[kind];
      expect(there).toBe(made);
      if (kind !== 'member' && deleted!.status === 200) expect(made).toBe(0);
    }
    figures(`deletions of roots against ${kind} on ${database.name}`, tally(outcomes));
    const allowed = kind === 'member' ? /^200$/ : /^(200|409 deletion_steps_not_satisfied)$/;
    expect(outcomes.filter((word) => !allowed.test(word))).toEqual([]);
  });

  // Protects that the row is asked for deleted_at under its lock: the counter would go down with each of them.
  it('by itself is done once: one place is free, one event is written, the others find nothing', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { root, token, doomed } = await managedOne();
      await here.make.managed(root);
      const answers = await race(8, (number) => here.call(number, remove(doomed, token)));
      expect(tally(answers.map(said))).toEqual({ '200': 1, '404 organization_not_found': 7 });
      expect(await here.counted(root)).toBe(1);
      const events = "subject_id = ? AND action = 'organization.deleted'";
      expect(await here.sql.count('audit_events', events, [doomed.id])).toBe(1);
    }
  });

  it('by that of its parent leaves no living one below a deleted one', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { root, token, doomed } = await managedOne();
      const below = await here.make.managed(doomed);
      const [ofParent, ofChild] = await race(2, (number) => here.call(number, remove(number ? below : doomed, token)));
      expect(said(ofChild!)).toBe('200');
      expect(await isDeleted(doomed)).toBe(said(ofParent!) === '200');
      expect([await livingBelow(doomed), await here.counted(root)]).toEqual([0, ofParent!.status === 200 ? 0 : 1]);
    }
  });
});
