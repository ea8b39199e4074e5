import type { TestApp } from '../harness.js';
import { until } from '../until.js';
import type { SqlRow } from './sql.js';

const TABLES = {
  sqlite: "SELECT name AS t FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  mysql: 'SELECT table_name AS t FROM information_schema.tables WHERE table_schema = DATABASE()',
} as const;

const COPY = 'copy_of_';

/** The rows of some tables as they were, beside them in the same database, to be put back. */
export class Snapshot {
  private constructor(
    private readonly app: Pick<TestApp, 'sql' | 'env'>,
    private readonly tables: readonly string[],
  ) {}

  /**
   * Prepares for snapshots of all that a test may write, which is every table without a row. The application must not
   * have been used yet. The connection of `app.sql` minds no foreign keys from then on.
   */
  static async of(app: Pick<TestApp, 'sql' | 'env'>): Promise<Snapshot> {
    const { sql, env } = app;
    const isSqlite = env.DATABASE_URL === undefined;
    await sql.execute(isSqlite ? 'PRAGMA foreign_keys = OFF' : 'SET foreign_key_checks = 0');
    const all = (await sql.rows(TABLES[isSqlite ? 'sqlite' : 'mysql'])).map(({ t }: SqlRow) => String(t));
    const tables: string[] = [];
    for (const table of all) if ((await sql.count(table)) === 0) tables.push(table);
    for (const table of tables) await sql.execute(`CREATE TABLE ${COPY}${table} AS SELECT * FROM ${table}`);
    return new Snapshot(app, tables);
  }

  /** Takes away every row. */
  async clear(): Promise<void> {
    await this.write(this.tables.map((table) => `DELETE FROM ${table}`));
  }

  /** Keeps what is there now. */
  async take(): Promise<void> {
    const copied = (table: string) => [
      `DELETE FROM ${COPY}${table}`,
      `INSERT INTO ${COPY}${table} SELECT * FROM ${table}`,
    ];
    await this.write(this.tables.flatMap(copied));
  }

  /** Puts back the rows of these tables, or of all. */
  async restore(tables = this.tables): Promise<void> {
    const unknown = tables.filter((table) => !this.tables.includes(table));
    if (unknown.length > 0) throw new Error(`No snapshot is taken of ${unknown.join(', ')}.`);
    await this.write(
      tables.flatMap((table) => [`DELETE FROM ${table}`, `INSERT INTO ${table} SELECT * FROM ${COPY}${table}`]),
    );
  }

  private async write(statements: readonly string[]): Promise<void> {
    const { sql, env } = this.app;
    const begin = env.DATABASE_URL === undefined ? 'BEGIN IMMEDIATE' : 'START TRANSACTION';
    // On SQLite the use of a token may just be written.
    await until('the database is free', () => sql.execute(begin).then(() => true));
    for (const statement of statements) await sql.execute(statement);
    await sql.execute('COMMIT');
  }
}
