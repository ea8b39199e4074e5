import { jest } from '@jest/globals';
import { EventWaiters } from '../../../src/event-feed/event-waiters.js';
import type { Organization } from '../../../src/organization/organization.js';
import { type Answer, said } from '../../support/answers.js';
import { type TestDatabase, testDatabases } from '../../support/database/databases.js';
import { tripsOf } from '../../support/database/statement-log.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { startProcess } from '../../support/processes.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { type Feed, reading, sequence } from '../../support/scenes/event-feed.js';
import { createManaged } from '../../support/scenes/installation.js';
import { race, until } from '../../support/until.js';

/** Short beside every wait here: a wait is not cut by it. On MariaDB one connection serves all that wait. */
const SHORT = { REQUEST_DEADLINE_MS: '800', DB_POOL: '1', RATE_LIMIT: '0', TOKEN_CACHE_MS: '0' };

const ofLog = ({ sql }: { sql: string }) => sql.includes('l.sequence, e.id');

describe.each(testDatabases())('waiting for events on $name', (database: TestDatabase) => {
  let scene: TokenScene;
  let root: Organization;
  let token: string;
  let after: string;

  beforeAll(async () => {
    scene = await TokenScene.open(database, SHORT);
  });

  beforeEach(async () => {
    root = await scene.make.root();
    token = await scene.make.organizationToken(root);
    await sequence(scene.app);
    after = (await scene.app.call<Feed>(reading(root, token))).body.after;
  });

  afterAll(() => scene.close());

  const poll = (seconds: number, by = token, app: TestApp = scene.app) =>
    app.call<Feed>(reading(root, by, `?after=${after}&wait=${seconds}`));

  /** A poll that has begun to wait. */
  async function waiting(seconds: number) {
    let polling!: Promise<Answer<Feed>>;
    await untilWaiting(1, () => void (polling = poll(seconds)));
    return { polling };
  }

  /** Begins polls, and returns when so many wait. */
  async function untilWaiting(many: number, begin: () => void): Promise<void> {
    const spy = jest.spyOn(scene.app.app.get(EventWaiters, { strict: false }), 'wait');
    begin();
    await until('they wait', () => spy.mock.calls.length >= many);
    spy.mockRestore();
  }

  // Protects waitsUntil: the deadline of requests would end it with 503.
  it('ends without events when its time is over, with a cursor to read on with', async () => {
    const began = performance.now();
    const answer = await poll(1);
    expect([said(answer), answer.body.events, answer.body.more]).toEqual(['200', [], false]);
    expect(performance.now() - began).toBeGreaterThan(990);
    await scene.app.call(createManaged(root, token));
    await sequence(scene.app);
    const next = await scene.app.call<Feed>(reading(root, token, `?after=${answer.body.after}&wait=30`));
    expect(next.body.events.map(({ type }) => type)).toEqual(['organization.created']);
  });

  it('has no effect where there is something already', async () => {
    await scene.app.call(createManaged(root, token));
    await sequence(scene.app);
    expect((await poll(30)).body.events).toHaveLength(1);
  });

  it.each([
    ['in the same process', () => scene.app],
    ['by another replica', () => undefined],
  ])('is ended by an event that is sequenced %s', async (_, sequencing) => {
    const other = sequencing() ?? (await startApp(scene.fresh.env));
    const { polling } = await waiting(30);
    await other.call(createManaged(root, token));
    await sequence(other);
    const { body } = await polling;
    expect(body.events.map(({ type }) => type)).toEqual(['organization.created']);
    if (other !== scene.app) await other.close();
  });

  // Protects the look at longestPending by those who wait.
  it('is ended by an event that no process sequences beside its requests', async () => {
    const { polling } = await waiting(30);
    await scene.app.call(createManaged(root, token));
    expect((await polling).body.events).toHaveLength(1);
  });

  // Protects the paths of what is new: a waiter of another tree would read its log again.
  it('reads its log again for events of its tree alone, and takes no connection', async () => {
    const other = await scene.make.root();
    const others = await scene.make.organizationToken(other);
    await sequence(scene.app);
    after = (await scene.app.call<Feed>(reading(root, token))).body.after;
    let all!: Promise<Answer<Feed>[]>;
    await untilWaiting(8, () => void (all = race(8, () => poll(1))));
    const trips = await tripsOf(scene.app, async () => {
      expect(said(await scene.app.call(createManaged(other, others)))).toBe('201');
      await sequence(scene.app);
      for (const { body } of await all) expect(body.events).toEqual([]);
    });
    expect(trips.length).toBeGreaterThan(3);
    expect(trips.filter(ofLog)).toEqual([]);
  });

  describe('refuses, once it has ended, a caller who', () => {
    it('has had the token revoked', async () => {
      const { polling } = await waiting(30);
      await scene.make.revoke(await scene.idOf(token));
      await sequence(scene.app);
      expect(said(await polling)).toBe('403 invalid_api_token');
    });

    it('has been suspended', async () => {
      const { polling } = await waiting(30);
      await scene.make.suspend(root);
      await sequence(scene.app);
      const answer = await polling;
      expect(said(answer)).toBe('403 organization_suspended');
      expect(answer.text).not.toContain('organization.suspended');
    });

    it('has been deleted', async () => {
      const { polling } = await waiting(30);
      const url = `/core/v1/organizations/${root.id}`;
      const deleted = await scene.app.call({ method: 'DELETE', url, token: await scene.make.operatorToken() });
      expect(said(deleted)).toBe('200');
      await sequence(scene.app);
      expect(said(await polling)).toBe('403 invalid_api_token');
    });
  });

  describe('429', () => {
    // Protects the limit, and that a waiter whose client has left is none.
    it('for more than ten requests of a token at once, until their clients have left', async () => {
      const url = await scene.app.listen();
      const clients = new AbortController();
      const query = reading(root, token, `?after=${after}&wait=30`);
      const ask = (signal: AbortSignal) =>
        fetch(`${url}${query.url}`, { headers: { authorization: `Bearer ${token}` }, signal });
      let all!: Promise<unknown>;
      await untilWaiting(10, () => void (all = race(10, () => ask(clients.signal).catch(() => undefined))));
      const refused = await poll(1);
      expect(refused.headers['retry-after']).toBe('5');
      expect(refused.body.error).toEqual({
        code: 'too_many_waiting',
        description: expect.any(String) as unknown,
        detail: { limit: 10 },
      });
      expect(said(await poll(0))).toBe('200');
      expect(said(await poll(1, await scene.make.organizationToken(root)))).toBe('200');
      clients.abort();
      await all;
      await until('there is room', async () => said(await poll(1)) === '200');
    });
  });

  // Protects the listener of Drain: the shutdown would wait for the time of the waiters.
  it('ends at once without events when the process is stopped', async () => {
    const serving = await startProcess({ ...scene.fresh.variables, REQUEST_DEADLINE_MS: '5000' });
    const polling = serving.call<Feed>(reading(root, token, `?after=${after}&wait=30`));
    await until('it waits', () => serving.call(reading(root, token)).then(({ status }) => status === 200));
    const began = performance.now();
    expect(await serving.stop()).toBe(0);
    const answer = await polling;
    expect([said(answer), answer.body.events, answer.headers.connection]).toEqual(['200', [], 'close']);
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
