import CliTable from 'cli-table3';
import { bold, Painted } from './painted.js';

/** What stands in one field; several texts stand below each other. */
export type Cell = string | Painted | readonly string[] | undefined;

/** Columns, and nothing around them: what is printed can be cut and searched by other programs. */
const PLAIN: CliTable.TableConstructorOptions = {
  chars: {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '',
  },
  style: { head: [], border: [], 'padding-left': 2, 'padding-right': 0 },
};

/** A table of names and values, two spaces in; undefined values are left out. */
export function table(values: Readonly<Record<string, Cell>>): string {
  const rows = Object.entries(values).filter(([, value]) => value !== undefined);
  return drawn(rows.map(([name, value]) => [name, shown(value)]));
}

/** A table with a heading over each column; a column in which nothing stands is left out. */
export function listing(rows: readonly Readonly<Record<string, Cell>>[]): string {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== undefined));
  const headings = columns.map((column) => bold(column.toUpperCase()));
  return drawn([headings, ...rows.map((row) => columns.map((column) => shown(row[column])))]);
}

function drawn(rows: string[][]): string {
  const drawing = new CliTable(PLAIN);
  drawing.push(...rows);
  return drawing.toString().replace(/ +$/gm, '');
}

function shown(cell: Cell): string {
  if (cell === undefined) return '';
  if (cell instanceof Painted) return cell.toString();
  return typeof cell === 'string' ? printable(cell) : cell.map(printable).join('\n');
}

/** Names come from tenants: a control character in one must not be able to repaint the operator's terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\u{fffd}');
}
