import type { Organization } from '../../../src/organization/organization.js';
import { said, type Call } from '../../support/answers.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { createEnterprise } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { until } from '../../support/until.js';

// A creation that has read that its key is free, and then is overtaken: by the creation of another with the same key,
// and by the deletion of that. The unique key is free then as well.
describeOnMariaDb('a creation and a deletion that meet at one key', (database) => {
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

  afterAll(() => here.close());

  const remove = (id: string): Call => ({ method: 'DELETE', url: `/api/v2/enterprise/${id}`, token: operator });
  const withKey = (idempotencyKey: string) => here.sql.count('enterprises e', 'e.name LIKE ?', [`%${idempotencyKey}%`]);
  /** Creates with a key, whose email names it, so that what is left can be counted. */
  const creating = (key: string, name: string) =>
    createEnterprise(root, token, { idempotencyKey: key, email: `${name}-${key}@example.com` });

  async function overtaken() {
    const key = aKey();
    const insert = here.proxy.holdNextStatementMatching(/INSERT INTO enterprises /);
    const late = here.call(creating(key, 'late'));
    await insert.held;
    const { body } = await here.call(creating(key, 'early'));
    return { key, id: body.enterpriseId!, late, release: () => insert.release() };
  }

  // Protects the condition on `deleted_enterprises` in `enterpriseInsertion`.
  it('makes no second enterprise when the first has been deleted', async () => {
    const { key, id, late, release } = await overtaken();
    expect(said(await here.call(remove(id)))).toBe('200');
    release();
    const answer = await late;
    expect(answer).toMatchObject({
      status: 409,
      body: { name: 'IdempotencyKeySpent', context: { type: 'enterprise', id } },
    });
    expect(await withKey(key)).toBe(0);
  });

  // Protects the same, and that the answer is of the time behind the wait for the deletion.
  it('makes no second enterprise while the first is being deleted', async () => {
    const { key, id, late, release } = await overtaken();
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const deleting = here.call(remove(id));
    await commit.held;
    release();
    const waiting =
      "db = DATABASE() AND info LIKE '%INSERT INTO enterprises %' AND time >= 1 AND id <> CONNECTION_ID()";
    let answered = false;
    void late.then(() => (answered = true));
    await until('the creation waits for the deletion', async () => {
      return answered || (await here.sql.count('information_schema.processlist', waiting)) === 1;
    });
    commit.release();
    expect(said(await deleting)).toBe('200');
    const answer = await late;
    expect(answer).toMatchObject({
      status: 409,
      body: { name: 'IdempotencyKeySpent', context: { type: 'enterprise', id } },
    });
    expect(await withKey(key)).toBe(0);
  });

  it('recognises its own deletion when the answer to its COMMIT was lost', async () => {
    const { id } = await here.make.enterprise(root);
    const lost = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
    const deleting = here.call(remove(id));
    await lost;
    expect(said(await deleting)).toBe('200');
    const events = "action = 'enterprise.deleted' AND subject_id = ?";
    expect(await here.sql.count('audit_events', events, [id])).toBe(1);
  });
});
