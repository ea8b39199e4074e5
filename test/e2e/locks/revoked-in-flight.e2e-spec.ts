import type { Organization } from '../../../src/organization/organization.js';
import { OWN_TOKENS } from '../../support/scenes/access-tokens.js';
import { said, type Call } from '../../support/answers.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { createEnterprise, createManaged, Installation, tally } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { changeMember, removeMember } from '../../support/scenes/roles.js';
import { until } from '../../support/until.js';

const ROUNDS = 12;
const WORKERS = 6;

/** What a token has done: a refusal is not counted. */
const EVENTS = "actor_id = ? AND action <> 'token.refused'";

const createToken = ({ id }: Organization, token: string): Call => ({
  method: 'POST',
  url: `/core/v1/organizations/${id}/api_tokens`,
  token,
  json: { properties: { name: 'successor', scopes: ['enterprises'] } },
});
const rename = (id: string, token: string, name: string): Call => ({
  method: 'PATCH',
  url: `/core/v1/api_tokens/${id}`,
  token,
  json: { properties: { name } },
});
const regenerate = (id: string, token: string): Call => ({
  method: 'POST',
  url: `/core/v1/api_tokens/${id}/regenerate_secret`,
  token,
});
const rotate = (id: string, token: string): Call => ({
  method: 'POST',
  url: `${OWN_TOKENS}/${id}/rotate`,
  token,
  json: {},
});

// Protects Transaction.admit, and LOCK IN SHARE MODE in TokenStanding.
describe.each(testDatabases())('requests during the end of the token or role they depend on, on $name', (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database, { RATE_LIMIT: '0' });
  });

  afterAll(() => here.close());

  /** Works with a token until it is refused; what the token has done when `end` was answered is all that it ever does. */
  const round = async (
    organization: Organization,
    token: { id: string; secret: string },
    end: () => Promise<unknown>,
  ) => {
    const done = () => here.sql.count('audit_events', EVENTS, [token.id]);
    const spare = await here.make.issue({ kind: 'organization', organizationId: organization.id });
    const calls = [
      () => createEnterprise(organization, token.secret),
      () => createManaged(organization, token.secret),
      () => createToken(organization, token.secret),
      (count: number) => rename(spare.id, token.secret, `name ${count}`),
      () => regenerate(spare.id, token.secret),
    ];
    let count = 0;
    const words: string[] = [];
    const work = async (number: number) => {
      for (let status = 200; status < 300;) {
        const answer = await here.call(number, calls[(number + count) % calls.length]!(count));
        status = answer.status;
        if (status < 300) count++;
        else words.push(said(answer));
      }
    };
    const working = Array.from({ length: WORKERS }, (_, number) => work(number));
    await until('the round has begun', () => count >= WORKERS, { every: 1 });
    await end();
    const atTheAnswer = await done();
    await Promise.all(working);
    expect(await done()).toBe(atTheAnswer);
    return words;
  };

  it('lets a revoked token do nothing after its revocation was answered', async () => {
    const organization = await here.make.root();
    const words: string[] = [];
    for (let n = 0; n < ROUNDS; n++) {
      const token = await here.make.issue({ kind: 'organization', organizationId: organization.id });
      words.push(...(await round(organization, token, () => here.make.revoke(token.id))));
    }
    const { '401 Unauthorized': v2 = 0, '403 invalid_api_token': v1 = 0, ...others } = tally(words);
    expect([v2 + v1, others]).toEqual([ROUNDS * WORKERS, {}]);
  });

  it.each<[string, (organization: Organization, operator: string, userId: string) => Call]>([
    ['was demoted', (organization, operator, userId) => changeMember(organization, operator, userId, 'member')],
    ['was removed', (organization, operator, userId) => removeMember(organization, operator, userId)],
  ])('lets a user who %s do nothing after that was answered', async (_, end) => {
    const organization = await here.make.root();
    const operator = await here.make.operatorToken();
    for (let n = 0; n < ROUNDS / 2; n++) {
      const user = await here.make.member(organization, 'admin');
      const token = await here.make.issue({ kind: 'user', userId: user.id });
      const ending = async () => expect(said(await here.call(n, end(organization, operator, user.id)))).toBe('200');
      const words = await round(organization, token, ending);
      expect(words).toHaveLength(WORKERS);
      expect(words.filter((word) => !/^(403 (Forbidden|permission_denied)|404 )/.test(word))).toEqual([]);
    }
  });
});

describeOnMariaDb('a request that waits while its token is revoked', (database) => {
  let here: ProxiedApp;
  let organization: Organization;
  let token: { id: string; secret: string };
  let spare: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  beforeEach(async () => {
    organization = await here.make.root();
    const subject = { kind: 'organization', organizationId: organization.id } as const;
    token = await here.make.issue(subject);
    spare = (await here.make.issue(subject)).id;
    await here.call({ method: 'GET', url: '/api/v2/user/session', token: token.secret });
    await until('its use is written', async () => {
      return (await here.sql.count('access_tokens', 'id = ? AND last_used_at IS NOT NULL', [token.id])) === 1;
    });
  });

  afterAll(() => here.close());

  const refused = /^(401 Unauthorized|403 invalid_api_token)$/;
  const done = () => here.sql.count('audit_events', EVENTS, [token.id]);
  const calls: [string, () => Call][] = [
    ['a creation of a token', () => createToken(organization, token.secret)],
    ['a change of a token', () => rename(spare, token.secret, 'changed')],
    ['a change of itself', () => rename(token.id, token.secret, 'changed')],
    ['a regeneration', () => regenerate(spare, token.secret)],
    ['a rotation', () => rotate(spare, token.secret)],
    ['a managed organization', () => createManaged(organization, token.secret)],
  ];

  it.each<[string, () => Call]>([...calls, ['an enterprise', () => createEnterprise(organization, token.secret)]])(
    'is refused afterwards, and does not keep the revocation waiting: %s',
    async (_, call) => {
      const locks = here.proxy.holdNextStatementMatching(/START TRANSACTION/);
      const writing = here.call(call());
      await locks.held;
      await here.make.revoke(token.id);
      locks.release();
      expect(said(await writing)).toMatch(refused);
      expect(await done()).toBe(0);
    },
  );

  // Protects LOCK IN SHARE MODE in TokenStanding: what has been asked stays so until the COMMIT.
  it.each(calls)('keeps the revocation waiting once it is about to commit: %s', async (_, call) => {
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const writing = here.call(call());
    await commit.held;
    let answered = false;
    const revoking = here.make.revoke(token.id).then(() => (answered = true));
    const waiting =
      "db = DATABASE() AND time >= 1 AND info LIKE '%access_tokens%FOR UPDATE%' AND id <> CONNECTION_ID()";
    await until(
      'the revocation waits for the row',
      async () => answered || (await here.sql.count('information_schema.processlist', waiting)) === 1,
    );
    expect(answered).toBe(false);
    commit.release();
    expect(said(await writing)).toMatch(/^20[01]$/);
    await revoking;
    expect(await done()).toBeGreaterThan(0);
  });
});
