import { AccessTokenChangeService, type TokenChange } from '../../../src/token/keeping/access-token-change.service.js';
import type { GrantedScope } from '../../../src/auth/scopes.js';
import type { TokenSubject } from '../../../src/token/stored-token.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { OWN_TOKENS } from '../../support/scenes/access-tokens.js';
import { said, type Call } from '../../support/answers.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import type { TestApp } from '../../support/harness.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { until } from '../../support/until.js';

/** What asks for the token once more, behind a condition or ahead of a repetition. */
const QUESTION = /last_used_at[^]*WHERE t\.id = /;
const NEEDED: readonly GrantedScope[] = ['managed_organizations', 'enterprises', 'api_tokens'];
/** Members of `PATCH /core/v1/api_tokens/{api_token}`, with the answers of both dialects to what is refused for them. */
const SCOPES = { scopes: ['audit:read'] };
const NETWORKS = { authorized_ip_addresses: ['192.0.2.0/24'] };
const REFUSALS = {
  scopes: {
    properties: SCOPES,
    v2: { name: 'ScopeNotGranted', context: { scopes: ['enterprises'] } },
    v1: { error: { code: 'scope_not_granted', detail: { scopes: ['managed_organizations'] } } },
  },
  networks: {
    properties: NETWORKS,
    v2: { name: 'NetworkNotAllowed', context: { ipAddress: '127.0.0.1' } },
    v1: { error: { code: 'unauthorized_network_for_api_token', detail: { ip_address: '127.0.0.1' } } },
  },
} as const;
const KINDS = ['scopes', 'networks'] as const;

const narrow = (id: string, token: string, properties: object): Call => ({
  method: 'PATCH',
  url: `/core/v1/api_tokens/${id}`,
  token,
  json: { properties },
});
const session = (token: string): Call => ({ method: 'GET', url: '/api/v2/user/session', token });
const subjectOf = ({ id }: Organization): TokenSubject => ({ kind: 'organization', organizationId: id });
const EVENTS = "actor_id = ? AND action <> 'token.refused'";

// Protects the scopes and networks in TokenStanding, and that what was remembered of the token is forgotten.
describe.each(testDatabases())('a token that another replica has changed, on $name', (database) => {
  let scene: EnterpriseScene;
  let replica: TestApp;
  let organization: Organization;
  let operator: string;
  let token: { id: string; secret: string };

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    replica = await scene.replica({});
    organization = await scene.make.root();
    operator = await scene.make.operatorToken();
  });

  beforeEach(async () => {
    token = await scene.make.issue(subjectOf(organization), NEEDED);
    expect(said(await replica.call(session(token.secret)))).toBe('200');
    await until('its use is written', async () => {
      return (await scene.app.sql.count('access_tokens', 'id = ? AND last_used_at IS NOT NULL', [token.id])) === 1;
    });
  });

  afterAll(async () => {
    await replica.close();
    await scene.close();
  });

  const change = async (properties: object) =>
    expect(said(await scene.app.call(narrow(token.id, operator, properties)))).toBe('200');
  const done = () => scene.app.sql.count('audit_events', EVENTS, [token.id]);

  it.each(KINDS)('writes nothing more where it lost %s, and is no longer believed there', async (kind) => {
    const { properties, v1, v2 } = REFUSALS[kind];
    await change(properties);
    const managed = await replica.call(createManaged(organization, token.secret));
    expect(managed).toMatchObject({ status: 403, body: v1 });
    const enterprise = await replica.call(createEnterprise(organization, token.secret));
    expect(enterprise).toMatchObject({ status: 403, body: v2 });
    expect(await done()).toBe(0);
    // The write has updated the replica: it does not wait for the end of its cache.
    if (kind === 'networks') expect(said(await replica.call(session(token.secret)))).toBe('403 NetworkNotAllowed');
  });

  it('refuses a write from where it may not be used, as any other call', async () => {
    await change(NETWORKS);
    await replica.call(createEnterprise(organization, token.secret));
    const refused = "action = 'token.refused' AND subject_id = ?";
    await until('it is written', async () => (await scene.app.sql.count('audit_events', refused, [token.id])) === 1);
  });

  it.each<[string, object]>([
    ['lost scopes that are not asked for', { scopes: ['managed_organizations', 'enterprises'] }],
    ['got more scopes', { scopes: [...NEEDED, 'users'] }],
    ['was bound to where it comes from', { authorized_ip_addresses: ['127.0.0.0/8'] }],
    ['has another name', { name: 'renamed' }],
    ['has annotations', { annotations: [{ key: 'plan', value: 'gold' }] }],
  ])('writes at once where it %s', async (_, properties) => {
    await change(properties);
    expect(said(await replica.call(createManaged(organization, token.secret)))).toBe('201');
    const call = createEnterprise(organization, token.secret);
    const first = await replica.call(call);
    expect(said(first)).toBe('200');
    expect(await replica.call(call)).toMatchObject({ status: 200, body: first.body });
    expect(await done()).toBe(2);
  });

  it('gives a new token the scopes that it has by now, where none are asked for', async () => {
    await change({ scopes: ['api_tokens'] });
    const made = await replica.call<{ scope: string[] }>({
      method: 'POST',
      url: OWN_TOKENS,
      token: token.secret,
      json: { label: 'successor' },
    });
    expect(made).toMatchObject({ status: 200, body: { scope: ['api_tokens'] } });
  });
});

