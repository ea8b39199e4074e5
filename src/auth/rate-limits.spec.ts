import { jest } from '@jest/globals';
import { LocalCounts } from './call-counts.js';
import { RateLimits } from './rate-limits.js';

const MINUTE = 60_000;

function limitsOf(perToken: number, maxCounts?: number, perOrganization = 0) {
  const counts = new LocalCounts(maxCounts);
  const limits = new RateLimits({ perToken, perOrganization }, counts);
  return {
    get size() {
      return counts.size;
    },
    count: (countedWith: string, rateLimit: number | null, organizationId?: string) =>
      limits.count({ countedWith, rateLimit, organizationId }),
  };
}

describe('RateLimits', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 1_800_000_000_000 });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const remaining = async (
    limits: ReturnType<typeof limitsOf>,
    calls: number,
    token = 'a',
    own: number | null = null,
  ) => {
    const seen: (number | undefined)[] = [];
    for (let n = 0; n < calls; n++) seen.push((await limits.count(token, own))?.remaining);
    return seen;
  };

  it('counts down from the first call, and reports the call after the last as one too many', async () => {
    const limits = limitsOf(2);
    const allowance = { permitted: 2, resetMs: MINUTE };
    expect(await limits.count('a', null)).toEqual({ ...allowance, remaining: 1, exceeded: false });
    expect(await limits.count('a', null)).toEqual({ ...allowance, remaining: 0, exceeded: false });
    expect(await limits.count('a', null)).toEqual({ ...allowance, remaining: 0, exceeded: true });
  });

  it('gives the whole minute back a minute after its first call, and not before', async () => {
    const limits = limitsOf(2);
    await limits.count('a', null);
    jest.advanceTimersByTime(20_000);
    expect(await limits.count('a', null)).toMatchObject({ remaining: 0, resetMs: 40_000 });
    jest.advanceTimersByTime(39_999);
    expect(await limits.count('a', null)).toMatchObject({ exceeded: true, resetMs: 1 });
    jest.advanceTimersByTime(1);
    expect(await limits.count('a', null)).toEqual({ permitted: 2, remaining: 1, resetMs: MINUTE, exceeded: false });
  });

  it('does not make a caller that goes on too often wait longer', async () => {
    const limits = limitsOf(1);
    for (let second = 0; second < 60; second++) {
      expect((await limits.count('a', null))?.exceeded).toBe(second > 0);
      jest.advanceTimersByTime(1_000);
    }
    expect((await limits.count('a', null))?.exceeded).toBe(false);
  });

  it('knows each token by itself', async () => {
    const limits = limitsOf(3);
    expect(await remaining(limits, 2)).toEqual([2, 1]);
    expect(await remaining(limits, 2, 'b')).toEqual([2, 1]);
    expect(await remaining(limits, 1)).toEqual([0]);
  });

  it('holds a token to its own limit, above the common one or below, and to none at 0', async () => {
    const limits = limitsOf(2);
    expect(await remaining(limits, 3, 'more', 4)).toEqual([3, 2, 1]);
    expect(await remaining(limits, 2, 'less', 1)).toEqual([0, 0]);
    expect(await remaining(limits, 5, 'free', 0)).toEqual(Array.from({ length: 5 }, () => undefined));
    expect(await limits.count('less', 1)).toMatchObject({ permitted: 1, exceeded: true });
  });

  it('limits no token at 0 but those with a limit of their own', async () => {
    const limits = limitsOf(0);
    expect(await remaining(limits, 3)).toEqual([undefined, undefined, undefined]);
    expect(await remaining(limits, 3, 'held', 2)).toEqual([1, 0, 0]);
  });

  it('never counts a call that is refused: not in this minute and not in the next', async () => {
    const limits = limitsOf(0);
    expect(await remaining(limits, 9, 'shared', 2)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await remaining(limits, 3, 'shared', 4)).toEqual([1, 0, 0]);
    jest.advanceTimersByTime(MINUTE - 1);
    const late = limits.count('shared', 2);
    jest.advanceTimersByTime(1);
    expect(await late).toMatchObject({ exceeded: true, resetMs: 1 });
    expect(await remaining(limits, 3, 'shared', 2)).toEqual([1, 0, 0]);
  });

  it('forgets a token that is not used any more', async () => {
    const limits = limitsOf(1);
    for (let n = 0; n < 1_000; n++) await limits.count(`token-${n}`, null);
    expect(jest.getTimerCount()).toBeLessThanOrEqual(1_000);
    jest.advanceTimersByTime(MINUTE);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('keeps a limited number of counts, and removes the oldest window for a new one', async () => {
    const limits = limitsOf(3, 10);
    for (let n = 0; n < 1_000; n++) await limits.count(`token-${n}`, null);
    expect([limits.size, jest.getTimerCount()]).toEqual([10, 10]);
    expect(await limits.count('token-999', null)).toMatchObject({ remaining: 1 });
    expect(await limits.count('token-0', null)).toMatchObject({ remaining: 2, resetMs: MINUTE });
  });

  it('lets no token off that has no call left, however many others call', async () => {
    const limits = limitsOf(2, 10);
    await remaining(limits, 2, 'spent');
    for (let n = 0; n < 1_000; n++) await limits.count(`token-${n}`, null);
    jest.advanceTimersByTime(MINUTE - 1);
    expect(await limits.count('spent', null)).toMatchObject({ exceeded: true, resetMs: 1 });
    jest.advanceTimersByTime(1);
    expect(await limits.count('spent', null)).toMatchObject({ remaining: 1, resetMs: MINUTE });
  });

  it('keeps a limited number of those without a call left, too', async () => {
    const limits = limitsOf(1, 10);
    for (let n = 0; n < 1_000; n++) await limits.count(`token-${n}`, null);
    expect([limits.size, jest.getTimerCount()]).toEqual([10, 10]);
    expect(await limits.count('token-999', null)).toMatchObject({ exceeded: true });
  });

  it('takes ten thousand calls at once for ten thousand', async () => {
    const limits = limitsOf(4_000);
    const counted = await Promise.all(Array.from({ length: 10_000 }, () => limits.count('a', null)));
    expect(counted.filter((allowance) => allowance?.exceeded === false)).toHaveLength(4_000);
  });

  it('counts the tokens of an organization together, beside each by itself, and reports the limit that is nearer', async () => {
    const limits = limitsOf(3, undefined, 5);
    expect(await limits.count('a', null, 'one')).toMatchObject({ permitted: 3, remaining: 2 });
    expect(await limits.count('a', null, 'one')).toMatchObject({ permitted: 3, remaining: 1 });
    expect(await limits.count('b', null, 'one')).toMatchObject({ permitted: 3, remaining: 2 });
    expect(await limits.count('c', 100, 'one')).toMatchObject({ permitted: 5, remaining: 1 });
    expect(await limits.count('d', 0, 'one')).toMatchObject({ permitted: 5, remaining: 0, exceeded: false });
    expect(await limits.count('b', null, 'one')).toMatchObject({ permitted: 5, remaining: 0, exceeded: true });
    expect(await limits.count('e', null, 'another')).toMatchObject({ permitted: 3, remaining: 2 });
    expect(await limits.count('f', null)).toMatchObject({ permitted: 3, remaining: 2 });
  });

  it('counts a call that one of the two refuses for neither', async () => {
    const limits = limitsOf(2, undefined, 3);
    for (let n = 0; n < 9; n++) await limits.count('a', null, 'one');
    expect(await limits.count('b', null, 'one')).toMatchObject({ permitted: 3, remaining: 0, exceeded: false });
    for (let n = 0; n < 9; n++) {
      expect(await limits.count('c', null, 'one')).toMatchObject({ permitted: 3, exceeded: true });
    }
    expect(await limits.count('c', null)).toMatchObject({ permitted: 2, remaining: 1 });
  });
});
