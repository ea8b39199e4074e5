import fc from 'fast-check';
import { freeTextProblems, isUnprintable, looksEmpty, textProblems } from './texts.js';

/** Names that people have, and emoji as their keyboards write them. */
const PRINTABLE = [
  ...[
    'Acme',
    'Müller & Söhne',
    'e\u0301',
    'שלום',
    'مرحبا',
    '株式会社',
    'ａｃｍｅ',
    'a\u00a0b',
    'two  words',
    '7',
    '#1 *',
  ],
  ...['😀', '❤️', '✔\ufe0e', '👍🏽', '👩🏽‍🚀', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🏴‍☠️', '👁️‍🗨️', '🙂‍↔️', '🐈‍⬛', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣ #️⃣ *️⃣'],
  // Persian, Sinhala, Malayalam, Devanagari, a variant of an ideograph, Mongolian: none can be written without them.
  ...['می\u200cخواهم', 'ශ\u0dca\u200dරී', 'ന\u0d4d\u200d', 'क\u094d\u200cष', '葛\u{e0100}城', 'ᠨ\u180b'],
];

/** Nothing of these is to be seen. */
const EMPTY = [
  ...['', ' ', '\t\r\n', '\u00a0', '\u2003', '\u3000', '\u0085', '\u2028', '\ufeff', '\u200b', '\u200d', '\u2060'],
  ...['\u3164', '\u115f\u1160', '\uffa0', '\u2800', '\u034f', '\u00ad', '\ufe0f', '\u{e0100}', '\u{e0041}\u{e007f}'],
  ...['\u202e\u202c', '\u2066\u2069', '\u200e', '\u061c', '\u180e', '\u17b4', '\u001b', '\u{1d159}', '\u{1d173}'],
];

/** Something is to be seen of these, and something is not. */
const UNPRINTABLE = [
  ...['a\0', 'a\u0007b', '\u001b[31mred', 'a\u007f', 'a\u0085b', 'a\nb', 'a\r\nb', 'a\tb', 'a\u2028b', 'a\u2029b'],
  ...['a\u200bb', 'a\u00adb', 'a\u2060b', 'a\ufeffb', 'a\u034fb', 'a\u3164b', 'a\uffa0b', 'a\ufff9b'],
  ...['\u202eabc', 'a\u202ab\u202c', '\u2066a\u2069', 'a\u200e', 'א\u200f', '\u061cا'],
  // Joiners, selectors and tags where there is nothing that they belong to.
  ...[
    'a\u200db',
    'a\u200cb',
    '1\u200d2',
    'م\u200c',
    'a\ufe0f',
    '1\ufe0f',
    '❤️\ufe0f',
    '👩\u200d',
    '\u200d👩',
    '👩\u200d\u200d👩',
  ],
  ...['a\u{e0061}b', '😀\u{e0068}\u{e0069}\u{e007f}', '🏴\u{e0067}\u{e0062}', 'a\u{e0100}', 'a\u180b'],
];

describe('a text', () => {
  it.each(PRINTABLE)('may be %j', (text) => {
    expect([looksEmpty(text), isUnprintable(text), textProblems('name', text, { max: 20 })]).toEqual([
      false,
      false,
      [],
    ]);
  });

  it.each(EMPTY)('that is %j looks empty', (text) => {
    expect(textProblems('name', text, { max: 1 })).toEqual([{ field: 'name', problem: 'blank' }]);
  });

  it.each(UNPRINTABLE)('may not be %j', (text) => {
    expect(textProblems('name', text, { max: 20 })).toEqual([{ field: 'name', problem: 'unprintable' }]);
  });

  it('of several lines may have line breaks and tabs, and no other control characters', () => {
    const many = (text: string) => freeTextProblems('reason', text, { max: 20, lines: 'many' });
    expect(['a\nb', 'a\r\n\tb', '\n'].map(many)).toEqual([[], [], []]);
    for (const text of ['a\u2028b', 'a\u0085b', 'a\u000bb', '\u001b[31m', 'a\n\u202eb'])
      expect(many(text)).toEqual([{ field: 'reason', problem: 'unprintable' }]);
  });

  it('that is too long is reported as that alone, each code point counting as one', () => {
    expect(freeTextProblems('name', '\u200b'.repeat(3), { max: 2 })).toEqual([
      { field: 'name', problem: 'too_long', limit: 2 },
    ]);
    expect(freeTextProblems('name', '😀'.repeat(2), { max: 2 })).toEqual([]);
    expect(freeTextProblems('name', '', { max: 2 })).toEqual([]);
  });

  it('is checked in a time that grows with its length alone', () => {
    const long = ['\u064b\u200c', '\u0627\u064b', '👩\u200d', '\u200d', '\u{1f3f4}\u{e0061}', '葛'];
    const before = Date.now();
    for (const unit of long) isUnprintable(`${unit.repeat(50_000)}\u200b`);
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  /** By general categories alone, which know nothing of our rule: what a text of plain characters is made of. */
  it('of letters, marks, digits, symbols and spaces may be anything that is not ignorable', () => {
    const plain = fc
      .string({ unit: 'binary', maxLength: 20 })
      .filter((text) => /^[\p{L}\p{N}\p{P}\p{S} ]*$/u.test(text));
    const property = fc.property(plain, (text) => {
      expect(isUnprintable(text)).toBe(/\p{Default_Ignorable_Code_Point}/u.test(text));
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});
