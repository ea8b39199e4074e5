import { isId } from '../../common/ids.js';
import { looksEmpty } from '../../common/texts.js';

/**
 * The position from which a search continues: after this enterprise in the order of names, and of ids among equal
 * names. It contains the name itself, so that the position survives when the enterprise is renamed or deleted.
 */
export interface SearchPlace {
  /** As `searchable` returns it. */
  readonly name: string;
  readonly id: string;
}

/** The documented rules of a search text and of a cursor. */
export const SEARCHABLE = 'An id, or the beginning of a name: something that can be seen.';
export const PLACE = 'What the page before it has given as `nextSearchAfter`.';

/** Whether a text has a visible character. */
export function isSearchable(text: string): boolean {
  return !looksEmpty(text);
}

/** A position as an opaque text, which clients send back unchanged. */
export function cursorOf({ name, id }: SearchPlace): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

/** Reads what `cursorOf` wrote; undefined for any other text. */
export function placeOf(cursor: string): SearchPlace | undefined {
  try {
    const [name, id, ...more] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isPlace = typeof name === 'string' && isId(id) && more.length === 0;
    return isPlace && name.isWellFormed() && !name.includes('\0') ? { name, id } : undefined;
  } catch {
    return undefined;
  }
}
