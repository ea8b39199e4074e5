import { said } from '../../support/answers.js';
import { EVERY_SCOPE } from '../../../src/auth/scopes.js';
import { OwnTokenCalls } from '../../support/scenes/access-tokens.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { tally } from '../../support/scenes/installation.js';
import { race, until } from '../../support/until.js';
import { done, here } from '../cli/command-line.runs.js';

const TOO_MANY = '429 RateLimitExceeded';
const INSTALLATION_RATE = 20;

/** A token with what it takes to call with it and to name it. */
interface Held {
  readonly id: string;
  readonly secret: string;
}

describe.each(testDatabases())('tokens that share a count of calls, on $name', (database) => {
  let scene: TokenScene;
  let own: OwnTokenCalls;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { RATE_LIMIT: String(INSTALLATION_RATE), TOKEN_CACHE_MS: '200' });
    own = new OwnTokenCalls(scene);
  });

  afterAll(() => scene.close());

  /** A token as the operator makes it; null is without a limit of its own. */
  const issued = (rateLimit: number | null, organization = scene.root): Promise<Held> =>
    scene.make.bounded(
      { kind: 'organization', organizationId: organization.id },
      { scopes: [EVERY_SCOPE], networks: [], rateLimit, expiresAt: null },
    );
  const inCoreV1 = async ({ secret: token }: Held, organization = scene.root): Promise<Held> => {
    const { body } = await scene.create({ scopes: [EVERY_SCOPE] }, { token }, organization);
    return { id: body.api_token.id, secret: body.api_token.secret! };
  };
  const inApiV2 = async ({ secret: token }: Held): Promise<Held> => {
    const { body } = await own.create({}, { token });
    return { id: body.id, secret: body.token! };
  };
  const rotated = async (old: Held, { secret: token } = old): Promise<Held> => {
    const { body } = await own.rotate(old.id, {}, { token });
    return { id: body.id, secret: body.token! };
  };
  const calls = (n: number, tokens: readonly Held[]) =>
    race(n, async (number) => own.session(tokens[number % tokens.length]!.secret));
  const setLimit = async ({ id }: Held, limit: number) => {
    await done(here(scene.fresh.variables, 'token', 'update', id, '--rate-limit', String(limit)));
  };
  const headers = async ({ secret: token }: Held) => {
    const answer = await scene.app.call<object>({ method: 'GET', url: '/api/v2/user/session', token });
    return [
      said(answer),
      ...['x-ratelimit-limit', 'x-ratelimit-remaining'].map((name) => Number(answer.headers[name])),
    ];
  };

  // Protects sharedCountId, and that AccessGuard counts with what it gives.
  it.each([
    ['core-v1', inCoreV1],
    ['api-v2', inApiV2],
  ])('ten tokens that were made through one by %s call no more often with it than it may alone', async (_, make) => {
    const maker = await issued(15);
    const made: Held[] = [];
    for (let n = 0; n < 10; n++) made.push(await make(maker));
    const before = await scene.state();
    expect(tally(await calls(33, [...made, maker]))).toEqual({ '200': 5, [TOO_MANY]: 28 });
    expect(said(await own.create({}, { token: made[3]!.secret }))).toBe(TOO_MANY);
    expect(await scene.state()).toEqual(before);
  });

  it('of 50 calls at once over five of them exactly so many are let in', async () => {
    const maker = await issued(27);
    const made = await race(5, () => inCoreV1(maker));
    expect(tally(await calls(50, made))).toEqual({ '200': 22, [TOO_MANY]: 28 });
  });

  it('what is made through one of them counts with them too, for an organization below as well', async () => {
    const maker = await issued(8);
    const child = await scene.make.managed(scene.root);
    const second = await inCoreV1(maker, child);
    const third = await inApiV2(second);
    const fourth = await inCoreV1(third, child);
    expect(tally(await calls(12, [maker, second, third, fourth]))).toEqual({ '200': 5, [TOO_MANY]: 7 });
  });

  it('each is refused at its own limit, by the common count, and its refused calls cost the others nothing', async () => {
    const maker = await issued(10);
    const made = await inCoreV1(maker);
    await setLimit(made, 4);
    expect(await headers(made)).toEqual(['200', 4, 2]);
    expect(await headers(maker)).toEqual(['200', 10, 7]);
    expect(await headers(made)).toEqual(['200', 4, 0]);
    for (let n = 0; n < 20; n++) expect(await headers(made)).toEqual([TOO_MANY, 4, 0]);
    expect(await headers(maker)).toEqual(['200', 10, 5]);
    expect(tally(await calls(10, [maker]))).toEqual({ '200': 5, [TOO_MANY]: 5 });
  });

  it('a token that was rotated shares with the one in its place, again and again, with a limit of its own and without', async () => {
    const first = await issued(8);
    const second = await rotated(first);
    const third = await rotated(second);
    const made = await inCoreV1(third);
    expect(tally(await calls(12, [first, second, third, made]))).toEqual({ '200': 5, [TOO_MANY]: 7 });
    const plain = await issued(null);
    const [maker, instead] = [await issued(100), await rotated(plain)];
    const last = await rotated(instead, maker);
    const expected = { '200': INSTALLATION_RATE - 1, [TOO_MANY]: 11 };
    expect(tally(await calls(30, [plain, instead, last]))).toEqual(expected);
  });

  it('a new secret changes nothing of the count', async () => {
    const maker = await issued(6);
    const made = await inCoreV1(maker);
    const { secret } = (await scene.regenerate(made.id, { token: made.secret })).body.api_token;
    const again = { id: made.id, secret: secret! };
    expect(tally(await calls(8, [maker, again]))).toEqual({ '200': 4, [TOO_MANY]: 4 });
  });

  it('the count goes on when the token that it began with has ended', async () => {
    const maker = await issued(6);
    const made = [await inCoreV1(maker), await inCoreV1(maker)];
    expect((await scene.delete(maker.id, { token: made[0]!.secret })).status).toBe(200);
    made.push(await inCoreV1(made[1]!));
    expect(tally(await calls(6, made))).toEqual({ '200': 2, [TOO_MANY]: 4 });
  });

  it.each([null, 0])('what a token with the limit %j makes has a count of its own', async (limit) => {
    const maker = await issued(limit);
    const made = [await inCoreV1(maker), await inApiV2(maker)];
    for (const { id } of made) await setLimit({ id, secret: '' }, 3);
    await until('the service knows', async () => (await headers(made[1]!))[1] === 3);
    expect((await calls(3, [made[0]!])).at(-1)).toBe('200');
    expect(await own.session(made[0]!.secret)).toBe(TOO_MANY);
    expect(await own.session(maker.secret)).toBe('200');
  });

  it('a limit that a token is given later holds for what it makes from then on', async () => {
    const maker = await issued(null);
    const earlier = await inCoreV1(maker);
    await setLimit(maker, 6);
    const later = await inCoreV1(maker);
    await until('the service knows', async () => (await headers(maker))[1] === 6);
    const spent = tally(await calls(8, [maker, later]));
    expect(spent[TOO_MANY]).toBeGreaterThan(1);
    expect(tally(await calls(8, [maker, later]))).toEqual({ [TOO_MANY]: 8 });
    expect(await headers(earlier)).toEqual(['200', INSTALLATION_RATE, INSTALLATION_RATE - 1]);
  });

  it('is shown to the operator, and not to the owner of the token', async () => {
    const maker = await issued(9);
    const made = await inApiV2(maker);
    const { json } = await done(here(scene.fresh.variables, 'token', 'list', '--limit', '500', '--json'));
    const { tokens } = json as unknown as { tokens: { id: string; countedWith: string | null }[] };
    const countedWith = ({ id }: Held) => tokens.find((token) => token.id === id)?.countedWith;
    expect([countedWith(maker), countedWith(made)]).toEqual([null, maker.id]);
    const { token } = scene;
    for (const answer of [await scene.list(scene.root, '?per_page=100', { token }), await own.list('?limit=100')]) {
      expect(answer.text).toContain(made.id);
      expect(answer.text).not.toMatch(/counted/i);
    }
  });
});
