import { bold, Coloured } from './coloured.js';
import { columnsOf, wrapped } from './wrapped.js';

/** The content of one field; several texts are printed below each other. */
export type Cell = Line | readonly Line[] | undefined;

type Line = string | Coloured;

/** A table of names and values, two spaces in; undefined values are left out. */
export function table(values: Readonly<Record<string, Cell>>): string {
  const rows = Object.entries(values).filter(([, value]) => value !== undefined);
  return drawn(rows.map(([name, value]) => [[name], shown(value)]));
}

/** Columns of a terminal that a column of a table takes: what is longer goes on in the line below. */
export type Widths = Readonly<Record<string, number>>;

/** A table with a heading over each column; a column without any value is left out. */
export function listing(rows: readonly Readonly<Record<string, Cell>>[], widths: Widths = {}): string {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== undefined));
  const headings = columns.map((column) => [bold(column.toUpperCase())]);
  return drawn([headings, ...rows.map((row) => columns.map((column) => shown(row[column], widths[column])))]);
}

/**
 * Columns, two spaces ahead of each, and nothing around them: what is printed can be cut and searched by other programs.
 * The libraries that draw tables measure each cell again for each of its lines, and take seconds for a page.
 */
function drawn(rows: readonly (readonly string[][])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.flatMap((row) => row[column]!.map(columnsOf))));
  const line = (row: readonly string[][], number: number) =>
    row.map((cell, column) => {
      const text = cell[number] ?? '';
      return `  ${text}${' '.repeat(widths[column]! - columnsOf(text))}`;
    });
  const height = (row: readonly string[][]) => Math.max(...row.map(({ length }) => length));
  const lines = rows.flatMap((row) => Array.from({ length: height(row) }, (_, number) => line(row, number).join('')));
  return lines.map((text) => text.replace(/ +$/, '')).join('\n');
}

/** The lines of a cell. */
function shown(cell: Cell, width = Infinity): string[] {
  if (cell === undefined) return [''];
  return [cell]
    .flat()
    .flatMap((line) => (line instanceof Coloured ? [line.toString()] : wrapped(printable(line), width)));
}

/** Names come from tenants: a control character in one must not be able to change the operator's terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\u{fffd}');
}
