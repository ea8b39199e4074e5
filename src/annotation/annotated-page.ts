import type { CallContext } from '../common/call-context.js';
import { LARGE_SET, type Page, type PageRequest } from '../common/page.js';
import type { Database } from '../database/database.js';
import { type AnnotatedList, candidatesBehind, pairCount, pairOf } from './annotation.queries.js';
import type { Annotation } from './annotation.rules.js';

/** Those of a list that have every one of these annotations. */
export interface AnnotatedQuery extends AnnotatedList {
  /** At least one. */
  readonly annotations: readonly Annotation[];
}

/** As many look-ups in an index are made by one statement, which takes some milliseconds. */
const LOOK_UPS_AT_ONCE = 6_000;

/**
 * The ids on one page of what is part of a list and has every one of some annotations, in the order of the ids.
 *
 * Those that have the rarest are walked through in parts, since a page number says how many to skip and not where the
 * page begins: on SQLite one statement over all of them would keep all others waiting, and each part ends within the
 * deadline.
 */
export async function annotatedPage(
  database: Database,
  ctx: CallContext,
  { annotations, ...where }: AnnotatedQuery,
  { page, perPage }: PageRequest,
): Promise<Page<string>> {
  const pairs = await rarestFirst(database, ctx, where, annotations);
  const size = Math.ceil(LOOK_UPS_AT_ONCE / (pairs.length + 1));
  const items: string[] = [];
  let total = 0;
  for (let after = ''; ;) {
    const [rows] = await database.read(ctx, (reader) => reader.read(candidatesBehind(where, pairs, { after, size })));
    const having = rows.filter(({ has }) => has === 1).map(({ id }) => id);
    const from = Math.max(0, (page - 1) * perPage - total);
    items.push(...having.slice(from, from + perPage - items.length));
    total += having.length;
    const isFull = items.length === perPage && total > LARGE_SET;
    const last = rows.at(-1);
    if (isFull || !last || rows.length < size) return { items, total: Math.min(total, LARGE_SET + 1) };
    after = last.id;
  }
}

/**
 * The pairs, each once, as the hashes that they are found by, the rarest first. Counting is cheap, since it stops early;
 * a single pair is not counted.
 */
async function rarestFirst(
  database: Database,
  ctx: CallContext,
  { table, list }: AnnotatedList,
  annotations: readonly Annotation[],
): Promise<string[]> {
  const pairs = [...new Set(annotations.map(pairOf))];
  if (pairs.length === 1) return pairs;
  const statements = pairs.map((pair) => pairCount(table, list, pair));
  const counts = await database.read(ctx, (reader) => reader.read(...statements));
  const ranked = pairs.map((pair, index) => ({ pair, n: counts[index]?.[0]?.n ?? 0 }));
  return ranked.sort((a, b) => a.n - b.n).map(({ pair }) => pair);
}
