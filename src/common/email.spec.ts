import { canonicalEmail } from './email.js';

describe('canonicalEmail', () => {
  it.each([
    ['a@b', 'a@b'],
    ['User.Name+tag@Example.COM', 'user.name+tag@example.com'],
    ["o'hara!#$%&*/=?^_`{|}~-@example.com", "o'hara!#$%&*/=?^_`{|}~-@example.com"],
    ['ren\u00e9@example.com', 'ren\u00e9@example.com'],
    ['rene\u0301@example.com', 'ren\u00e9@example.com'],
    ['\u212a@example.com', 'k@example.com'],
    ['a@B\u00dccher.example', 'a@xn--bcher-kva.example'],
    ['a@bu\u0308cher.example', 'a@xn--bcher-kva.example'],
    ['a@XN--BCHER-KVA.example', 'a@xn--bcher-kva.example'],
    ['a@\u4f8b\u3048\u3002\u30c6\u30b9\u30c8', 'a@xn--r8jz45g.xn--zckzah'],
    ['a@1', 'a@1'],
    ['a@127.0.0.1', 'a@127.0.0.1'],
    ['\u6d4b\u8bd5@example.com', '\u6d4b\u8bd5@example.com'],
    ['😀@example.com', '😀@example.com'],
  ])('reads %j as %j', (text, canonical) => {
    expect(canonicalEmail(text)).toBe(canonical);
  });

  it('leaves the letters beyond ASCII as they are: capitals of the one alphabet are not those of another', () => {
    expect(canonicalEmail('\u00c9@example.com')).not.toBe(canonicalEmail('\u00e9@example.com'));
    expect(canonicalEmail('\u0130@example.com')).toBe('\u0130@example.com');
  });

  it('keeps dots and plus signs, whose meaning is the mail server\u2019s own matter', () => {
    expect(new Set(['a.b@x', 'ab@x', 'a.b+c@x'].map(canonicalEmail)).size).toBe(3);
  });

  it.each([
    '',
    '@',
    'a',
    'a@',
    '@b',
    'a b@c',
    ' a@b',
    'a@b ',
    'a@b\n',
    'a\n@b',
    'a@@b',
    'a@b@c',
    '"a"@b',
    'a(b)@c',
    'a,b@c',
    'a;b@c',
    'a\u037eb@c',
    '<a@b>',
    '.a@b',
    'a.@b',
    'a..b@c',
    'a\\b@c',
    'a\0@b',
    'a\u200b@b',
    'a\u202eb@c',
    'a\ufe0f@b',
    '❤️@b',
    '1️⃣@b',
    'a\u{e0100}@b',
    'a\u034f@b',
    'a\u3164@b',
    'a\u2800@b',
    '\u115f@b',
    'a\ud800@b',
    'a@b_c',
    'a@-b',
    'a@b-',
    'a@.b',
    'a@b.',
    'a@b..c',
    'a@[127.0.0.1]',
    `a@${'b'.repeat(64)}`,
    `${'a'.repeat(65)}@b`,
  ])('finds no address in %j', (text) => {
    expect(canonicalEmail(text)).toBeUndefined();
  });

  it.each([
    ['a line break that the URL parser drops', 'a@exa\r\nmple.com'],
    ['the same beside other letters', 'a@b\u00fc\tcher.com'],
    ['a path behind the host', 'a@b\u00fccher.com/x'],
    ['a backslash behind the host', 'a@b\u00fccher.com\\x'],
    ['a query or a fragment behind the host', 'a@b\u00fccher.com?x#y'],
    ['a port', 'a@b\u00fccher.com:25'],
    ['an escape', 'a@b%75\u00fccher.com'],
    ['characters that are not seen', 'a@b\u00fc\u00adcher.com'],
    ['more characters that are not seen', 'a@exa\u200bmple.com'],
    ['a variation selector', 'a@b\u00fc\ufe0fcher.com'],
    ['a filler', 'a@b\u00fc\u3164cher.com'],
    ['digits of another script that make an IPv4 address', 'a@\uff11'],
    ['the same with dots', 'a@\uff11\uff12\uff17.1'],
    ['a full-width slash', 'a@b\uff0fc'],
  ])('is not lured by a domain with %s', (_, text) => {
    expect(canonicalEmail(text)).toBeUndefined();
  });

  const labels = [63, 63, 61].map((length) => 'b'.repeat(length)).join('.');

  it('takes 254 characters, 64 of them before the @, and not one more', () => {
    expect(canonicalEmail(`${'😀'.repeat(64)}@${labels}`)).toHaveLength(254 + 64);
    expect(canonicalEmail(`${'a'.repeat(64)}@${labels}b`)).toBeUndefined();
  });

  it('takes a domain of no more than 253 characters in punycode', () => {
    expect(canonicalEmail(`a@${'\u00fc'.repeat(30)}.${'b'.repeat(63)}`)).toMatch(/^a@xn--/);
    expect(canonicalEmail(`a@${Array(4).fill('\u00fc'.repeat(58)).join('.')}`)).toBeUndefined();
  });

  it('is its own canonical form', () => {
    for (const text of [
      'User@Example.COM',
      'rene\u0301@B\u00fccher.example',
      '\u212a@\u3002x\u3002'.replace('@\u3002', '@'),
    ]) {
      const canonical = canonicalEmail(text);
      if (canonical !== undefined) expect(canonicalEmail(canonical)).toBe(canonical);
    }
  });
});