describeOnMariaDb('a request that waits while its token is changed', (database) => {
  let here: ProxiedApp;
  let organization: Organization;
  let operator: string;
  let token: { id: string; secret: string };

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
    operator = await here.make.operatorToken();
  });

  beforeEach(async () => {
    organization = await here.make.root();
    token = await here.make.issue(subjectOf(organization), NEEDED);
    for (const used of [operator, token.secret]) await here.call(session(used));
    await until('their use is written', async () => {
      return (await here.sql.count('access_tokens', "last_used_at IS NULL AND name <> 'successor'")) === 0;
    });
  });

  afterAll(() => here.close());

  const done = () => here.sql.count('audit_events', EVENTS, [token.id]);
  const calls: [string, 'v1' | 'v2', () => Call][] = [
    ['an enterprise', 'v2', () => createEnterprise(organization, token.secret)],
    ['a managed organization', 'v1', () => createManaged(organization, token.secret)],
  ];
  const during = async (call: Call, properties: object) => {
    const locks = here.proxy.holdNextStatementMatching(/START TRANSACTION/);
    const writing = here.call(call);
    await locks.held;
    expect(said(await here.call(narrow(token.id, operator, properties)))).toBe('200');
    locks.release();
    return writing;
  };

  describe.each(KINDS)('and loses %s', (kind) => {
    it.each(calls)('is refused afterwards: %s', async (_, dialect, call) => {
      const answer = await during(call(), REFUSALS[kind].properties);
      expect(answer).toMatchObject({ status: 403, body: REFUSALS[kind][dialect] });
      expect(await done()).toBe(0);
    });
  });

  it.each(calls)('succeeds where it loses nothing that is asked for: %s', async (_, dialect, call) => {
    const answer = await during(call(), { scopes: ['managed_organizations', 'enterprises'] });
    expect(said(answer)).toBe(dialect === 'v1' ? '201' : '200');
    expect(await done()).toBe(1);
  });

  const narrowNetworks = async () => expect(said(await here.call(narrow(token.id, operator, NETWORKS)))).toBe('200');
  it.each<[string, () => Promise<unknown>, object]>([
    ['whose token is narrowed', narrowNetworks, REFUSALS.networks.v2],
    [
      'whose organization is suspended',
      () => here.make.suspend(organization),
      { name: 'OrganizationSuspended', context: { inherited: false } },
    ],
  ])('%s does not get the enterprise that an equal request has created meanwhile', async (_, change, refusal) => {
    const call = createEnterprise(organization, token.secret);
    const begin = here.proxy.holdNextStatementMatching(/START TRANSACTION/);
    const first = here.call(call);
    await begin.held;
    const second = here.call(call);
    // The second one asks the database nothing before it joins the first, so it has joined when a later call is answered.
    expect(said(await here.call(session(token.secret)))).toBe('200');
    const question = here.proxy.holdNextStatementMatching(QUESTION);
    begin.release();
    expect(said(await first)).toBe('200');
    await question.held;
    await change();
    question.release();
    expect(await second).toMatchObject({ status: 403, body: refusal });
    expect(await done()).toBe(1);
  });

  // Protects ConditionError, and `hasRoom` of a creation whose limit asks as well: what was not true when it was asked, and
  // is true again when it is checked, is checked again.
  const successor = (): Call => ({
    method: 'POST',
    url: `/core/v1/organizations/${organization.id}/api_tokens`,
    token: token.secret,
    json: { properties: { name: 'successor', scopes: ['enterprises'] } },
  });
  it.each<[string, string, () => Call]>([
    ['a token', '200', successor],
    ['an enterprise', '200', () => createEnterprise(organization, token.secret)],
    ['a managed organization', '201', () => createManaged(organization, token.secret)],
  ])('succeeds where its token is changed there and back while it is refused: %s', async (_, success, call) => {
    const changes = here.app.app.get(AccessTokenChangeService, { strict: false });
    const change = (to: TokenChange) =>
      changes.update(
        { requestId: newId(), actor: { kind: 'system', name: 'test' }, signal: AbortSignal.timeout(10_000) },
        token.id,
        to,
      );
    const begin = here.proxy.holdNextStatementMatching(/START TRANSACTION/);
    const writing = here.call(call());
    await begin.held;
    await change({ networks: ['192.0.2.0/24'] });
    const question = here.proxy.holdNextStatementMatching(QUESTION);
    begin.release();
    await question.held;
    await change({ networks: [] });
    question.release();
    expect(said(await writing)).toBe(success);
    expect(await done()).toBe(1);
  });
});
