import { type Command, Option } from 'commander';
import { idArgument, pageLength } from './arguments.js';
import type { Report } from '../output/report.js';
import { type Cell, listing, type Widths } from '../output/tables.js';

const DEFAULT_LENGTH = 50;

/** The part of a list that the options select. */
export interface PageOptions {
  readonly limit: number;
  readonly after?: string;
}

/** `--limit` and `--after`, the same for every list. */
export function paged(command: Command): Command {
  const limit = new Option('--limit <number>', 'at most so many, 1 to 500').argParser(pageLength);
  return command
    .addOption(limit.default(DEFAULT_LENGTH))
    .option('--after <id>', 'those that come after this one: the last one of the page before', idArgument);
}

/** A page in the form that the services take. */
export function queryOf({ limit, after }: PageOptions): { limit: number; afterId?: string } {
  return { limit, ...(after !== undefined && { afterId: after }) };
}

interface Listed<T> {
  /** The list's name in the document, and the text for an empty list. */
  readonly name: string;
  readonly none: string;
  readonly items: readonly T[];
  readonly more: boolean;
  readonly row: (item: T) => Readonly<Record<string, Cell>>;
  readonly json: (item: T) => Readonly<Record<string, unknown>>;
  /** Maximum widths of columns; others are as wide as their content. */
  readonly widths?: Widths;
}

/** One page of a list. `next` in the document is what `--after` takes for the page behind it; null at the end. */
export function pageReport<T extends { readonly id: string }>({
  name,
  none,
  items,
  more,
  row,
  json,
  widths,
}: Listed<T>): Report {
  const next = more ? items.at(-1)!.id : null;
  const hint = next === null ? '' : `\n\nThere are more: --after ${next}`;
  return {
    text: items.length === 0 ? none : `${listing(items.map(row), widths)}${hint}`,
    json: { [name]: items.map(json), next },
  };
}
