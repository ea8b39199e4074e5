import mysql, { type PoolConnection, type ResultSetHeader } from 'mysql2';
import type { Row } from './store.js';

/** The pool with as little around it as mysql2 allows; as many connections as the product has by default. */
export class ConnectionPool {
  private readonly pool: mysql.Pool;

  constructor(uri: string) {
    this.pool = mysql.createPool({ uri, connectionLimit: 16, multipleStatements: true, maxPreparedStatements: 256 });
  }

  /** Lends a connection. */
  async use<T>(work: (connection: PoolConnection) => Promise<T>): Promise<T> {
    const connection = await new Promise<PoolConnection>((resolve, reject) => {
      this.pool.getConnection((error, one) => (error ? reject(error) : resolve(one)));
    });
    try {
      return await work(connection);
    } finally {
      connection.release();
    }
  }

  /** One prepared statement on a connection of its own. */
  read(sql: string, params: readonly (string | number)[]): Promise<Row[]> {
    return this.use((connection) => prepared(connection, sql, params));
  }
}

/** A prepared statement: one round trip once the connection knows it. */
export function prepared(
  connection: PoolConnection,
  sql: string,
  params: readonly (string | number)[],
): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    connection.execute(sql, [...params], (error, rows) => (error ? reject(error) : resolve(rows as unknown as Row[])));
  });
}

/** Several statements in one round trip. */
export function batch(connection: PoolConnection, statements: readonly string[]): Promise<ResultSetHeader[]> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, results: unknown) =>
      error ? reject(error) : resolve((Array.isArray(results) ? results : [results]) as ResultSetHeader[]);
    connection.query(statements.join(';'), done);
  });
}

/** Values as SQL, in parentheses. */
export const values = (...params: readonly (string | number | null)[]): string =>
  `(${params.map((param) => mysql.escape(param)).join(',')})`;
