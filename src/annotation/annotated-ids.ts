import { LARGE_SET, type PageRequest } from '../common/page.js';
import type { Parameter, Row, Statement } from '../database/statement.js';
import { type AnnotationTable, pairOf } from './annotation-table.js';
import type { Annotation } from './annotation.rules.js';

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

/** Puts the rarest pair first; counting is cheap, since it stops early. One pair, or none, is not counted. */
export async function rarestFirst(
  ask: (...steps: Statement[]) => Promise<Row[][]>,
  table: AnnotationTable,
  list: string,
  pairs: readonly string[],
): Promise<string[]> {
  if (pairs.length < 2) return [...pairs];
  const { name, owner, list: column, pairs: index } = table;
  const from = `${name} a FORCE INDEX (${index}) WHERE a.${column} = ? AND a.pair_hash = ?`;
  const counts = await ask(...pairs.map((pair) => countOf({ column: `a.${owner}`, from, params: [list, pair] })));
  const ranked = pairs.map((pair, index) => ({ pair, n: Number(counts[index]![0]!.n) }));
  return ranked.sort((a, b) => a.n - b.n).map(({ pair }) => pair);
}

/** One more than a large set has is enough to know that it is one. */
export function countOf({ from, params }: Ids): Statement {
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
  { page, perPage }: PageRequest,
  { columns, table }: { columns: string; table: string },
): Statement {
  return {
    sql: `SELECT ${columns}
      FROM (SELECT ${column} AS id FROM ${from} ORDER BY ${column} LIMIT ? OFFSET ?) p
      LEFT JOIN ${table} ON ${table.split(' ').at(-1)}.id = p.id`,
    params: [...params, perPage, (page - 1) * perPage],
  };
}
