import { isWellFormedSecret, newSecret, secretHash } from './token.js';

describe('newSecret', () => {
  it('is tnt_, 40 random characters of base62 and 6 of their checksum', () => {
    expect(newSecret()).toMatch(/^tnt_[0-9A-Za-z]{46}$/);
  });

  it('never comes twice, and uses every character in every place', () => {
    const secrets = Array.from({ length: 10_000 }, newSecret);
    expect(new Set(secrets).size).toBe(secrets.length);
    for (let place = 4; place < 44; place++) expect(new Set(secrets.map((secret) => secret[place])).size).toBe(62);
    expect(secrets.every(isWellFormedSecret)).toBe(true);
  });
});

describe('isWellFormedSecret', () => {
  it('knows the checksum that other tools compute: CRC32 of the random part, in base62', () => {
    // Computed by another implementation (Python's zlib): 1727929972.
    const random = 'Tenantry0Tenantry1Tenantry2Tenantry3abcd';
    expect(isWellFormedSecret(`tnt_${random}1swDWG`)).toBe(true);
    expect(isWellFormedSecret(`tnt_${random}1swDWH`)).toBe(false);
  });

  it('sees every single mistyped character, and every exchange of two neighbours', () => {
    const secret = newSecret();
    for (let at = 0; at < secret.length; at++) {
      const other = secret[at] === 'x' ? 'y' : 'x';
      expect(isWellFormedSecret(secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false);
      const next = secret[at + 1];
      if (next === undefined || next === secret[at]) continue;
      expect(isWellFormedSecret(secret.slice(0, at) + next + secret[at] + secret.slice(at + 2))).toBe(false);
    }
  });

  it.each<[string, (secret: string) => string]>([
    ['nothing', () => ''],
    ['the prefix alone', () => 'tnt_'],
    ['no prefix', (secret) => secret.slice(4)],
    ['another prefix', (secret) => secret.replace('tnt_', 'tnt-')],
    ['capitals', (secret) => secret.toUpperCase()],
    ['a character less', (secret) => secret.slice(0, -1)],
    ['a character more', (secret) => `${secret}0`],
    ['a line break behind it', (secret) => `${secret}\n`],
    ['a space in front', (secret) => ` ${secret}`],
    ['its hash', secretHash],
  ])('refuses %s', (_, change) => {
    expect(isWellFormedSecret(change(newSecret()))).toBe(false);
  });
});

describe('secretHash', () => {
  it('is a SHA-256 of the whole, as 64 hex digits', () => {
    expect(secretHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
