import type { Problem } from './errors.js';

/** What a text field takes. */
export interface TextKind {
  /** In characters, where each code point counts as one (decisions §3). */
  readonly max: number;
  /** Whether it may have line breaks and tabs. */
  readonly lines?: 'many';
}

/**
 * The inside of a character class: all invisible characters by Unicode's own properties, and three that are blank by
 * design without having such a property (the Braille blank, the Khitan filler, the musical null note head).
 */
export const UNSEEN = String.raw`\u{16FE4}\u2800\u{1D159}\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}`;

const EMPTY = new RegExp(`^[${UNSEEN}]*$`, 'u');

/** Control characters, line separators, and format characters (Cf), among them those of the writing direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const LINE_BREAKS_AND_TABS = /[\t\n\r]/g;

const PICTURE = String.raw`\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0E\uFE0F]?`;
/** Letters that are joined to their neighbours, as far as a joiner between two of them changes what is read. */
const CURSIVE = String.raw`[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}]`;
/** The signs of the Indic scripts behind which a joiner chooses the form of a letter (UAX #31, A2 and B). */
const VIRAMAS = String.raw`[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u1039\u17D2]`;

/** Where unprintable characters belong to what is written: emoji (UTS #51), and scripts that cannot do without. */
const SEQUENCES = new RegExp(
  [
    String.raw`[0-9#*]\uFE0F\u20E3`,
    String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}`,
    String.raw`${PICTURE}(?:\u200D${PICTURE})*`,
    String.raw`(?<=${CURSIVE}\p{M}*)\u200C(?=${CURSIVE})`,
    String.raw`(?<=${VIRAMAS})[\u200C\u200D]`,
    String.raw`\p{Unified_Ideograph}[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
    String.raw`[\u1820-\u1878\u1880-\u18AA][\u180B-\u180F]`,
  ].join('|'),
  'gu',
);

/** How many characters a text has, each code point counting as one. It makes no copy, however long the text is. */
export function charactersIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) count++;
  return count;
}

/** Whether a text has no visible character: what looks empty counts as empty. */
export function looksEmpty(text: string): boolean {
  return EMPTY.test(text);
}

/** Whether a text contains invisible characters, or characters that change how others are shown. */
export function isUnprintable(text: string, lines?: TextKind['lines']): boolean {
  const shown = lines === 'many' ? text.replace(LINE_BREAKS_AND_TABS, '') : text;
  return UNPRINTABLE.test(shown) && UNPRINTABLE.test(shown.replace(SEQUENCES, ''));
}

/**
 * What is wrong with a text that must not be empty and must fit its column.
 * @param field its wire name
 */
export function textProblems(field: string, text: string, kind: TextKind): Problem[] {
  return looksEmpty(text) ? [{ field, problem: 'blank' }] : freeTextProblems(field, text, kind);
}

/** As `textProblems`, for a text that may be empty. */
export function freeTextProblems(field: string, text: string, { max, lines }: TextKind): Problem[] {
  if (charactersIn(text) > max) return [{ field, problem: 'too_long', limit: max }];
  return isUnprintable(text, lines) ? [{ field, problem: 'unprintable' }] : [];
}
