import { boundless, lifetime, limit, scopes, text } from './arguments.js';

describe('arguments of the command line', () => {
  it('takes a limit from 0 to what its column holds, or none', () => {
    expect(['0', '500', '2147483647'].map(limit)).toEqual([0, 500, 2_147_483_647]);
    expect(boundless(limit('unlimited'))).toBeNull();
    for (const wrong of ['-1', '1.5', '2147483648', '', '1e3', 'none']) expect(() => limit(wrong)).toThrow(/unlimited/);
  });

  it('takes a lifetime in days, hours or minutes, or none', () => {
    expect(['30d', '12h', '15m'].map(lifetime)).toEqual([2_592_000_000, 43_200_000, 900_000]);
    expect(boundless(lifetime('never'))).toBeNull();
    for (const wrong of ['0d', '30', 'd', '-1d', '36501d', '99999999d', '1 d', '1w']) {
      expect(() => lifetime(wrong)).toThrow(/30d/);
    }
  });

  it('takes scopes with commas or several times, each once, and names those there are', () => {
    expect(scopes('users, enterprises:read', scopes('enterprises:read'))).toEqual(['enterprises:read', 'users']);
    expect(scopes('all')).toEqual(['all']);
    for (const wrong of ['', 'users,', 'enterprise', 'ALL']) expect(() => scopes(wrong)).toThrow(/audit:read/);
  });

  it('takes a text as it is, counted in code points', () => {
    expect(text(3)(' 🙂b')).toBe(' 🙂b');
    expect(() => text(3)('🙂bcd')).toThrow(/more than 3/);
    expect(() => text(3)('  ')).toThrow(/empty/);
  });
});
