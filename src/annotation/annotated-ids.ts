import { LARGE_SET, type PageWish } from '../common/page.js';
import type { Parameter, Row, Step } from '../database/steps.js';
import type { Annotation } from '../organization/organization.rules.js';
import { type AnnotationTable, pairOf } from './annotation-table.js';

/** Ids that are read off an index alone: what stands between `SELECT` and `ORDER BY`. */
export interface Ids {
  readonly column: string;
  readonly from: string;
  readonly params: readonly Parameter[];
}

/** The pairs that are asked for, each once, as the hashes they are found by. */
export function pairsIn(annotations: readonly Annotation[]): string[] {
  return [...new Set(annotations.map(pairOf))];
}

/**
 * What stands in a list and has every one of these pairs, known as `a`.
 * @param pairs at least one; the first one's owners are looked at one by one, so it should be the rarest
 */
export function idsHaving(table: AnnotationTable, list: string, pairs: readonly [string, ...string[]]): Ids {
  const [first, ...others] = pairs;
  const { column, from, params } = idsHavingPair(table, list, first);
  // Questions about each row and no joins: a database may turn joins around, and then has to sort.
  const alsoHas = `(SELECT 1 FROM ${table.name} b FORCE INDEX (${table.pairs})
    WHERE b.${table.list} = ? AND b.pair_hash = ? AND b.${table.owner} = a.${table.owner}) = 1`;
  return {
    column,
    from: [from, ...others.map(() => alsoHas)].join(' AND '),
    params: [...params, ...others.flatMap((pair) => [list, pair])],
  };
}

/** Puts the rarest pair first; counting is cheap, since it stops early. One pair, or none, is not counted. */
export async function rarestFirst(
  ask: (...steps: Step[]) => Promise<Row[][]>,
  table: AnnotationTable,
  list: string,
  pairs: readonly string[],
): Promise<string[]> {
  if (pairs.length < 2) return [...pairs];
  const counts = await ask(...pairs.map((pair) => countOf(idsHavingPair(table, list, pair))));
  const ranked = pairs.map((pair, index) => ({ pair, n: Number(counts[index]![0]!.n) }));
  return ranked.sort((a, b) => a.n - b.n).map(({ pair }) => pair);
}

function idsHavingPair({ name, owner, list: column, pairs }: AnnotationTable, list: string, pair: string): Ids {
  return {
    column: `a.${owner}`,
    from: `${name} a FORCE INDEX (${pairs}) WHERE a.${column} = ? AND a.pair_hash = ?`,
    params: [list, pair],
  };
}

/** One more than a large set has is enough to know that it is one. */
export function countOf({ from, params }: Ids): Step {
  return {
    sql: `SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM ${from} LIMIT ${LARGE_SET + 1}) t`,
    params,
  };
}

/**
 * One page of the rows that these ids name. What is skipped is skipped in the index; only the rows that are shown are
 * fetched. LEFT, so that no database begins with the whole table and looks each row up in the page. The rows have no
 * order of their own.
 * @param table what is joined, and under which name, such as `organizations o`
 */
export function pageOf(
  { column, from, params }: Ids,
  { page, perPage }: PageWish,
  { columns, table }: { columns: string; table: string },
): Step {
  return {
    sql: `SELECT ${columns}
      FROM (SELECT ${column} AS id FROM ${from} ORDER BY ${column} LIMIT ? OFFSET ?) p
      LEFT JOIN ${table} ON ${table.split(' ').at(-1)}.id = p.id`,
    params: [...params, perPage, (page - 1) * perPage],
  };
}
