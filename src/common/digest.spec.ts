import { digestOf, sha256 } from './digest.js';

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['\u00e9', '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c'],
  ])('of %j is %s, as 64 hex digits of its UTF-8', (text, digest) => {
    expect(sha256(text)).toBe(digest);
  });
});

describe('digestOf', () => {
  it('is the same for the same texts', () => {
    expect(digestOf(['a', null, 'b'])).toBe(digestOf(['a', null, 'b']));
    expect(digestOf([])).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs wherever two lists of texts differ, however they are joined', () => {
    const lists = [
      [],
      [''],
      ['', ''],
      [null],
      ['null'],
      ['a', 'b'],
      ['b', 'a'],
      ['ab'],
      ['a,b'],
      ['a","b'],
      ['a', 'b', ''],
      ['a\0b'],
      ['["a","b"]'],
      ['\u00e9'],
      ['e\u0301'],
    ];
    expect(new Set(lists.map(digestOf)).size).toBe(lists.length);
  });
});
