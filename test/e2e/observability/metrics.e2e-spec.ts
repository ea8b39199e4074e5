import { request } from 'node:http';
import { sha256 } from '../../../src/common/digest.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { listenForScrapes, scrape } from '../../support/metrics.js';
import { aKey, anEmail, aSubDomain } from '../../support/scenes/factories.js';
import { callOver } from '../../support/processes.js';
import { P, Scene } from '../../support/scenes/managed-organizations.js';
import { race, until } from '../../support/until.js';

const ENTERPRISES = '/api/v2/organization/:organizationId/enterprise';
const MANAGED = '/core/v1/organizations/:organization/managed';
const REQUESTS = 'tenantry_http_requests_total';

describe.each(testDatabases())('the metrics on $name', (database) => {
  let scene: Scene;
  let url: string;
  let base: string;

  beforeAll(async () => {
    scene = await Scene.open(database, { METRICS_PORT: '0' });
    url = await listenForScrapes(scene.app);
    base = await scene.app.listen();
  });

  afterAll(() => scene.close());

  const scraped = () => scrape(url);
  const call = (made: Call) => callOver(base, { token: scene.token, ...made });
  const enterprise = (json: object): Call => ({
    method: 'POST',
    url: `/api/v2/organization/${scene.root.id}/enterprise`,
    json: { email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [], ...json },
  });
  const managed = (json: object = {}): Call => ({ method: 'POST', url: P, json: scene.body(json) });
  /** A request is counted when its answer has gone out, which may be a moment later. */
  const counted = (name: string, labels: Record<string, string>, value: number) =>
    until(`${name} ${JSON.stringify(labels)} is ${value}`, async () => (await scraped()).value(name, labels) === value);

  it('count what was created, replayed and refused, by route and by the code of the refusal', async () => {
    const json = { email: anEmail(), idempotencyKey: aKey() };
    await call(enterprise(json));
    await call(enterprise(json));
    await call(enterprise({ ...json, email: anEmail() }));
    await call(managed());
    await call(managed({ sub_domain: scene.root.subDomain }));
    await call({ ...managed(), token: 'unknown' });
    const post = { method: 'POST' };
    await counted(REQUESTS, { ...post, route: ENTERPRISES, status: '200', refusal: '' }, 2);
    await counted(REQUESTS, { ...post, route: ENTERPRISES, refusal: 'idempotency_key_conflict' }, 1);
    await counted(REQUESTS, { ...post, route: MANAGED, status: '201', refusal: '' }, 1);
    await counted(REQUESTS, { ...post, route: MANAGED, status: '422', refusal: 'validation_failed' }, 1);
    await counted(REQUESTS, { ...post, route: MANAGED, status: '403', refusal: 'invalid_token' }, 1);
    await counted('tenantry_idempotent_replays_total', { ...post, route: ENTERPRISES }, 1);
    await counted('tenantry_tenants_created_total', { kind: 'enterprise' }, 1);
    const text = await scraped();
    expect(text.value('tenantry_tenants_created_total', { kind: 'organization' })).toBe(2);
    expect(text.value('tenantry_http_request_duration_seconds_count', { route: ENTERPRISES, outcome: 'served' })).toBe(
      2,
    );
    expect(text.value('tenantry_http_request_duration_seconds_count', { route: MANAGED, outcome: 'refused' })).toBe(2);
  });

  it('have few values for each label, whatever clients send, and nothing of a tenant', async () => {
    const before = (await scraped()).series(REQUESTS).length;
    await race(30, (n) => call({ method: 'GET', url: `/unknown/${n}/${aSubDomain()}` }));
    await race(30, () => call({ method: 'GET', url: `/core/v1/organizations/${aSubDomain()}` }));
    await counted(REQUESTS, { route: 'none', refusal: 'route_not_found' }, 30);
    await counted(REQUESTS, { route: '/core/v1/organizations/:organization', status: '404' }, 30);
    const after = await scraped();
    expect(after.series(REQUESTS).length - before).toBeLessThanOrEqual(2);
    for (const text of [scene.root.id, scene.root.subDomain, 'example.com', scene.token]) {
      expect(after.text).not.toContain(text);
    }
  });

  it('count calls that are refused by their rate', async () => {
    const token = await scene.make.organizationToken(scene.root);
    await scene.app.sql.execute('UPDATE access_tokens SET rate_limit = 1 WHERE secret_hash = ?', [sha256(token)]);
    const get: Call = { method: 'GET', url: `/core/v1/organizations/${scene.root.id}`, token };
    const statuses = [(await call(get)).status, (await call(get)).status];
    expect(statuses).toEqual([200, 429]);
    await counted(REQUESTS, { status: '429', refusal: 'rate_limited' }, 1);
  });

  it('count a client that left, requests under way, and what the parser refused', async () => {
    const { port } = new URL(base);
    const left = request({ port, method: 'POST', path: P, headers: { 'content-length': '10' } });
    left.on('error', () => undefined);
    left.write('{');
    await counted('tenantry_http_requests_in_flight', {}, 1);
    left.socket?.resetAndDestroy();
    await counted(REQUESTS, { route: MANAGED, status: '499' }, 1);
    await counted('tenantry_http_requests_in_flight', {}, 0);
    const tooLarge = await fetch(base, { headers: { 'x-large': 'x'.repeat(20_000) } });
    expect(tooLarge.status).toBe(431);
    await counted(REQUESTS, { route: 'none', status: '431', refusal: 'bad_request' }, 1);
  });

  it('show the sessions of the database, and the waits for one', async () => {
    const before = (await scraped()).value('tenantry_database_session_wait_seconds_count')!;
    await race(20, () => call({ method: 'GET', url: `/core/v1/organizations/${scene.root.id}` }));
    const after = await scraped();
    expect(after.value('tenantry_database_session_wait_seconds_count')! - before).toBeGreaterThanOrEqual(20);
    expect(after.value('tenantry_database_sessions_max')).toBe(database.name === 'sqlite' ? 1 : 8);
    expect(after.value('tenantry_database_sessions_waiting')).toBe(0);
    expect(after.value('tenantry_database_sessions_busy')).toBe(0);
  });

  it('have the figures of the process, the version, and whether it is ready', async () => {
    const text = await scraped();
    expect(text.value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(text.value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    expect(text.value('tenantry_build_info', { node: process.versions.node })).toBe(1);
    expect(text.value('tenantry_ready')).toBe(1);
    expect(text.value('tenantry_events_pending_age_seconds')).toBeGreaterThan(0);
  });

  it('are answered at /metrics alone, without a token', async () => {
    const other = await fetch(new URL('/', url));
    expect([other.status, await other.text()]).toEqual([404, 'There is only /metrics here.\n']);
    const posted = await fetch(url, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await call({ method: 'GET', url: '/metrics' })).status).toBe(404);
  });
});
