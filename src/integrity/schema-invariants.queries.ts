import { FOREIGN_KEYS, PRIMARY_KEYS, UNIQUE_KEYS } from '../database/constraints.js';
import { sql, type Statement } from '../database/statement.js';
import { type BrokenRow, type Invariant, MAX_BROKEN, type Survey } from './invariant.js';
import type { Walk, WalkRange } from './walk.queries.js';

/** Columns of numbers, which are not compared with a text. */
const NUMBERS = new Set(['position']);

/** What the constraints of the schema hold, as long as they are there: a dump is loaded without them. */
export const SCHEMA_INVARIANTS: readonly Invariant[] = [
  {
    name: 'unique-keys',
    promise: 'No two rows have the same key: of an enterprise, a sub-domain, an email, a token, a request.',
    statements: Object.values(UNIQUE_KEYS).map(duplicates),
  },
  {
    name: 'references',
    promise: 'What a row refers to is there.',
    surveys: Object.values(FOREIGN_KEYS).map(reference),
  },
];

/** For SQLite alone: that its file can be read, and that each index has the rows of its table. */
export const SOUND_FILE: Invariant = {
  name: 'sqlite-file',
  promise: 'The file is sound, and each index has the rows of its table.',
  statements: [
    sql<BrokenRow>(
      `SELECT 'the file' AS subject, integrity_check AS found FROM pragma_integrity_check
        WHERE integrity_check <> 'ok'`,
      [],
    ),
  ],
};

function duplicates([table, ...columns]: readonly [table: string, ...columns: string[]]): Statement<BrokenRow> {
  const shown = columns.map((column) => `t.${column}`).join(`, ' / ', `);
  const present = columns.map((column) => `t.${column} IS NOT NULL`).join(' AND ');
  const list = columns.map((column) => `t.${column}`).join(', ');
  return sql<BrokenRow>(
    `SELECT CONCAT('${table} ', ${shown}) AS subject, CONCAT(COUNT(*), ' rows') AS found FROM ${table} t
      WHERE ${present} GROUP BY ${list} HAVING COUNT(*) > 1 LIMIT ${MAX_BROKEN}`,
    [],
  );
}

function reference([table, column, target]: readonly [table: string, column: string, target: string]): Survey {
  const [group, member] = PRIMARY_KEYS[table as keyof typeof PRIMARY_KEYS] as readonly [string, string?];
  const walk: Walk = {
    ...{ table, alias: 't', group },
    ...(member !== undefined && { member, memberStart: NUMBERS.has(member) ? -1 : '' }),
  };
  const broken = (range: WalkRange) =>
    sql<BrokenRow>(
      `SELECT t.${group} AS subject, CONCAT('${table}.${column} ', t.${column}) AS found
        FROM ${table} t LEFT JOIN ${target} x ON x.id = t.${column}
        WHERE ${range.sql} AND t.${column} IS NOT NULL AND x.id IS NULL LIMIT ${MAX_BROKEN}`,
      range.params,
    );
  return { walk, broken };
}
