import type { Call } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { aKey, aSubDomain } from '../../support/scenes/factories.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { outcome, ROUTES } from './idempotency-key.fixtures.js';

// What became of a COMMIT whose answer was lost only the rows can tell: the claim is among them.
describeOnMariaDb('an Idempotency-Key and a connection that breaks around COMMIT', (database) => {
  let here: ProxiedApp;
  let root: Organization;
  let own: string;
  let operator: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
    operator = await here.make.operatorToken();
    // The first use of a token is written beside the call, in a transaction that would fall into the traps.
    await here.call({ method: 'GET', url: '/core/v1/users/current', token: operator });
    await here.quiet();
  });

  beforeEach(async () => {
    root = await here.make.root();
    own = await here.usedToken(root);
  });

  afterAll(() => here.close());

  describe.each(ROUTES)('$name', ({ url, by }) => {
    const creation = (): Call => ({
      method: 'POST',
      url: url(root),
      token: by === 'operator' ? operator : own,
      json: { name: 'N', sub_domain: aSubDomain() },
      headers: { 'Idempotency-Key': aKey() },
    });
    const made = (call: Call) =>
      here.sql.rows('SELECT id FROM organizations WHERE sub_domain = ?', [
        (call.json as { sub_domain: string }).sub_domain,
      ]);

    // Protects the id that Idempotency.run draws ahead of the first try, and `isDuplicateOfOwnInsert`, which the creations and
    // Idempotency.after both ask: either alone is enough for these two.
    it('answers what was committed with its own id, and does not call it a repetition', async () => {
      const call = creation();
      const lost = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
      const answer = await here.call(call);
      expect(await lost).toBe('COMMIT');
      const [row, ...more] = await made(call);
      expect([outcome(answer), more]).toEqual([{ status: 201, id: row?.id }, []]);
      expect(outcome(await here.call(call))).toEqual({ status: 201, id: row?.id, replayed: 'true' });
      expect(await here.sql.count('idempotency_records', 'subject_id = ?', [String(row?.id)])).toBe(1);
      expect(await here.sql.count('audit_events', 'subject_id = ?', [String(row?.id)])).toBe(1);
    });

    it('makes it anew when nothing was committed', async () => {
      const call = creation();
      const hold = here.proxy.holdNextStatementMatching(/^COMMIT$/);
      const answering = here.call(call);
      await hold.held;
      here.proxy.reset();
      const answer = await answering;
      expect([outcome(answer), await made(call)]).toEqual([
        { status: 201, id: answer.body.organization?.id },
        [{ id: answer.body.organization?.id }],
      ]);
    });

    it('repeats it to a caller that comes before it is committed', async () => {
      const call = creation();
      const hold = here.proxy.holdNextStatementMatching(/^COMMIT$/);
      const first = here.call(call);
      await hold.held;
      const second = here.call(call);
      hold.release();
      const answers = [await first, await second].map(outcome);
      const [row] = await made(call);
      expect(answers).toEqual([
        { status: 201, id: row?.id },
        { status: 201, id: row?.id, replayed: 'true' },
      ]);
    });
  });
});
