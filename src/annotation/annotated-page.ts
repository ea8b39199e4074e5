import { LARGE_SET, type Page, type PageRequest } from '../common/page.js';
import type { Parameter, Row, Statement } from '../database/statement.js';
import { pairsIn, rarestFirst } from './annotated-ids.js';
import type { AnnotationTable } from './annotation-table.js';
import type { Annotation } from './annotation.rules.js';
import { placeholders } from '../database/placeholders.js';

type Ask = (...steps: Statement[]) => Promise<Row[][]>;

/** What is looked for. */
export interface Annotated {
  readonly table: AnnotationTable;
  /** In whose list. */
  readonly list: string;
  /** At least one; each is asked for. */
  readonly annotations: readonly Annotation[];
  /** What else must hold of the thing whose id is `a.<owner>`: a sub-select that gives 1, read off an index alone. */
  readonly also?: { readonly sql: string; readonly params: readonly Parameter[] };
}

/** So many look-ups in an index are made by one statement, which takes some milliseconds. */
const LOOK_UPS_AT_ONCE = 6_000;

/**
 * The ids on one page of what stands in a list and has every one of some annotations, in the order of the ids.
 *
 * Those that have the rarest are walked through in parts, since a page number says how many to pass over and not where:
 * on SQLite one statement over all of them would keep everybody else waiting, and each part ends within the deadline.
 */
export async function annotatedPage(
  ask: Ask,
  { annotations, ...where }: Annotated,
  { page, perPage }: PageRequest,
): Promise<Page<string>> {
  const pairs = await rarestFirst(ask, where.table, where.list, pairsIn(annotations));
  const size = Math.ceil(LOOK_UPS_AT_ONCE / (pairs.length + 1));
  const items: string[] = [];
  let total = 0;
  for (let after = ''; ;) {
    const [rows] = await ask(partOf(where, pairs, { after, size }));
    const having = rows!.filter(({ has }) => Number(has) === 1).map(({ id }) => String(id));
    const from = Math.max(0, (page - 1) * perPage - total);
    items.push(...having.slice(from, from + perPage - items.length));
    total += having.length;
    const isFull = items.length === perPage && total > LARGE_SET;
    if (isFull || rows!.length < size) return { items, total: Math.min(total, LARGE_SET + 1) };
    after = String(rows!.at(-1)!.id);
  }
}

/** The rows of the ids of a page, in no order; `table` is what is read, and under which name, such as `organizations o`. */
export async function rowsOf(
  ask: Ask,
  ids: readonly string[],
  { columns, table }: { columns: string; table: string },
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const sql = `SELECT ${columns} FROM ${table} FORCE INDEX (PRIMARY) WHERE ${table.split(' ').at(-1)}.id IN (${placeholders(ids)})`;
  const [rows] = await ask({ sql, params: ids });
  return rows!;
}

/** The next of those that have the first pair, and of each whether it has the others, too. */
function partOf(
  { table: { name, owner, list: column, pairs: index }, list, also }: Omit<Annotated, 'annotations'>,
  [first, ...others]: readonly string[],
  { after, size }: { readonly after: string; readonly size: number },
): Statement {
  // Questions about each row and no joins: a database may turn joins around, and then has to sort.
  const alsoHas = `(SELECT 1 FROM ${name} b FORCE INDEX (${index})
    WHERE b.${column} = ? AND b.pair_hash = ? AND b.${owner} = a.${owner}) = 1`;
  const conditions = ['1 = 1', ...others.map(() => alsoHas), ...(also ? [`${also.sql} = 1`] : [])];
  return {
    sql: `SELECT a.${owner} AS id, CASE WHEN ${conditions.join(' AND ')} THEN 1 ELSE 0 END AS has
      FROM ${name} a FORCE INDEX (${index})
      WHERE a.${column} = ? AND a.pair_hash = ? AND a.${owner} > ? ORDER BY a.${owner} LIMIT ?`,
    params: [...others.flatMap((pair) => [list, pair]), ...(also?.params ?? []), list, first!, after, size],
  };
}
