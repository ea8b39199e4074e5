import { digestOf, sha256 } from '../common/digest.js';
import type { Row, Statement } from '../database/statement.js';
import type { Annotation } from './annotation.rules.js';

/** A table that keeps the annotations of one kind of thing; each is part of one list, which they filter. */
export interface AnnotationTable {
  readonly name: string;
  /** The column of the thing that has the annotation. */
  readonly owner: string;
  /** The column of whose list the thing stands in. */
  readonly list: string;
  /** The index on list, pair and owner, in this order. */
  readonly pairs: string;
}

/** Whose annotations are written, and in whose list they are to be found; a list of '' is none. */
interface Annotated {
  readonly id: string;
  readonly list: string;
}

/** Writes the annotations of a thing that has none, with the hashes that lists are filtered by. */
export function annotationsInsert(
  { name, owner, list }: AnnotationTable,
  annotated: Annotated,
  annotations: readonly Annotation[],
): Statement[] {
  if (annotations.length === 0) return [];
  return [
    {
      sql: `INSERT INTO ${name} (${owner}, position, ${list}, name, value, name_hash, pair_hash)
        VALUES ${annotations.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
      params: annotations.flatMap(({ key, value }, position) => [
        annotated.id,
        position,
        annotated.list,
        key,
        value,
        sha256(key),
        pairOf({ key, value }),
      ]),
    },
  ];
}

/** Drops all that a thing has. */
export function annotationsDeletion({ name, owner }: AnnotationTable, id: string): Statement {
  return { sql: `DELETE FROM ${name} WHERE ${owner} = ?`, params: [id] };
}

/** Asks for what a thing has, in the order in which it was given; the rows are for `annotationOf`. */
export function annotationsStep({ name, owner }: AnnotationTable, id: string): Statement {
  return { sql: `SELECT name, value FROM ${name} WHERE ${owner} = ? ORDER BY position`, params: [id] };
}

export function annotationOf({ name, value }: Row): Annotation {
  return { key: String(name), value: value === null ? null : String(value) };
}

/** The hash that a pair is found by: a value is too long to be indexed, and MySQL's collations merge some. */
export function pairOf({ key, value }: Annotation): string {
  return digestOf([key, value]);
}
