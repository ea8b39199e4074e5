import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { loadEnv } from '../../../src/config/env.js';
import { EVERY_SCOPE } from '../../../src/auth/scopes.js';
import { type Answer, said } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { describeWith } from '../../support/optional-program.js';
import { ownTime } from '../../support/own-time.js';
import { startProcess } from '../../support/processes.js';
import { REDIS, RedisServer } from '../../support/redis-server.js';
import { type Body, createEnterprise, tally } from '../../support/scenes/installation.js';
import { Factories } from '../../support/scenes/factories.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { race, until } from '../../support/until.js';

// What is done anew takes its time.
jest.setTimeout(120_000);

/** By how much a replica can be wrong that did not hear of Redis in time is what is under way meanwhile. */
const IN_FLIGHT = 16;
/** Before Redis is taken away. */
const SPENT = 800;
const BEFORE = 20;
const AFTER = 60;
const TOO_MANY = '429 RateLimitExceeded';
const TOKEN_LIMIT = 1_000;
const ORGANIZATION_LIMIT = 1_400;
/** Two percent are permitted; more would be a limit that each replica counts by itself. */
const AT_MOST = 1.02;
/** How much a call may be slowed by Redis. */
const SLOWED_MS = 50;
/** A busy machine makes Redis late, or a call slow, now and then: not so often in succession. */
const TRIES = 10;

