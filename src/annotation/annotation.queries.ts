import { digestOf, sha256 } from '../common/digest.js';
import type { Condition } from '../common/standing.js';
import { sql, type Statement } from '../database/statement.js';
import type { Annotation } from './annotation.rules.js';
import { idCount } from '../paging/id-page.queries.js';

/** A table with the annotations of one kind of subject; each subject is part of one list, which they filter. */
export interface AnnotationTable {
  readonly name: string;
  /** The column of the subject that has the annotation. */
  readonly owner: string;
  /** The column of the list that the subject is part of. */
  readonly list: string;
  /** The index on list, pair and owner, in this order. */
  readonly pairs: string;
}

/** The subject of annotations, and the list in which they are to be found; a list of '' is none. */
interface Annotated {
  readonly id: string;
  readonly list: string;
}

export interface AnnotationRow {
  readonly name: string;
  readonly value: string | null;
}

/** Adds the annotations of a subject that has none, with the hashes that lists are filtered by. */
export function annotationsInsert(
  { name, owner, list }: AnnotationTable,
  annotated: Annotated,
  annotations: readonly Annotation[],
): Statement[] {
  if (annotations.length === 0) return [];
  return [
    sql(
      `INSERT INTO ${name} (${owner}, position, ${list}, name, value, name_hash, pair_hash)
        VALUES ${annotations.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
      annotations.flatMap(({ key, value }, position) => [
        annotated.id,
        position,
        annotated.list,
        key,
        value,
        sha256(key),
        pairOf({ key, value }),
      ]),
    ),
  ];
}

/** Deletes all annotations of a subject. */
export function annotationsDelete({ name, owner }: AnnotationTable, id: string): Statement {
  return sql(`DELETE FROM ${name} WHERE ${owner} = ?`, [id]);
}

/** The annotations of a subject, in the order in which they were given. */
export function annotationsOf({ name, owner }: AnnotationTable, id: string): Statement<AnnotationRow> {
  return sql(`SELECT name, value FROM ${name} WHERE ${owner} = ? ORDER BY position`, [id]);
}

export function annotationOf({ name, value }: AnnotationRow): Annotation {
  return { key: name, value };
}

/** The hash that a pair is found by: a value is too long to be indexed, and MySQL's collations merge some. */
export function pairOf({ key, value }: Annotation): string {
  return digestOf([key, value]);
}

/** How many of a list have a pair, counted up to one more than `LARGE_SET`. */
export function pairCount(
  { name, owner, list: column, pairs: index }: AnnotationTable,
  list: string,
  pair: string,
): Statement<{ n: number }> {
  const from = `${name} a FORCE INDEX (${index}) WHERE a.${column} = ? AND a.pair_hash = ?`;
  return idCount({ column: `a.${owner}`, from, params: [list, pair] });
}

/** A subject that has the first pair; `has` is 1 where it has the others, too. */
export interface CandidateRow {
  readonly id: string;
  readonly has: number;
}

/** Where subjects are looked for. */
export interface AnnotatedList {
  readonly table: AnnotationTable;
  readonly list: string;
  /** What else must be true of the subject whose id is `a.<owner>`: a sub-select that gives 1, read off an index alone. */
  readonly also?: Condition;
}

/**
 * The next of those that have the first of some pairs, by id, and of each whether it has the others, too.
 * @param pairs at least one
 */
export function candidatesBehind(
  { table: { name, owner, list: column, pairs: index }, list, also }: AnnotatedList,
  [first, ...others]: readonly string[],
  { after, size }: { readonly after: string; readonly size: number },
): Statement<CandidateRow> {
  // A condition on each row and no joins: a database may reverse the order of joins, and then has to sort.
  const alsoHas = `(SELECT 1 FROM ${name} b FORCE INDEX (${index})
    WHERE b.${column} = ? AND b.pair_hash = ? AND b.${owner} = a.${owner}) = 1`;
  const conditions = ['1 = 1', ...others.map(() => alsoHas), ...(also ? [`${also.sql} = 1`] : [])];
  return sql(
    `SELECT a.${owner} AS id, CASE WHEN ${conditions.join(' AND ')} THEN 1 ELSE 0 END AS has
      FROM ${name} a FORCE INDEX (${index})
      WHERE a.${column} = ? AND a.pair_hash = ? AND a.${owner} > ? ORDER BY a.${owner} LIMIT ?`,
    [...others.flatMap((pair) => [list, pair]), ...(also?.params ?? []), list, first!, after, size],
  );
}
