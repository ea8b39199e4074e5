import { nullIfInfinite, calls, idArgument, lifetime, limit, networks, pageLength, scopes } from './arguments.js';

describe('arguments of the command line', () => {
  it('takes a limit from 0 to what its column holds, or none', () => {
    expect(['0', '500', '2147483647'].map(limit)).toEqual([0, 500, 2_147_483_647]);
    expect(nullIfInfinite(limit('unlimited'))).toBeNull();
    for (const wrong of ['-1', '1.5', '2147483648', '', '1e3', 'none']) expect(() => limit(wrong)).toThrow(/unlimited/);
  });

  it('takes a lifetime in days, hours or minutes, or none', () => {
    expect(['30d', '12h', '15m'].map(lifetime)).toEqual([2_592_000_000, 43_200_000, 900_000]);
    expect(nullIfInfinite(lifetime('never'))).toBeNull();
    for (const wrong of ['0d', '30', 'd', '-1d', '36501d', '99999999d', '1 d', '1w']) {
      expect(() => lifetime(wrong)).toThrow(/30d/);
    }
  });

  it('takes scopes with commas or several times, each once, and names those there are', () => {
    expect(scopes('users, enterprises:read', scopes('enterprises:read'))).toEqual(['enterprises:read', 'users']);
    expect(scopes('all')).toEqual(['all']);
    for (const wrong of ['', 'users,', 'enterprise', 'ALL']) expect(() => scopes(wrong)).toThrow(/audit:read/);
  });

  it('takes networks with commas or several times, each once, and names what is none', () => {
    expect(networks('10.0.0.0/8, 192.0.2.7', networks('2001:db8::/32,10.0.0.0/8'))).toEqual([
      '2001:db8::/32',
      '10.0.0.0/8',
      '192.0.2.7',
    ]);
    for (const wrong of ['', '10.0.0.0/8,', '10.0.0.0/33', 'localhost', 'fe80::1%eth0']) {
      expect(() => networks(wrong)).toThrow(`'${wrong.split(',').at(-1)}' is no address`);
    }
  });

  it('takes a number of calls, a length of a page and an id', () => {
    expect(['0', '60', '1000000'].map(calls)).toEqual([0, 60, 1_000_000]);
    for (const wrong of ['-1', '1.5', '', '1e3']) expect(() => calls(wrong)).toThrow(/whole number/);
    expect(['1', '500'].map(pageLength)).toEqual([1, 500]);
    for (const wrong of ['0', '501', '-1', '']) expect(() => pageLength(wrong)).toThrow(/1 to 500/);
    expect(idArgument('0'.repeat(32))).toBe('0'.repeat(32));
    for (const wrong of ['acme', 'F'.repeat(32)]) expect(() => idArgument(wrong)).toThrow(/32 hex digits/);
  });
});
