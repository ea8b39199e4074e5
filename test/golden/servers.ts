import type { TestDatabase } from '../support/database/databases.js';
import type { Sql } from '../support/database/sql.js';

/** Whether it is MySQL's: each server has its own words for a table and its own plans, and the files have MariaDB's. */
export async function isOfAnotherServer(sql: Sql, name: TestDatabase['name']): Promise<boolean> {
  if (name === 'sqlite') return false;
  const [row] = await sql.rows('SELECT VERSION() AS version');
  return !/mariadb/i.test(String(row?.version));
}
