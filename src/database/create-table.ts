import type { QueryRunner, Table } from 'typeorm';

/**
 * Makes a table that is not there, with its keys and indexes. The storage is named, since a server may have another
 * default: only the row format DYNAMIC has room for the longest of our indexes (3,072 bytes; COMPACT has 767).
 */
export async function createTable(runner: QueryRunner, table: Table): Promise<void> {
  // TypeORM writes these words behind `ENGINE=` as they are; SQLite has no engines.
  table.engine = 'InnoDB ROW_FORMAT=DYNAMIC';
  await runner.createTable(table, true);
}
