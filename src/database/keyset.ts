import type { Parameter } from './statement.js';

/** Where a page of rows ended, in the order of two columns of an index. */
export type Position = readonly [first: string, second: string];

/** Before every row. */
export const START: Position = ['', ''];

/** The rows of one table that one transaction erases at most, which takes some milliseconds. */
export const ERASE_BATCH_SIZE = 100;

/** A condition that is one range of an index, and the number of rows to read from it. */
export interface Range {
  readonly sql: string;
  readonly params: readonly Parameter[];
  readonly limit: number;
}

/**
 * A page of rows after a position, read as two ranges, one after the other: SQLite reads the two sides of an
 * OR separately and sorts them, the whole rest for every page; and a comparison of pairs is no range to MariaDB.
 * @param read gives the rows of one range, in the order of the columns
 */
export async function rowsAfter<R>(
  [first, second]: readonly [first: string, second: string],
  after: Position,
  limit: number,
  read: (range: Range) => Promise<readonly R[]>,
): Promise<R[]> {
  const same = { sql: `${first} = ? AND ${second} > ?`, params: after };
  const rest = { sql: `${first} > ?`, params: [after[0]] };
  const rows: R[] = [];
  for (const range of after[0] === '' ? [rest] : [same, rest]) {
    if (rows.length < limit) rows.push(...(await read({ ...range, limit: limit - rows.length })));
  }
  return rows;
}
