import type { QueryRunner, TableColumnOptions } from 'typeorm';

/**
 * Adds a column to a table for a migration that may run again; does nothing where it is there, or the table is not.
 * @param column of `columnTypes`; one that is not nullable needs a default
 */
export async function addColumn(runner: QueryRunner, table: string, column: TableColumnOptions): Promise<void> {
  if ((await isThere(runner, table, column.name)) !== false) return;
  const { name, type, length, charset, collation, isNullable = false } = column;
  const words = [
    `${name} ${type}${length === undefined ? '' : `(${length})`}`,
    charset !== undefined && `CHARACTER SET ${charset}`,
    collation !== undefined && `COLLATE ${collation}`,
    !isNullable && `NOT NULL DEFAULT ${String(column.default)}`,
  ];
  // TypeORM's own way would copy the whole table on SQLite.
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${words.filter(Boolean).join(' ')}`);
}

/** Drops a column of a table where it is there. */
export async function dropColumn(runner: QueryRunner, table: string, name: string): Promise<void> {
  if (await isThere(runner, table, name)) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
}

/** Undefined where there is no table either. */
async function isThere(runner: QueryRunner, tableName: string, name: string): Promise<boolean | undefined> {
  const table = await runner.getTable(tableName);
  return table?.columns.some((column) => column.name === name);
}