describeWith([REDIS], 'limits over replicas', () => {
  describe.each(testDatabases())('on $name', (database) => {
    let redis: RedisServer;
    let scene: Scene;
    let second: TestApp;
    /** How often a replica could not use Redis, from the time at which it could. */
    let failures = 0;

    beforeAll(async () => {
      jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: unknown) => {
        if (String(message).includes('The Redis of RATE_LIMIT_REDIS_URL cannot be used')) failures += 1;
      });
      redis = await RedisServer.start();
      const overrides = {
        RATE_LIMIT_REDIS_URL: redis.url,
        RATE_LIMIT: String(TOKEN_LIMIT),
        RATE_LIMIT_PER_ORGANIZATION: String(ORGANIZATION_LIMIT),
        // What a call may be slowed by is Redis, and not the database, which a busy machine lets wait.
        TOKEN_CACHE_MS: '60000',
      };
      scene = await Scene.open(database, overrides);
      second = await startApp(loadEnv(scene.variables));
    });

    afterAll(async () => {
      await second.close();
      await scene.close();
      await redis.kill();
    });

    const replicas = () => [scene.app, second];
    const session = async (app: TestApp, token: string): Promise<Answer<Body>> =>
      app.call<Body>({ method: 'GET', url: '/api/v2/user/session', token });
    const aToken = async (root = scene.root) => scene.make.organizationToken(root, [EVERY_SCOPE]);
    /** So many calls in parts, in turn by each replica and with each token. */
    async function spend(calls: number, tokens: readonly string[]): Promise<Record<string, number>> {
      const answers: string[] = [];
      for (let done = 0; done < calls; done += IN_FLIGHT) {
        const part = await race(IN_FLIGHT, (n) => session(replicas()[n % 2]!, tokens[(n >> 1) % tokens.length]!));
        answers.push(...part.map(said));
      }
      return tally(answers);
    }
    const permitted = (counted: Record<string, number>) => counted['200'] ?? 0;
    /** Waits until each replica counts in Redis. */
    const usable = async () => {
      for (const app of replicas()) {
        await until('it counts in Redis', async () => {
          const root = await scene.make.root();
          await session(app, await aToken(root));
          return (await redis.say(`EXISTS tenantry:calls:organization:${root.id}`)).includes(':1');
        });
      }
    };

    /** Where Redis was not in time meanwhile each replica has counted alone, on purpose: then the work is done anew. */
    async function undisturbed<T>(work: () => Promise<T>): Promise<T> {
      for (let tries = TRIES; ; tries--) {
        await usable();
        const before = failures;
        const result = await work();
        if (failures === before || tries === 1) return result;
      }
    }
    const spentByNewToken = (calls: number) =>
      undisturbed(async () => spend(calls, [await aToken(await scene.make.root())]));

    // Protects SharedCounts: with counts of their own both would let 400 in.
    it('two replicas let a token in as often as one would', async () => {
      const counted = await spentByNewToken(1_200);
      expect(Object.keys(counted).sort()).toEqual(['200', TOO_MANY]);
      expect(permitted(counted)).toBeGreaterThanOrEqual(TOKEN_LIMIT);
      expect(permitted(counted)).toBeLessThanOrEqual(TOKEN_LIMIT * AT_MOST);
    });

    it('two replicas let the tokens of an organization in as often as one would, and another organization beside', async () => {
      const { root, counted } = await undisturbed(async () => {
        const root = await scene.make.root();
        return { root, counted: await spend(1_600, await race(4, () => aToken(root))) };
      });
      expect(permitted(counted)).toBeGreaterThanOrEqual(ORGANIZATION_LIMIT);
      expect(permitted(counted)).toBeLessThanOrEqual(ORGANIZATION_LIMIT * AT_MOST);
      const refused = await session(second, await aToken(root));
      expect(said(refused)).toBe(TOO_MANY);
      expect(refused.headers['x-ratelimit-limit']).toBe(String(ORGANIZATION_LIMIT));
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(said(await session(second, await aToken(await scene.make.root())))).toBe('200');
    });

    it('a refused call of an organization leaves nothing behind', async () => {
      const { root, token } = await undisturbed(async () => {
        const root = await scene.make.root();
        const tokens = await race(3, () => aToken(root));
        await spend(1_500, tokens);
        return { root, token: tokens[0]! };
      });
      const before = await scene.footprint();
      for (const app of replicas()) expect(said(await app.call(createEnterprise(root, token)))).toBe(TOO_MANY);
      expect(await scene.footprint()).toEqual(before);
    });

    /** How long each of so many calls took, one after another, the longest first. */
    async function timesOf(calls: number, token: string): Promise<number[]> {
      const times: number[] = [];
      for (let n = 0; n < calls; n++) {
        const took = ownTime();
        expect(said(await session(scene.app, token))).toBe('200');
        times.push(took());
      }
      return times.sort((a, b) => b - a);
    }

    describe.each([
      ['is frozen', () => Promise.resolve(redis.freeze()), () => Promise.resolve(redis.resume())],
      [
        'keeps its answers back',
        () => redis.pause(),
        async () => {
          await redis.kill();
          await redis.restart();
        },
      ],
      ['is killed', () => redis.kill(), () => redis.restart()],
    ])('while Redis %s', (_, fail, mend) => {
      /** What calls take more than usual, the longest first, from when Redis fails on: of a token that has spent some. */
      async function slowed(): Promise<{ token: string; more: number[] }> {
        const { token, usual } = await undisturbed(async () => {
          const token = await aToken(await scene.make.root());
          await spend(SPENT, [token]);
          return { token, usual: (await timesOf(BEFORE, token))[BEFORE >> 1]! };
        });
        await fail();
        return { token, more: (await timesOf(AFTER, token)).map((ms) => ms - usual) };
      }

      it('no call is refused for it or slowed by more than 50 ms, and each replica goes on from what was counted', async () => {
        let seen = await slowed();
        for (let tries = TRIES; seen.more[0]! >= SLOWED_MS && tries > 1; tries--) {
          await mend();
          seen = await slowed();
        }
        const { token, more } = seen;
        expect(more[0]).toBeLessThan(SLOWED_MS);
        // The first has waited for it; those behind it have not.
        expect(more[AFTER >> 1]).toBeLessThan(SLOWED_MS / 4);
        const alone = tally((await race(300, () => session(scene.app, token))).map(said));
        expect(SPENT + BEFORE + AFTER + permitted(alone)).toBe(TOKEN_LIMIT);
      });

      it('it is used again when it is back', async () => {
        await mend();
        const counted = await spentByNewToken(1_200);
        expect(permitted(counted)).toBeLessThanOrEqual(TOKEN_LIMIT * AT_MOST);
      });
    });
  });

  it('the service starts and serves without its Redis, says so once without the password, and when it is back', async () => {
    const [database] = testDatabases();
    const redis = await RedisServer.start();
    const fresh = await database!.fresh({ RATE_LIMIT: '100', RATE_LIMIT_REDIS_URL: redis.url, LOG_LEVEL: 'info' });
    const helper = await startApp(loadEnv({ ...fresh.variables, RATE_LIMIT_REDIS_URL: '', LOG_LEVEL: 'silent' }));
    const token = await new Factories(helper).operatorToken();
    await helper.close();
    await redis.kill();
    const app = await startProcess(fresh.variables);
    const session = async () => said(await app.call({ method: 'GET', url: '/api/v2/user/session', token }));
    const logged = (pattern: RegExp) =>
      app
        .output()
        .split('\n')
        .filter((line) => pattern.test(line));
    for (let n = 0; n < 5; n++) expect(await session()).toBe('200');
    // What another process writes is read a moment later.
    const failure = /"level":"warn".*RATE_LIMIT_REDIS_URL cannot be used \(ECONNREFUSED\)/;
    await until('the failure is in the log', () => logged(failure).length > 0);
    await redis.restart();
    await until('it is used again', async () => (await session()) === '200' && logged(/can be used again/).length > 0);
    expect([logged(failure).length, logged(/RATE_LIMIT_REDIS_URL/).length]).toEqual([1, 2]);
    expect(await app.stop()).toBe(0);
    expect(app.output()).not.toContain(redis.password);
    expect(app.output()).not.toContain('ioredis');
    await redis.kill();
    await fresh.drop();
  });
});
