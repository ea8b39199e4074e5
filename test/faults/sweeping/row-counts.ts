import type { TestDatabase } from '../../support/database/databases.js';
import type { Sql } from '../../support/database/sql.js';

/** Rows that no request is answered for: those of the sequencer, and tokens that were refused. */
const BESIDE = new Set(['audit_lines', 'audit_sequence']);

const TABLES: Readonly<Record<TestDatabase['name'], string>> = {
  mariadb: "SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'",
  sqlite: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
};

export type RowCounts = Readonly<Record<string, number>>;

/** What counts the rows of every table. */
export async function rowCounter(sql: Sql, system: TestDatabase['name']): Promise<() => Promise<RowCounts>> {
  const tables = (await sql.rows(TABLES[system]))
    .map((row) => String(Object.values(row)[0]))
    .filter((name) => !BESIDE.has(name));
  const statement = `SELECT ${tables.map((name) => `(SELECT COUNT(*) FROM ${name}) AS ${name}`).join(', ')}`;
  return async () => {
    const [row] = await sql.rows(statement);
    return Object.fromEntries(tables.map((name) => [name, Number(row?.[name])]));
  };
}

/** By how many rows each table has grown; those that have not are left out. */
export function growth(before: RowCounts, after: RowCounts): RowCounts {
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, after[name]! - before[name]!]));
}
