import { areWithin, isAddressOrNetwork, isWithin, networkOfClient, plainAddress } from './networks.js';

describe('isAddressOrNetwork', () => {
  it.each([
    ...['192.0.2.7', '0.0.0.0', '255.255.255.255', '10.0.0.0/8', '10.1.2.3/8', '0.0.0.0/0', '192.0.2.7/32'],
    ...['::', '::1', '2001:db8::/32', '2001:DB8:0:0:0:0:0:1', '::/0', 'fe80::/10', '2001:db8::1/128'],
    ...['::ffff:192.0.2.7', '::ffff:c000:207', '::ffff:10.0.0.0/104', '::ffff:0:0/96'],
  ])('takes %s', (text) => expect(isAddressOrNetwork(text)).toBe(true));

  it.each([
    ...['', ' ', '10.0.0.0/', '/8', '10.0.0.0/8/8', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/+8', '10.0.0.0/8 '],
    ...[
      '10.0.0.0/1e1',
      '10.0.0.0/255.0.0.0',
      '10.0.0',
      '10.0.0.0.0',
      '010.0.0.1',
      '256.0.0.1',
      '0x0a000001',
      '167772161',
    ],
    ...[
      '2001:db8::/129',
      '2001:db8::/1000',
      '2001:db8:::1',
      ':1',
      '[::1]',
      '::1%lo',
      'fe80::1%eth0/64',
      '::ffff:10.0.0.0/95',
    ],
    ...['localhost', '*', '10.0.0.*', '10.0.0.1-10.0.0.9', '10.0.0.1:80', '10.0.0.0/8,10.0.0.0/9', '١٠.٠.٠.١'],
    ...[undefined, null, 10, ['10.0.0.1'], {}],
  ])('does not take %j', (text) => expect(isAddressOrNetwork(text)).toBe(false));
});

describe('plainAddress', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:C000:0207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    ['::192.0.2.7', '::192.0.2.7'],
  ])('writes %s as %s', (address, plain) => {
    expect(plainAddress(address)).toBe(plain);
    expect(plainAddress(plain)).toBe(plain);
  });

  it.each([undefined, '', 'unknown', '192.0.2.7:80', '[::1]', '10.0.0.0/8', '%eth0', 'x'.repeat(10_000)])(
    'knows no address in %j',
    (text) => expect(plainAddress(text)).toBeUndefined(),
  );

  it('is never longer than the column it is written to', () => {
    const longest = `${'ffff:'.repeat(6)}255.255.255.255`;
    expect(plainAddress(`${longest}%${'x'.repeat(15)}`)?.length).toBeLessThanOrEqual(45);
  });
});

