import { LARGE_SET, type PageRequest } from '../common/page.js';
import { placeholders } from '../database/placeholders.js';
import { type Columns, type Parameter, sql, type Statement } from '../database/statement.js';

/** Ids that are read off an index alone: what is between `SELECT` and `ORDER BY`, with a WHERE at its end. */
export interface Ids {
  readonly column: string;
  readonly from: string;
  readonly params: readonly Parameter[];
}

/** Those of these ids that come after one; '' is ahead of all. */
export function idsAfter({ column, from, params }: Ids, afterId: string): Ids {
  return afterId === ''
    ? { column, from, params }
    : { column, from: `${from} AND ${column} > ?`, params: [...params, afterId] };
}

/** What a page shows of each row: columns, and a table with the alias that they name, such as `organizations o`. */
export interface Selection {
  readonly columns: string;
  readonly table: string;
}

/** How many ids there are, up to one more than `LARGE_SET`, which is enough to know that the set is large. */
export function idCount({ from, params }: Ids): Statement<{ n: number }> {
  return sql(`SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM ${from} LIMIT ${LARGE_SET + 1}) t`, params);
}

/**
 * One page of the rows that these ids name. What is skipped is skipped in the index; only the rows that are shown are
 * fetched. LEFT, so that no database begins with the whole table and looks each row up in the page. The rows have no
 * order of their own. `R` is the type of the selected columns.
 * @param skipped how many of these ids are ahead of the page; fewer than on all pages before where the ids begin later
 */
export function idPage<R extends Columns<R>>(
  { column, from, params }: Ids,
  { page, perPage }: PageRequest,
  { columns, table }: Selection,
  skipped = (page - 1) * perPage,
): Statement<R> {
  return sql<R>(
    `SELECT ${columns}
      FROM (SELECT ${column} AS id FROM ${from} ORDER BY ${column} LIMIT ? OFFSET ?) p
      LEFT JOIN ${table} ON ${aliasOf(table)}.id = p.id`,
    [...params, perPage, skipped],
  );
}

/** The rows of these ids, of which there is at least one, in no order. `R` is the type of the selected columns. */
export function rowsByIds<R extends Columns<R>>(ids: readonly string[], { columns, table }: Selection): Statement<R> {
  return sql<R>(
    `SELECT ${columns} FROM ${table} FORCE INDEX (PRIMARY) WHERE ${aliasOf(table)}.id IN (${placeholders(ids)})`,
    ids,
  );
}

function aliasOf(table: string): string | undefined {
  return table.split(' ').at(-1);
}
