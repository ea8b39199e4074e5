import type { Organization } from '../../../src/organization/organization.js';
import { OWN_TOKENS } from '../../support/scenes/access-tokens.js';
import { said, type Call } from '../../support/answers.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { until } from '../../support/until.js';

describeOnMariaDb('a caller’s own token that is being written', (database) => {
  let here: ProxiedApp;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  afterAll(() => here.close());

  const create = (token: string): Call => ({ method: 'POST', url: OWN_TOKENS, token, json: { label: 'raced' } });
  const rotate = (token: string, id: string): Call => ({
    method: 'POST',
    url: `${OWN_TOKENS}/${id}/rotate`,
    token,
    json: {},
  });
  /** Statements of others that wait for a lock of this one. */
  const waiting = (like: string) =>
    here.sql.count(
      'information_schema.processlist',
      `db = DATABASE() AND time >= 1 AND info LIKE '${like}' AND id <> CONNECTION_ID()`,
    );

  /** A user with a token, and the operator's, both used a moment ago: what is written of that disturbs nothing. */
  const aUser = async () => {
    const user = await here.make.user();
    const { id, secret } = await here.make.issue({ kind: 'user', userId: user.id });
    const operator = await here.make.operatorToken();
    for (const token of [secret, operator]) await here.call({ method: 'GET', url: '/api/v2/user/session', token });
    await until('both uses are written', async () => {
      return (
        (await here.sql.count('access_tokens', "last_used_at IS NULL AND (user_id = ? OR kind = 'operator')", [
          user.id,
        ])) === 0
      );
    });
    return { user, id, secret, operator };
  };

  describe('of an organization', () => {
    let line: Organization[];
    let token: string;
    let id: string;

    beforeEach(async () => {
      line = await here.make.lineage(3);
      token = await here.usedToken(line[2]!);
      id = (await here.make.issue({ kind: 'organization', organizationId: line[2]!.id })).id;
    });

    // Protects the place of OwnTokensService: a token's foreign key locks its own organization, and nothing above it.
    it.each<[string, () => Call]>([
      ['made', () => create(token)],
      ['rotated', () => rotate(token, id)],
    ])('keeps suspensions waiting until it is %s, at each level', async (_, call) => {
      const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
      const writing = here.call(call());
      await commit.held;
      const answered: number[] = [];
      const suspensions = line.map((each) => here.make.suspend(each).then(() => void answered.push(each.depth)));
      await until(
        'three suspensions wait for their rows',
        async () => answered.length > 0 || (await waiting('%organizations%FOR UPDATE%')) === 3,
      );
      expect(answered).toEqual([]);
      commit.release();
      expect(said(await writing)).toBe('200');
      await Promise.all(suspensions);
      expect(said(await here.call(call()))).toBe('403 OrganizationSuspended');
    });
  });

  // Protects holderStep in AccessTokenService and AccessTokenRotationService: an erased user has no token left.
  it.each<[string, (token: string, id: string) => Call]>([
    ['made', create],
    ['rotated', rotate],
  ])('of a user keeps the erasure waiting until it is %s, and ends with the user', async (_, call) => {
    const { user, id, secret, operator } = await aUser();
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const writing = here.call(call(secret, id));
    await commit.held;
    const erasing = here.call({ method: 'DELETE', url: `/api/v2/user/${user.id}`, token: operator });
    await until('the erasure waits for its row', async () => (await waiting('%users%FOR UPDATE%')) === 1);
    commit.release();
    expect([said(await writing), said(await erasing)]).toEqual(['200', '200']);
    expect(await here.sql.count('access_tokens', 'user_id = ? AND revoked_at IS NULL', [user.id])).toBe(0);
  });

  // Protects LOCK IN SHARE MODE in holderStep: without it a token would be written for whom it has read as living.
  it.each<[string, (token: string, id: string) => Call]>([
    ['made', create],
    ['rotated', rotate],
  ])('of a user who is just being erased is not %s', async (_, call) => {
    const { user, id, secret, operator } = await aUser();
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const erasing = here.call({ method: 'DELETE', url: `/api/v2/user/${user.id}`, token: operator });
    await commit.held;
    const writing = here.call(call(secret, id));
    const waits = async () => (await waiting('%access_tokens%')) + (await waiting('%users%')) > 0;
    await until('the token waits for its user', waits);
    commit.release();
    expect([said(await erasing), said(await writing)]).toEqual(['200', '401 Unauthorized']);
    expect(await here.sql.count('access_tokens', 'user_id = ? AND revoked_at IS NULL', [user.id])).toBe(0);
  });
});