describe('isWithin', () => {
  it.each<[string[], string]>([
    [['192.0.2.7'], '192.0.2.7'],
    [['192.0.2.7'], '::ffff:192.0.2.7'],
    [['::ffff:192.0.2.7'], '192.0.2.7'],
    [['::ffff:192.0.2.7'], '::ffff:c000:207'],
    [['10.0.0.0/8'], '10.255.255.255'],
    [['10.0.0.0/8'], '::ffff:10.0.0.0'],
    [['::ffff:10.0.0.0/104'], '10.1.2.3'],
    [['10.200.0.0/8'], '10.1.2.3'],
    [['0.0.0.0/0'], '203.0.113.9'],
    [['::/0'], '2001:db8::1'],
    [['2001:db8::1'], '2001:DB8:0::1'],
    [['fe80::/10'], 'fe80::1%eth0'],
    [['192.0.2.1', '2001:db8::/32', '10.0.0.0/8'], '10.0.0.1'],
    [['192.0.2.1', '2001:db8::/32', '10.0.0.0/8'], '2001:db8:ffff::'],
  ])('%j holds %s', (networks, address) => expect(isWithin(networks, address)).toBe(true));

  it.each<[string[], string | undefined]>([
    [[], '192.0.2.7'],
    [['192.0.2.7'], '192.0.2.8'],
    [['10.0.0.0/8'], '11.0.0.0'],
    [['10.0.0.0/8'], '::ffff:11.0.0.0'],
    [['10.0.0.0/8'], '::10.0.0.1'],
    [['::/0'], '203.0.113.9'],
    [['::/0'], '::ffff:203.0.113.9'],
    [['0.0.0.0/0'], '::1'],
    [['::/64'], '0.0.0.1'],
    [['2001:db8::/32'], '2001:db9::'],
    [['0.0.0.0/0', '::/0'], 'unknown'],
    [['0.0.0.0/0', '::/0'], ''],
    [['0.0.0.0/0', '::/0'], undefined],
    [['nonsense', '10.0.0.0/99', ''], '10.0.0.1'],
  ])('%j does not hold %s', (networks, address) => expect(isWithin(networks, address)).toBe(false));

  const binary = (text: string, group: number) =>
    text.match(new RegExp(`.{${group}}`, 'g'))!.map((bits) => Number.parseInt(bits, 2));
  const v4 = (bits: string) => binary(bits, 8).join('.');
  const v6 = (bits: string) =>
    binary(bits, 16)
      .map((part) => part.toString(16))
      .join(':');

  it.each<[string, number, (bits: string) => string]>([
    ['IPv4', 32, v4],
    ['IPv6', 128, v6],
  ])('draws the line of %s at every bit', (_, length, write) => {
    const base = '01'.repeat(length / 2);
    const wrong: string[] = [];
    for (let prefix = 0; prefix <= length; prefix++) {
      for (let bit = 0; bit < length; bit++) {
        const other = `${base.slice(0, bit)}${base[bit] === '0' ? 1 : 0}${base.slice(bit + 1)}`;
        if (isWithin([`${write(base)}/${prefix}`], write(other)) !== bit >= prefix) wrong.push(`/${prefix} at ${bit}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('areWithin', () => {
  it.each<[string[], string[]]>([
    [[], []],
    [[], ['10.0.0.0/8', '::/0']],
    [['10.0.0.0/8'], ['10.0.0.0/8']],
    [['10.1.2.3/8'], ['10.255.255.255']],
    [['0.0.0.0/0'], ['192.0.2.7', '0.0.0.0/0']],
    [['10.128.0.0/9', '192.0.2.7', '10.0.0.0/9'], ['10.0.0.0/8']],
    [['192.0.2.6/31', '192.0.2.4/31'], ['192.0.2.4/30']],
    [['10.0.0.0/8', '10.0.0.0/16'], ['10.200.0.0/16']],
    [['2001:db8::/32'], ['2001:db8:ffff::/48', '2001:db8::7']],
    [['::/1', '8000::/1'], ['::/0']],
    [['::/96'], ['::192.0.2.7', '::c000:207']],
    [['10.0.0.0/8'], ['::ffff:10.0.0.0/104', '::ffff:10.1.2.3']],
    [['::ffff:0:0/96'], ['0.0.0.0/0']],
  ])('finds that in %j lies all of %j', (outer, inner) => expect(areWithin(outer, inner)).toBe(true));

  it.each<[string[], string[]]>([
    [['10.0.0.0/8'], []],
    [['0.0.0.0/0', '::/0'], []],
    [['10.0.0.0/8'], ['10.0.0.0/7']],
    [['10.0.0.0/8'], ['10.0.0.1', '11.0.0.0']],
    [['10.0.0.0/8'], ['9.255.255.255']],
    [['10.0.0.0/9', '10.128.0.1/32'], ['10.0.0.0/8']],
    [['10.0.0.0/10', '10.128.0.0/9'], ['10.0.0.0/8']],
    [['0.0.0.0/0'], ['::/0']],
    [['::/0'], ['10.0.0.1']],
    [['::/0'], ['::ffff:10.0.0.1']],
    [['2001:db8::/33'], ['2001:db8::/32']],
    [['::/1'], ['::/0']],
  ])('finds that in %j does not lie all of %j', (outer, inner) => expect(areWithin(outer, inner)).toBe(false));

  it('agrees with isWithin at every bit', () => {
    const wrong: string[] = [];
    for (let outer = 0; outer <= 32; outer++) {
      for (let bit = 0; bit < 32; bit++) {
        const other = ((0x5a5a_5a5a ^ (1 << (31 - bit))) >>> 0).toString(16).padStart(8, '0');
        const address = other
          .match(/../g)!
          .map((byte) => parseInt(byte, 16))
          .join('.');
        if (areWithin([`90.90.90.90/${outer}`], [address]) !== isWithin([`90.90.90.90/${outer}`], address))
          wrong.push(address);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('networkOfClient', () => {
  it.each([
    ['2001:db8::1', '2001:db8:0:0:ffff::'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
    ['1::2:3:4:5:6:7', '1:0:2:3::1'],
    ['::1', '::192.0.2.7'],
  ])('%s and %s are of one client', (one, other) => expect(networkOfClient(one)).toBe(networkOfClient(other)));

  it.each([
    ['192.0.2.7', '192.0.2.8'],
    ['2001:db8:0:1::1', '2001:db8:0:2::1'],
    ['::1', '0:0:0:1::1'],
    ['', '192.0.2.7'],
  ])('%j and %s are of two', (one, other) => expect(networkOfClient(one)).not.toBe(networkOfClient(other)));
});
