import { sql, type Statement } from '../statement.js';

/** How many tables the database of the connection has, whose ever they are; not on SQLite. */
export function tableCount(): Statement<{ readonly n: number }> {
  return sql('SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_schema = DATABASE()', []);
}
