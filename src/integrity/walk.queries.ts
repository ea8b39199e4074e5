import { type Parameter, sql, type Statement } from '../database/statement.js';

/** So many rows are looked at by one statement. */
export const WALK_BATCH = 1_000;

/** A table with its alias, in the order of one of its keys. */
export interface Walk {
  readonly table: string;
  readonly alias: string;
  /** The first column of the key. */
  readonly group: string;
  /** The second column, where many rows may have the same first one. */
  readonly member?: string;
  /** Less than every value of the second column: '' unless given. */
  readonly memberStart?: Parameter;
}

/** A part of a walk, as a condition on the alias. */
export interface WalkRange {
  readonly sql: string;
  readonly params: readonly Parameter[];
}

/** Where a batch begins and ends. */
export interface EndsRow {
  readonly first: Parameter;
  readonly last: Parameter;
  readonly n: number;
}

/** The next rows from a value of the first column on, with it. */
export function groupEnds({ table, group }: Walk, from: Parameter): Statement<EndsRow> {
  return sql(
    `SELECT MIN(k.k) AS first, MAX(k.k) AS last, COUNT(*) AS n
      FROM (SELECT ${group} AS k FROM ${table} WHERE ${group} >= ? ORDER BY ${group} LIMIT ${WALK_BATCH}) k`,
    [from],
  );
}

/** The next rows of one group, behind a value of the second column. */
export function memberEnds(
  { table, group, member }: Walk,
  of: Parameter,
  after: Parameter,
): Statement<Pick<EndsRow, 'last' | 'n'>> {
  return sql(
    `SELECT MAX(k.k) AS last, COUNT(*) AS n
      FROM (SELECT ${member} AS k FROM ${table} WHERE ${group} = ? AND ${member} > ?
        ORDER BY ${member} LIMIT ${WALK_BATCH}) k`,
    [of, after],
  );
}

/** The first group behind one; null where there is none. */
export function groupBehind({ table, group }: Walk, of: Parameter): Statement<{ readonly first: Parameter }> {
  return sql(`SELECT MIN(${group}) AS first FROM ${table} WHERE ${group} > ?`, [of]);
}

/** Where the walk begins and ends; null for an empty table. */
export function walkEnds({ table, group }: Walk): Statement<Pick<EndsRow, 'first' | 'last'>> {
  return sql(`SELECT (SELECT MIN(${group}) FROM ${table}) AS first, (SELECT MAX(${group}) FROM ${table}) AS last`, []);
}

/**
 * The condition that there is no such row, looked up for each row that it is asked of. For NOT EXISTS MariaDB may make a
 * list of the whole table first, once for each part of a walk.
 * @param from what is between FROM and the end of a statement
 */
export function noRow(from: string): string {
  return `(SELECT 1 FROM ${from} LIMIT 1) IS NULL`;
}

/** The condition that no event was cleared for its age: only then does the log have everything that happened. */
export const ALL_EVENTS_KEPT = 'COALESCE((SELECT f.cleared_place FROM event_feed f WHERE f.id = 1), 0) = 0';
