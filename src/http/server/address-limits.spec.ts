import { jest } from '@jest/globals';
import { AddressLimits } from './address-limits.js';

describe('AddressLimits', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 1_800_000_000_000 });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets an address use up its minute and no more, and gives it back a minute after its first use', () => {
    const limits = new AddressLimits(3);
    limits.use('a', 2);
    expect(limits.waitOf('a')).toBe(0);
    jest.advanceTimersByTime(20_000);
    limits.use('a', 1);
    expect(limits.waitOf('a')).toBe(40_000);
    expect(limits.waitOf('b')).toBe(0);
    jest.advanceTimersByTime(40_000);
    expect(limits.waitOf('a')).toBe(0);
    limits.use('a', 1);
    expect(limits.waitOf('a')).toBe(0);
  });

  it('keeps no more addresses than it may, and none for longer than a minute behind the next one', () => {
    const limits = new AddressLimits(1, 100);
    for (let n = 0; n < 1_000; n++) limits.use(`address-${n}`, 1);
    expect(limits.size).toBe(100);
    expect(limits.waitOf('address-0')).toBe(0);
    expect(limits.waitOf('address-999')).toBe(60_000);
    jest.advanceTimersByTime(60_000);
    limits.use('another', 1);
    expect(limits.size).toBe(1);
  });
});
