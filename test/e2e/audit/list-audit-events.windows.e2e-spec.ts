import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { AuditLogs, type Event, listing, type Page } from '../../support/scenes/audit-log.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import type { Body } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { until } from '../../support/until.js';

const second = () => Math.floor(Date.now() / 1_000);
const clockSays = (wanted: number) => until(`the clock says ${wanted}`, () => second() >= wanted);
const window = (after: number, before: number) => `?after=${after}&before=${before}`;
const made = (events: readonly Event[]) =>
  events.map(({ action }) => action).filter((action) => /created$/.test(action));

// A client that polls window after window gets each event once, however long a write has waited.
describe.each(testDatabases())('windows of the audit log on $name', (database) => {
  let scene: TokenScene;
  let logs: AuditLogs;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
    logs = new AuditLogs(scene);
  });

  afterAll(() => scene.close());

  const events = async (organization: Organization, query: string) =>
    (await logs.list(organization, query)).body.audit_events;

  // Protects DATABASE_CLOCK in AuditService: with the time at which the change was queued, the event would be in the
  // window that had been read before it was there.
  it('contain an event where it was written, and not where its change began to wait', async () => {
    const { root } = scene;
    const { sql } = scene.app;
    await clockSays(second() + 1);
    const begin = second();
    await sql.execute(database.name === 'sqlite' ? 'BEGIN IMMEDIATE' : 'START TRANSACTION');
    if (database.name === 'mariadb') await sql.rows('SELECT id FROM organizations WHERE id = ? FOR UPDATE', [root.id]);
    const creating = scene.app.call<Body>(createEnterprise(root, scene.token));
    await clockSays(begin + 2);
    const reading = events(root, window(begin, begin + 2));
    // On SQLite it is unknown what the holder of the file will write, so the window is waited for as well.
    if (database.name === 'mariadb') expect(made(await reading)).toEqual([]);
    await sql.execute('COMMIT');
    const first = await reading;
    expect(said(await creating)).toBe('200');
    const end = second() + 1;
    await clockSays(end);
    const next = await events(root, window(begin + 2, end));
    expect(made([...next, ...first])).toEqual(['enterprise.created']);
    expect(await events(root, window(begin, begin + 2))).toEqual(first);
  });

  it('wait on SQLite for what another process has begun to write', async () => {
    if (database.name !== 'sqlite') return;
    const { root } = scene;
    const { sql } = scene.app;
    await sql.execute('BEGIN IMMEDIATE');
    const [id] = await logs.fill(root, 1, (second() - 30) * 1_000, 'organization.changed');
    let answered = false;
    const reading = events(root, window(second() - 60, second())).finally(() => (answered = true));
    await scene.app.call({ method: 'GET', url: `/core/v1/organizations/${root.id}`, token: scene.token });
    expect(answered).toBe(false);
    await sql.execute('COMMIT');
    expect((await reading).map((event) => event.id)).toContain(id);
  });
});

describeOnMariaDb('windows of the audit log while a commit is under way', (database) => {
  let here: ProxiedApp;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
    root = await here.make.root();
    token = await here.usedToken(root);
  });

  afterAll(() => here.close());

  // Protects settledPageOf, and its LOCK IN SHARE MODE.
  it.each(['', '&only=self', '&action=organization.changed'])('wait for it, read with "%s"', async (more) => {
    const change = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const begin = second();
    const url = `/core/v1/organizations/${root.id}`;
    const changing = here.call({ method: 'PATCH', url, token, json: { name: `Name${more}` } });
    await change.held;
    await clockSays(second() + 2);
    const read = () => here.app.call<Page>(listing(root, token, `${window(begin, second() - 1)}${more}`));
    let answered = false;
    const reading = read().finally(() => (answered = true));
    const waiting = "db = DATABASE() AND info LIKE '%LOCK IN SHARE MODE%' AND id <> CONNECTION_ID()";
    await until('the window waits, or is answered', async () => {
      return answered || (await here.sql.count('information_schema.processlist', waiting)) === 1;
    });
    expect(answered).toBe(false);
    change.release();
    expect(said(await changing)).toBe('200');
    const shown = (await reading).body.audit_events;
    expect(shown[0]?.action).toBe('organization.changed');
    expect((await read()).body.audit_events).toEqual(shown);
  });

  // A window without an end promises nothing, and waits for no write.
  it('are not waited for by a list of the newest events', async () => {
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const creating = here.call(createManaged(root, token));
    await commit.held;
    const { status } = await here.app.call<Page>(listing(root, token, `?after=${second() - 60}`));
    commit.release();
    expect([status, said(await creating)]).toEqual([200, '201']);
  });
});
