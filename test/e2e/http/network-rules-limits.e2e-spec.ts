import { EVERY_SCOPE } from '../../../src/auth/scopes.js';
import { said, type Answer } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { type Body, tally } from '../../support/scenes/installation.js';
import { race } from '../../support/until.js';
import { DIALECTS, NetworkScene, type Speech } from './network-rules.fixtures.js';

const LIMIT = 6;

describe.each(testDatabases())('how often a token may call, on $name', (database) => {
  let limited: NetworkScene;
  let unlimited: NetworkScene;

  beforeAll(async () => {
    limited = await NetworkScene.open(database, { RATE_LIMIT: String(LIMIT) });
    unlimited = await NetworkScene.open(database, { RATE_LIMIT: '0' });
  });

  afterAll(async () => {
    await limited.close();
    await unlimited.close();
  });

  /** What an answer says of the rate, header by header; an empty object where it says nothing. */
  const headersOf = ({ headers }: Answer<Body>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => /ratelimit|retry-after/.test(name)));

  const expectTold = (speech: Speech, answer: Answer<Body>, permitted: number, remaining: number) => {
    const { 'x-ratelimit-reset': reset, ...counted } = headersOf(answer);
    expect(counted).toMatchObject(
      speech.dialect === 'api-v2'
        ? { 'x-ratelimit-limit': String(permitted), 'x-ratelimit-remaining': String(remaining) }
        : { 'x-ratelimit-permitted': String(permitted), 'x-ratelimit-remaining': String(remaining) },
    );
    expect(Object.keys(counted).filter((name) => name !== 'retry-after')).toHaveLength(2);
    if (speech.dialect === 'core-v1') expect(reset).toBeUndefined();
    else {
      expect(reset).toMatch(/^\d+$/);
      expect(Number(reset)).toBeGreaterThan(0);
      expect(Number(reset)).toBeLessThanOrEqual(60_000);
    }
  };

  describe.each(DIALECTS)('in $dialect', (speech) => {
    const call = (rules: NetworkScene, token: string) => rules.call(rules.creation(speech, token));

    it('every answer says what is left, from the first call on, refusals too', async () => {
      const token = await limited.token({ scopes: [EVERY_SCOPE] });
      const { url } = limited.creation(speech, token);
      const JSON_TYPE = { 'Content-Type': 'application/json' };
      const other = speech.dialect === 'api-v2' ? '0'.repeat(32) : 'x';
      const stranger = url.replace(limited.scene.root.id, other);
      const answers = [
        await call(limited, token),
        await limited.call({ method: 'POST', url, token, body: '{', headers: JSON_TYPE }),
        await limited.call({ method: 'POST', url, token, body: 'x'.repeat(70_000), headers: JSON_TYPE }),
        await limited.call({ method: 'POST', url, token, json: {} }),
        await limited.call({ ...limited.creation(speech, token), url: stranger }),
        await call(limited, token),
        await call(limited, token),
      ];
      const statuses = [speech.done, 400, 413, 400, 404, speech.done, 429];
      expect(answers.map(({ status }) => status)).toEqual(statuses);
      answers.forEach((answer, at) => expectTold(speech, answer, LIMIT, Math.max(0, LIMIT - 1 - at)));
      expect(answers.map((answer) => 'retry-after' in headersOf(answer))).toEqual(
        statuses.map((status) => status === 429),
      );
    });

    it('one too many is 429 with a time to come back, ahead of scope and body, and nothing is done', async () => {
      const token = await limited.token({ rateLimit: 1, scopes: ['audit:read'] });
      expect((await limited.refused(limited.creation(speech, token))).word).toBe(speech.notInScope);
      const creation = limited.creation(speech, token);
      for (const wrong of [{}, { json: undefined, body: '{', headers: { 'Content-Type': 'application/json' } }]) {
        const answer = await limited.refused({ ...creation, ...wrong });
        expect(answer.word).toBe(speech.limited);
        expectTold(speech, answer, 1, 0);
        const seconds = Number(answer.headers['retry-after']);
        expect(answer.headers['retry-after']).toMatch(/^\d+$/);
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(60);
        expect(answer.body).toEqual(
          speech.dialect === 'api-v2'
            ? {
                error: expect.stringContaining(`${seconds} s`) as unknown,
                name: 'RateLimitExceeded',
                context: { retryAfterSeconds: seconds },
                requestId: answer.headers['x-request-id'],
              }
            : {
                error: {
                  code: 'rate_limit_reached',
                  description: 'You have reached the rate limit for this type of request',
                  detail: { total_permitted: 1 },
                },
              },
        );
      }
    });

    it('a limit of its own counts instead of the common one, above it and below', async () => {
      const few = await limited.token({ rateLimit: 2 });
      const statuses = [await call(limited, few), await call(limited, few), await call(limited, few)];
      expect(statuses.map(({ status }) => status)).toEqual([speech.done, speech.done, 429]);
      const many = await limited.token({ rateLimit: 1_000 });
      const answers = await race(LIMIT + 4, () => call(limited, many));
      expect(tally(answers.map(said))).toEqual({ [speech.done]: LIMIT + 4 });
      expectTold(speech, await call(limited, many), 1_000, 1_000 - LIMIT - 5);
    });

    it('0 is no limit, for a token and for all, and then no header speaks of one', async () => {
      const free = await limited.token({ rateLimit: 0 });
      const answers = await race(LIMIT + 4, () => call(limited, free));
      expect(tally(answers.map(said))).toEqual({ [speech.done]: LIMIT + 4 });
      expect(answers.map(headersOf)).toEqual(answers.map(() => ({})));
      expect(headersOf(await call(unlimited, unlimited.scene.token))).toEqual({});
      const held = await unlimited.token({ rateLimit: 1 });
      expectTold(speech, await call(unlimited, held), 1, 0);
      expect((await call(unlimited, held)).status).toBe(429);
    });

    it('two tokens of one organization do not share', async () => {
      const [first, second] = [await limited.token({ rateLimit: 1 }), await limited.token({ rateLimit: 1 })];
      expect((await call(limited, first)).status).toBe(speech.done);
      expect((await call(limited, first)).status).toBe(429);
      expect((await call(limited, second)).status).toBe(speech.done);
    });

    it('of many calls at once exactly so many are done', async () => {
      const before = await limited.scene.footprint();
      const token = await limited.token({ rateLimit: 10 });
      const answers = await race(40, () => call(limited, token));
      expect(tally(answers.map(said))).toEqual({ [speech.done]: 10, [speech.limited]: 30 });
      // One audit row is the token's.
      expect((await limited.scene.footprint()).audits).toBe(before.audits + 11);
    });

    it('calls without a token are not counted, and get no such headers', async () => {
      const { url } = limited.creation(speech, '');
      const answers = [
        await limited.call({ method: 'POST', url }),
        await limited.call({ method: 'POST', url, token: 'x' }),
        await limited.call({ method: 'PATCH', url, token: limited.scene.token }),
        await limited.call({ method: 'GET', url: '/health/live', token: limited.scene.token }),
      ];
      expect(answers.map(headersOf)).toEqual([{}, {}, {}, {}]);
    });
  });

  it('both dialects count the same calls, OPTIONS among them', async () => {
    const [apiV2, coreV1] = DIALECTS;
    const token = await limited.token({ rateLimit: 3 });
    const call = (speech: Speech) => limited.call(limited.creation(speech, token));
    expectTold(apiV2, await call(apiV2), 3, 2);
    expectTold(coreV1, await call(coreV1), 3, 1);
    const asked = { 'Access-Control-Request-Method': 'POST' };
    const { url } = limited.creation(coreV1, token);
    const options = () => limited.call({ method: 'OPTIONS', url, token, headers: asked });
    const last = await options();
    expectTold(coreV1, last, 3, 0);
    expect([last.status, (await options()).status]).toEqual([200, 429]);
    expect((await call(apiV2)).status).toBe(429);
  });
});
