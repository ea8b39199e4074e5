import { linesInsert } from '../../../src/audit/audit.queries.js';
import { lastPlaceUpdate, pendingUpdate } from '../../../src/audit/audit-sequence.queries.js';
import { EventSequencer } from '../../../src/audit/event-sequencer.service.js';
import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { AuditLogs, listing, type Page } from '../../support/scenes/audit-log.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { tripsOf } from '../../support/database/statement-log.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import type { Body } from '../../support/scenes/installation.js';
import { startProcess } from '../../support/processes.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { race, until } from '../../support/until.js';

/** The events of the whole installation in their order: each with its place. */
const order = async (sql: Sql) =>
  (await sql.rows("SELECT event_id, sequence FROM audit_lines WHERE organization_id = '' ORDER BY sequence")).map(
    ({ event_id: id, sequence }) => ({ id: String(id), place: Number(sequence) }),
  );
const sequence = (app: TestApp) =>
  app.app.get(EventSequencer, { strict: false }).catchUp({ signal: AbortSignal.timeout(10_000) });
const pending = (sql: Sql) => sql.count('audit_events', 'pending_since IS NOT NULL');

/** A second that has not come. */
const later = () => Math.floor(Date.now() / 1_000) + 60;

/** Every event has one place, one after the other, and a line with it in each log of its path. */
async function expectOneOrder(sql: Sql): Promise<void> {
  const placed = await order(sql);
  expect(placed.map(({ place }) => place)).toEqual(placed.map((_, index) => index + 1));
  const events = (await sql.rows('SELECT id FROM audit_events')).map(({ id }) => String(id));
  expect(placed.map(({ id }) => id).sort()).toEqual(events.sort());
  const elsewhere = `SELECT l.event_id FROM audit_lines l JOIN audit_lines i
    ON i.organization_id = '' AND i.event_id = l.event_id WHERE l.sequence <> i.sequence`;
  expect(await sql.rows(elsewhere)).toEqual([]);
  expect(await sql.rows('SELECT last_place FROM audit_sequence')).toEqual([{ last_place: placed.length }]);
}

describe.each(testDatabases())('the order of events on $name', (database) => {
  let scene: TokenScene;
  let logs: AuditLogs;

  beforeEach(async () => {
    scene = await TokenScene.open(database);
    logs = new AuditLogs(scene);
  });

  afterEach(() => scene.close());

  // Protects pendingPage: a log has what has no place yet, and what has one, once each.
  it('is not waited for by a log, which has what was answered, through any replica', async () => {
    const other = await startApp(scene.fresh.env);
    const made: unknown[] = [];
    for (let round = 0; round < 3; round++) {
      const { body } = await scene.app.call<Body>(createManaged(scene.root, scene.token));
      made.unshift(body.organization?.id);
      for (const query of ['', '?per_page=2', '?action=organization.created', `?before=${later()}`]) {
        const read = await other.call<Page>(listing(scene.root, scene.token, query));
        const created = read.body.audit_events.filter(({ action }) => action === 'organization.created');
        const shown = made.slice(0, query === '?per_page=2' ? 2 : made.length);
        expect(created.map(({ subject }) => subject.id).slice(0, made.length)).toEqual(shown);
      }
      const beyond = listing(scene.root, scene.token, `?after=${later()}`);
      expect((await other.call<Page>(beyond)).body.audit_events).toEqual([]);
      expect(await pending(scene.app.sql)).toBeGreaterThan(0);
      if (round % 2 === 0) await sequence(other);
    }
    const all = await logs.readAll(scene.root, 'per_page=2', scene.token);
    const whole = (await logs.list(scene.root, '?per_page=100')).body.audit_events;
    expect(all).toEqual(whole);
    await other.close();
  });

  // Protects the OFFSET of morePending: otherwise a log would miss the latest of very many that have no place.
  it('is given ahead of a log where very many events have none', async () => {
    const ids = await logs.fill(scene.root, 1_300, Date.now() - 3_600_000);
    const { body } = await logs.list(scene.root, '?action=enterprise.created&per_page=100');
    expect(body.audit_events.map(({ id }) => id)).toEqual(ids.slice(-100).reverse());
    expect(await pending(scene.app.sql)).toBe(0);
  });

  // Protects the lock of audit_sequence.
  it('is one, however many replicas give it at once, in however many batches', async () => {
    const others = await race(3, () => startApp(scene.fresh.env));
    await logs.fill(scene.root, 1_300, Date.now() - 3_600_000);
    await Promise.all([scene.app, ...others, scene.app, ...others].map(sequence));
    await Promise.all(others.map((each) => each.close()));
    await expectOneOrder(scene.app.sql);
  });

  it('is given beside the requests, without a reader, and costs an idle process one read each time', async () => {
    const serving = await startApp({ ...scene.fresh.env, SEQUENCE_EVERY_MS: 20 } as typeof scene.fresh.env);
    expect(said(await scene.app.call(createEnterprise(scene.root, scene.token)))).toBe('200');
    await until('it is sequenced', async () => (await pending(scene.app.sql)) === 0);
    let asked = 0;
    const idle = await tripsOf(serving, () => until('it has looked', () => ++asked > 20));
    const looks = idle.filter(({ sql }) => /^SELECT id FROM audit_events .* LIMIT 1$/.test(sql));
    expect([looks.length > 0, looks.length]).toEqual([true, idle.length]);
    await serving.close();
    await expectOneOrder(scene.app.sql);
  });

  // Protects the pending_since in the INSERT of the event: what a process leaves undone is in the database.
  it('loses nothing when a process is killed between the commit of an event and its place', async () => {
    const serving = await startProcess(scene.fresh.variables);
    const made: string[] = [];
    for (let round = 0; round < 3; round++) {
      const { body } = await serving.call<Body>(createManaged(scene.root, scene.token));
      made.push(String(body.organization?.id));
    }
    await serving.kill();
    expect(await pending(scene.app.sql)).toBeGreaterThanOrEqual(3);
    await sequence(scene.app);
    await expectOneOrder(scene.app.sql);
    const { body } = await logs.list(scene.root);
    expect(body.audit_events.slice(0, 3).map(({ subject }) => subject.id)).toEqual(made.reverse());
  });
});

