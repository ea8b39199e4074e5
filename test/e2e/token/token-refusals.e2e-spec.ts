import type { Organization } from '../../../src/organization/organization.js';
import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { startProcess } from '../../support/processes.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { until } from '../../support/until.js';

const ELSEWHERE = ['192.0.2.0/24'];

describe.each(testDatabases())('a token that is refused on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let sql: Sql;
  let organization: Organization;

  beforeEach(async () => {
    fresh = await database.fresh({ TOKEN_CACHE_MS: '0' });
    app = await startApp(fresh.env);
    make = new Factories(app);
    sql = await openSql(fresh.env);
    organization = await make.root();
  });

  afterEach(async () => {
    await sql.close();
    await fresh.drop();
  });

  const bounded = (networks: readonly string[], rateLimit: number | null = null, scopes = ['all']) =>
    make.bounded(
      { kind: 'organization', organizationId: organization.id },
      { scopes, networks, rateLimit, expiresAt: null },
    );
  const get = (token: string) =>
    app.call({ method: 'GET', url: `/core/v1/organizations/${organization.id}`, token, headers: {} });
  const refusals = (id: string) =>
    sql.rows(
      `SELECT actor_kind, actor_id, organization_id, ip, data FROM audit_events
        WHERE action = 'token.refused' AND subject_id = ? ORDER BY id`,
      [id],
    );
  const event = (id: string, reason: string, calls: number) => ({
    ...{ actor_kind: 'organization', actor_id: id, organization_id: organization.id, ip: '127.0.0.1' },
    data: JSON.stringify({ reason, calls }),
  });
  const recorded = (id: string, n: number) => until('it is recorded', async () => (await refusals(id)).length === n);

  it('for where it comes from, or for having ended, is in the audit at once, and once a minute with a number', async () => {
    const { id, secret } = await bounded(ELSEWHERE);
    expect((await get(secret)).status).toBe(403);
    await recorded(id, 1);
    for (let n = 0; n < 5; n++) await get(secret);
    const revoked = await bounded([]);
    await make.revoke(revoked.id);
    await get(revoked.secret);
    await recorded(revoked.id, 1);
    expect(await refusals(id)).toEqual([event(id, 'network', 1)]);
    const expired = await bounded([]);
    await sql.execute('UPDATE access_tokens SET expires_at = 1 WHERE id = ?', [expired.id]);
    await get(expired.secret);
    await app.close();
    expect(await refusals(id)).toEqual([event(id, 'network', 1), event(id, 'network', 5)]);
    expect(await refusals(revoked.id)).toEqual([event(revoked.id, 'revoked', 1)]);
    expect(await refusals(expired.id)).toEqual([event(expired.id, 'expired', 1)]);
  });

  it('is shown to its organization in its own log', async () => {
    const { id, secret } = await bounded(ELSEWHERE);
    await get(secret);
    await recorded(id, 1);
    const token = await make.organizationToken(organization);
    const url = `/core/v1/organizations/${organization.id}/audit_events?action=token.refused`;
    const { body } = await app.call<{ audit_events: object[] }>({ method: 'GET', url, token });
    expect(body.audit_events).toMatchObject([
      { action: 'token.refused', ip: '127.0.0.1', subject: { type: 'access_token', id }, data: { reason: 'network' } },
    ]);
    await app.close();
  });

  // What is noted is written in its order: when the last use of the other token is there, theirs would be, too.
  it('was not used by that: not from elsewhere, not too often, not without the scope', async () => {
    const elsewhere = await bounded(ELSEWHERE);
    const tooOften = await bounded([], 1);
    const scopeless = await bounded([], null, ['users:read']);
    expect((await get(elsewhere.secret)).status).toBe(403);
    await get(tooOften.secret);
    const used = async (id: string) =>
      (await sql.rows('SELECT last_used_at FROM access_tokens WHERE id = ?', [id]))[0]?.last_used_at;
    await until('the one use is written', () => used(tooOften.id));
    await sql.execute('UPDATE access_tokens SET last_used_at = NULL WHERE id = ?', [tooOften.id]);
    expect((await get(tooOften.secret)).status).toBe(429);
    expect((await get(scopeless.secret)).status).toBe(403);
    const other = await bounded([]);
    expect((await get(other.secret)).status).toBe(200);
    await until('the use of the other is written', () => used(other.id));
    expect([await used(elsewhere.id), await used(tooOften.id), await used(scopeless.id)]).toEqual([null, null, null]);
    await app.close();
  });

  it('is named in the line of its request, with its address and never its secret', async () => {
    const { id, secret } = await bounded(ELSEWHERE);
    const served = await startProcess({ ...fresh.variables, LOG_LEVEL: 'info' });
    const call = (token: string, requestId: string) =>
      served.call({ method: 'GET', url: '/api/v2/user/session', token, headers: { 'X-Request-Id': requestId } });
    await call(secret, 'elsewhere');
    await call('tnt_unknown', 'unknown');
    await call((await bounded([])).secret, 'let-in');
    await until('the last line is written', () => served.output().includes('"requestId":"let-in"'));
    await served.stop();
    const line = (requestId: string) =>
      served
        .output()
        .split('\n')
        .filter((each) => each.includes(`"requestId":"${requestId}"`))
        .map((each) => JSON.parse(each) as object)[0];
    expect(line('elsewhere')).toMatchObject({
      refusal: 'network_not_allowed',
      refusedToken: { id, ip: '127.0.0.1' },
    });
    expect(line('unknown')).toMatchObject({ refusal: 'invalid_token', refusedToken: { ip: '127.0.0.1' } });
    expect(line('let-in')).not.toHaveProperty('refusedToken');
    expect(served.output()).not.toContain(secret);
    await app.close();
  });
});
