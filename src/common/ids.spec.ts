import { jest } from '@jest/globals';
import { firstIdAt, ID_PATTERN, isId, newId } from './ids.js';

const MANY = 20_000;

describe('newId', () => {
  afterEach(() => jest.restoreAllMocks());

  const many = () => Array.from({ length: MANY }, newId);

  /** Where a list of ids fails to grow; -1 where it never does. */
  const standstill = (ids: readonly string[]) => ids.findIndex((id, at) => at > 0 && id <= ids[at - 1]!);

  it('has the documented form, with the marks of a UUID of version 7', () => {
    const form = /^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/;
    expect(many().find((id) => !form.test(id))).toBeUndefined();
    expect(newId()).toMatch(ID_PATTERN);
  });

  it('begins with the milliseconds of its making', () => {
    const before = Date.now();
    const made = parseInt(newId().slice(0, 12), 16);
    expect(made).toBeGreaterThanOrEqual(before);
    // A counter that was full has borrowed from the next milliseconds.
    expect(made).toBeLessThanOrEqual(Date.now() + MANY / 4_096 + 1);
  });

  it('only ever grows, and never comes twice', () => {
    expect(standstill(many())).toBe(-1);
  });

  it('continues growing while the clock stops or steps back', () => {
    const last = newId();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 60_000);
    const ids = [last, ...many()];
    clock.mockReturnValue(0);
    ids.push(newId());
    expect(standstill(ids)).toBe(-1);
  });

  it('has a random end: no two ids of one millisecond tell each other', () => {
    const ends = new Set(many().map((id) => id.slice(17)));
    expect(ends.size).toBe(MANY);
  });
});

describe('firstIdAt', () => {
  it('lies between the ids made before a millisecond and those made at it', () => {
    const [id, later] = [newId(), newId()];
    const made = parseInt(id.slice(0, 12), 16);
    expect(firstIdAt(made) <= id && id < firstIdAt(made + 1)).toBe(true);
    expect(firstIdAt(made) < later).toBe(true);
    expect([firstIdAt(0), firstIdAt(253_402_300_799_999)].map(isId)).toEqual([true, true]);
  });
});

describe('isId', () => {
  it.each(['59cd72485007a239fb00282ed480da1f', '0'.repeat(32), newId()])('takes %s', (id) => {
    expect(isId(id)).toBe(true);
  });

  it.each([
    '',
    'a'.repeat(31),
    'a'.repeat(33),
    'A'.repeat(32),
    'g'.repeat(32),
    `${'a'.repeat(32)}\n`,
    `\n${'a'.repeat(32)}`,
    '\uff11'.repeat(32),
    '59cd7248-5007-a239-fb00-282ed480da1f',
    undefined,
    null,
    0,
    ['a'.repeat(32)],
    { toString: () => 'a'.repeat(32) },
  ])('does not take %j', (value) => {
    expect(isId(value)).toBe(false);
  });
});
