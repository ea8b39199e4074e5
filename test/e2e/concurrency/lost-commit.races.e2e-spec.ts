import { request } from 'node:http';
import type { Organization } from '../../../src/organization/organization.js';
import { said, type Answer, type Call } from '../../support/answers.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { type Body, createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { until } from '../../support/until.js';

const ENTERPRISE_BATCH = /^START TRANSACTION;[\s\S]*INSERT INTO enterprises [\s\S]*COMMIT$/;
const MANAGED_BATCH = /^START TRANSACTION;[\s\S]*INSERT INTO organizations /;

// What became of a COMMIT whose answer was lost only the rows can tell: these tests cut the line there.
describeOnMariaDb('a connection that breaks around COMMIT', (database) => {
  let here: ProxiedApp;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  beforeEach(async () => {
    root = await here.make.root();
    token = await here.usedToken(root);
  });

  afterAll(() => here.close());

  const call = (creation: Call): Promise<Answer<Body>> => here.call(creation);
  const enterprises = () => here.sql.rows('SELECT id, user_id FROM enterprises WHERE organization_id = ?', [root.id]);
  const children = () => here.sql.rows('SELECT id FROM organizations WHERE parent_id = ?', [root.id]);
  const audits = (action: string) =>
    here.sql.count('audit_events', 'action = ? AND data LIKE ?', [action, `%${root.id}%`]);
  const counter = async () =>
    (await here.sql.rows('SELECT managed_count AS n FROM organization_usage WHERE organization_id = ?', [root.id]))[0]
      ?.n;

  // Protects the id that is drawn before the first try, and EnterpriseCreationService.replay that compares it.
  it('answers a creation that was committed with its own ids, and does not call it a replay', async () => {
    const creation = createEnterprise(root, token);
    const batch = here.proxy.holdNextStatementMatching(ENTERPRISE_BATCH);
    const answering = call(creation);
    await batch.held;
    batch.release();
    here.proxy.set('black-hole');
    await until('the first try is committed', async () => (await enterprises()).length === 1);
    here.proxy.set('pass');
    here.proxy.reset();

    const answer = await answering;
    const [row, ...more] = await enterprises();
    expect({ said: said(answer), ids: answer.body, more }).toEqual({
      said: '200',
      ids: { enterpriseId: row!.id, userId: row!.user_id },
      more: [],
    });
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
    expect(await here.sql.count('audit_events', 'subject_id = ?', [answer.body.enterpriseId!])).toBe(1);
    expect((await call(creation)).headers['idempotent-replayed']).toBe('true');
  });

  // Protects `isDuplicateOfOwnInsert` in EnterpriseCreationService: the second try may come while the first is still under way.
  it('answers a creation whose connection broke at once with one enterprise, whichever try made it', async () => {
    for (let round = 1; round <= 10; round++) {
      const lost = here.proxy.loseAnswerToNextStatementMatching(ENTERPRISE_BATCH);
      const answer = await call(createEnterprise(root, token));
      await lost;
      expect({ round, said: said(answer) }).toEqual({ round, said: '200' });
      expect(answer.headers['idempotent-replayed']).toBeUndefined();
      const rows = await enterprises();
      expect(rows).toHaveLength(round);
      expect(rows).toContainEqual({ id: answer.body.enterpriseId, user_id: answer.body.userId });
    }
  });

  // Protects `isDuplicateOfOwnInsert` in OrganizationCreationService.createManaged: one's own success must not be "already taken".
  it('answers a managed organization that was committed with 201 and its own id', async () => {
    const lost = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
    const answer = await call(createManaged(root, token, { annotations: [{ key: 'a', value: 'b' }] }));
    expect(await lost).toBe('COMMIT');
    expect(said(answer)).toBe('201');
    expect(await children()).toEqual([{ id: answer.body.organization?.id }]);
    expect({ counter: await counter(), audits: await audits('organization.created') }).toEqual({
      counter: 1,
      audits: 1,
    });
  });

  // Protects the retry after a lost connection in Database.write.
  it.each(['an enterprise', 'a managed organization'])('makes %s anew when nothing was committed', async (kind) => {
    const enterprise = kind === 'an enterprise';
    const hold = here.proxy.holdNextStatementMatching(enterprise ? ENTERPRISE_BATCH : /^COMMIT$/);
    const answering = call(enterprise ? createEnterprise(root, token) : createManaged(root, token));
    await hold.held;
    here.proxy.reset();

    const answer = await answering;
    expect(said(answer)).toBe(enterprise ? '200' : '201');
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
    expect(enterprise ? await enterprises() : await children()).toHaveLength(1);
    if (!enterprise) expect(await counter()).toBe(1);
  });

  // Protects the same in the places where a root is made and where a hold is placed.
  it('makes one root and places one hold, although the answers to both were lost', async () => {
    const subDomain = aSubDomain();
    const lostRoot = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
    const made = await here.make.root({ subDomain });
    await lostRoot;
    expect(await here.sql.rows('SELECT id FROM organizations WHERE sub_domain = ?', [subDomain])).toEqual([
      { id: made.id },
    ]);
    const lostHold = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
    await here.make.suspend(made);
    await lostHold;
    expect(await here.sql.rows('SELECT holds FROM organizations WHERE id = ?', [made.id])).toEqual([{ holds: 1 }]);
    expect(await here.sql.count('organization_holds', 'organization_id = ?', [made.id])).toBe(1);
  });

  // Protects the deadline of a flight: its client has gone, and the retry of that client finds the work done.
  it('finishes a creation whose client got no answer, so that the retry is a replay', async () => {
    const origin = await here.app.listen();
    const creation = createEnterprise(root, token);
    const hold = here.proxy.holdNextStatementMatching(ENTERPRISE_BATCH);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const asking = request(`${origin}${creation.url}`, { method: 'POST', headers, agent: false });
    asking.on('error', () => undefined).end(JSON.stringify(creation.json));
    await hold.held;
    asking.destroy();
    const server = here.app.app.getHttpServer();
    const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    await until('the service has noticed', async () => (await connections()) === 0);
    const again = call(creation);
    hold.release();
    const answer = await again;
    expect({ said: said(answer), replayed: answer.headers['idempotent-replayed'] }).toEqual({
      said: '200',
      replayed: 'true',
    });
    expect(await enterprises()).toEqual([{ id: answer.body.enterpriseId, user_id: answer.body.userId }]);
  });

  // Protects that COMMIT of a managed organization is a trip of its own, sent only within the deadline.
  it('commits no managed organization after its client got 503', async () => {
    const late = await here.another({ REQUEST_DEADLINE_MS: '500' });
    const hold = here.proxy.holdNextStatementMatching(MANAGED_BATCH);
    const answer = await late.call<Body>(createManaged(root, token));
    expect(said(answer)).toBe('503 service_unavailable');
    hold.release();
    await late.close();
    await here.quiet();
    expect(await children()).toEqual([]);
    expect(await counter()).toBe(0);
  });
});
