import type { Organization } from '../../../src/organization/organization.js';
import { said, type Answer, type Call } from '../../support/answers.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { type Body } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { until } from '../../support/until.js';

const FIRST_STATEMENTS = /^START TRANSACTION;[\s\S]*FOR UPDATE/;

interface Change {
  readonly name: string;
  readonly call: (organization: Organization, token: string) => Call;
}

const CHANGES: readonly Change[] = [
  {
    name: 'an update',
    call: ({ id }, token) => ({
      method: 'PATCH',
      url: `/core/v1/organizations/${id}`,
      token,
      json: { name: 'Changed', sub_domain: aSubDomain() },
    }),
  },
  {
    name: 'new annotations',
    call: ({ id }, token) => ({
      method: 'PUT',
      url: `/core/v1/organizations/${id}/annotations`,
      token,
      json: { annotations: [{ key: 'a', value: 'b' }] },
    }),
  },
];

// Time passes between the guard's check and the change, and the connection may break between COMMIT and its reply.
describeOnMariaDb('a change under way', (database) => {
  let here: ProxiedApp;
  let line: Organization[];
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  beforeEach(async () => {
    line = await here.make.lineage(3);
    organization = line[2]!;
    token = await here.usedToken(organization);
  });

  afterAll(() => here.close());

  const row = async () =>
    (await here.sql.rows('SELECT name, sub_domain, version FROM organizations WHERE id = ?', [organization.id]))[0]!;
  const annotations = () => here.sql.count('organization_annotations', 'organization_id = ?', [organization.id]);
  const audits = () =>
    here.sql.count('audit_events', "subject_id = ? AND action IN ('organization.changed', 'organization.annotated')", [
      organization.id,
    ]);

  describe.each(CHANGES)('$name', ({ call }) => {
    // Protects `activeLevels: 'all'` and the state that is read under the locks: the guard's check is out of date by then.
    it.each([1, 2])('is refused where level %d above it was suspended in the meantime', async (level) => {
      const before = await row();
      const statements = here.proxy.holdNextStatementMatching(FIRST_STATEMENTS);
      const changing = here.call(call(organization, token));
      await statements.held;
      await here.make.suspend(line[level - 1]!);
      statements.release();
      expect(said(await changing)).toBe('403 organization_suspended');
      expect([await row(), await annotations(), await audits()]).toEqual([before, 0, 0]);
    });

    it('is refused where it was itself suspended in the meantime', async () => {
      const statements = here.proxy.holdNextStatementMatching(FIRST_STATEMENTS);
      const changing = here.call(call(organization, token));
      await statements.held;
      await here.make.suspend(organization);
      statements.release();
      expect(said(await changing)).toBe('403 organization_suspended');
      expect([(await row()).name, await annotations(), await audits()]).toEqual([organization.name, 0, 0]);
    });

    // Protects LOCK IN SHARE MODE on the ancestors of what is changed.
    it('is committed before a suspension above it is answered', async () => {
      const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
      const changing = here.call(call(organization, token));
      await commit.held;
      const answered: number[] = [];
      const suspensions = line.map(async (each, level) => {
        await here.make.suspend(each);
        answered.push(level);
      });
      const waiting =
        "db = DATABASE() AND time >= 1 AND info LIKE '%organizations%FOR UPDATE%' AND id <> CONNECTION_ID()";
      await until('three suspensions wait for their rows, or are answered', async () => {
        return answered.length > 0 || (await here.sql.count('information_schema.processlist', waiting)) === 3;
      });
      expect(answered).toEqual([]);
      commit.release();
      expect(said(await changing)).toBe('200');
      await Promise.all(suspensions);
    });

    // Protects the audit row by which a change recognises itself: checked again, its own success would be a 412.
    it('that was committed is answered as it was done, although the answer of COMMIT was lost', async () => {
      const { headers } = await here.call({ method: 'GET', url: `/core/v1/organizations/${organization.id}`, token });
      const before = Number((await row()).version);
      const lost = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
      const answer = await here.call({ ...call(organization, token), headers: { 'If-Match': headers.etag! } });
      expect(await lost).toBe('COMMIT');
      const after = await row();
      expect({ said: said(answer), etag: answer.headers.etag }).toEqual({ said: '200', etag: `"${before + 1}"` });
      expect([after.version, await audits()]).toEqual([before + 1, 1]);
      expectShown(answer, after);
    });

    it('that was not committed is made anew', async () => {
      const hold = here.proxy.holdNextStatementMatching(/^COMMIT$/);
      const changing = here.call(call(organization, token));
      await hold.held;
      here.proxy.reset();
      const answer = await changing;
      expect(said(answer)).toBe('200');
      expect(await audits()).toBe(1);
      expectShown(answer, await row());
    });
  });

  /** An update shows what is stored; annotations have no organization in their answer. */
  function expectShown({ body }: Answer<Body>, { name, sub_domain }: Record<string, unknown>): void {
    if (body.organization) expect(body.organization).toMatchObject({ name, sub_domain });
    else expect(body).toEqual({ annotations: [{ key: 'a', value: 'b' }] });
  }
});
