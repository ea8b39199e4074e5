import type { Sql } from './sql.js';

/** The body of a trigger that fails in a way that the service does not foresee; its message is the table's name. */
const REFUSAL = {
  sqlite: (table: string) => `BEGIN SELECT RAISE(ABORT, '${table}'); END`,
  mariadb: (table: string) => `FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${table}'`,
};

/** Does the work while no row can be inserted into these tables: a fault of the database that means nothing to us. */
export async function refusingInserts<T>(
  sql: Sql,
  database: keyof typeof REFUSAL,
  tables: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  for (const table of tables) {
    await sql.execute(`CREATE TRIGGER ${table}_refusal BEFORE INSERT ON ${table} ${REFUSAL[database](table)}`);
  }
  try {
    return await work();
  } finally {
    for (const table of tables) await sql.execute(`DROP TRIGGER ${table}_refusal`);
  }
}
