import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { createConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import { readDatabaseUrl } from '../../../src/config/database-url.js';
import type { Env } from '../../../src/config/env.js';

export type Value = string | number | null;
export type SqlRow = Record<string, Value>;

/** The database under test, seen past the application: a connection of its own, and what is committed. */
export interface Sql {
  rows(sql: string, params?: readonly Value[]): Promise<SqlRow[]>;
  /** @param where a condition such as `organization_id = ?`; every row without one */
  count(table: string, where?: string, params?: readonly Value[]): Promise<number>;
  /**
   * Runs a statement that gives no rows; returns the number of rows that matched. `BEGIN IMMEDIATE`
   * (SQLite) or `START TRANSACTION` holds what follows until `COMMIT` or `ROLLBACK`.
   */
  execute(sql: string, params?: readonly Value[]): Promise<number>;
  close(): Promise<void>;
}

/** Opens a connection of the tests' own to the database that `env` names; it must exist. */
export async function openSql(env: Pick<Env, 'DATABASE_URL' | 'DATA_DIR'>): Promise<Sql> {
  return env.DATABASE_URL === undefined
    ? openSqlite(join(env.DATA_DIR, 'tenantry.sqlite'))
    : openMySql(env.DATABASE_URL);
}

function openSqlite(file: string): Sql {
  // The driver waits in the way of the whole process, the application in it included: a short wait, then an error.
  const connection = new BetterSqlite3(file, { fileMustExist: true, timeout: 200 });
  connection.pragma('foreign_keys = ON');
  return {
    rows: async (sql, params = []) => connection.prepare<Value[], SqlRow>(sql).all(...params),
    count: async (table, where = '1 = 1', params = []) =>
      Number(connection.prepare<Value[], SqlRow>(counting(table, where)).get(...params)?.n),
    execute: async (sql, params = []) => connection.prepare<Value[]>(sql).run(...params).changes,
    close: async () => void connection.close(),
  };
}

async function openMySql(uri: string): Promise<Sql> {
  const { host, port, user, password, database } = readDatabaseUrl(uri);
  const target = { host, port, user, password, database };
  const connection = await createConnection({ ...target, timezone: 'Z', supportBigNumbers: true });
  const rows = async (sql: string, params: readonly Value[] = []) =>
    (await connection.query<RowDataPacket[]>(sql, [...params]))[0] as SqlRow[];
  return {
    rows,
    count: async (table, where = '1 = 1', params = []) => Number((await rows(counting(table, where), params))[0]?.n),
    execute: async (sql, params = []) => (await connection.query<ResultSetHeader>(sql, [...params]))[0].affectedRows,
    close: () => connection.end(),
  };
}

function counting(table: string, where: string): string {
  return `SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`;
}