describeOnMariaDb('the order of events beside transactions that are under way', (database) => {
  let here: ProxiedApp;
  let root: Organization;
  let token: string;
  let other: Organization;
  let others: string;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
    [root, other] = [await here.make.root(), await here.make.root()];
    [token, others] = [await here.usedToken(root), await here.usedToken(other)];
  });

  afterAll(() => here.close());

  const list = (query = '') => here.app.call<Page>(listing(root, token, query));

  /** A change of the other organization whose COMMIT is held. */
  async function changeUnderWay() {
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const url = `/core/v1/organizations/${other.id}`;
    const changing = here.call({ method: 'PATCH', url, token: others, json: { name: `Late ${Date.now()}` } });
    await commit.held;
    const end = async () => {
      commit.release();
      expect(said(await changing)).toBe('200');
    };
    return { end };
  }

  // Protects the order by places, and an UPDATE as the end of pending: the late event has the smaller id and the earlier
  // time, and the sequencer waited for its row where it deleted others from a table of their own.
  it('has an event that is committed late once, behind what was read before, and waits for it nowhere', async () => {
    const late = await changeUnderWay();
    const { body } = await here.call(createManaged(root, token));
    await sequence(here.app);
    const first = await list();
    expect([said(first), first.body.audit_events[0]?.subject.id]).toEqual(['200', body.organization?.id]);
    const before = await order(here.sql);
    await late.end();
    await sequence(here.app);
    const after = await order(here.sql);
    const [change] = await here.sql.rows("SELECT id FROM audit_events WHERE action = 'organization.changed'");
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after[before.length]?.id).toBe(change?.id);
    expect(String(change?.id) < before.at(-1)!.id).toBe(true);
    await expectOneOrder(here.sql);
  });

  // Protects the sequencer's statements: they lock their own rows, and no row or gap that a write needs.
  it('is given without holding up a write', async () => {
    await here.call(createEnterprise(root, token));
    const holder = await openSql(here.app.env);
    await holder.execute('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await holder.execute('START TRANSACTION');
    await holder.execute('SET @unused = (SELECT last_place FROM audit_sequence WHERE id = 1 FOR UPDATE)');
    const ids = (await holder.rows('SELECT id FROM audit_events WHERE pending_since IS NOT NULL')).map(({ id }) => id);
    for (const each of [linesInsert(ids.map(String), 1_000), pendingUpdate(ids.map(String)), lastPlaceUpdate(2_000)])
      expect(await holder.execute(each.sql, each.params)).toBeGreaterThan(0);
    const url = `/core/v1/organizations/${root.id}`;
    const calls = [createEnterprise(root, token), createManaged(root, token)];
    for (const call of [...calls, { method: 'PATCH' as const, url, token, json: { name: 'While' } }])
      expect(said(await here.call(call))).toMatch(/^20[01]$/);
    await holder.execute('ROLLBACK');
    await holder.close();
    await sequence(here.app);
    await expectOneOrder(here.sql);
  });

  // Protects the condition of the tree in eventsBeingWritten.
  it('of one tenant is not waited for by the window of another', async () => {
    const late = await changeUnderWay();
    const window = await list(`?before=${later()}`);
    expect([said(window), window.body.audit_events.length > 0]).toEqual(['200', true]);
    await late.end();
  });
});
