import 'reflect-metadata';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { newId } from '../../../src/common/ids.js';
import { DatabaseConnection } from '../../../src/database/connection/connection.js';
import { dataSourceOptions } from '../../../src/database/connection/data-source.js';
import { Database } from '../../../src/database/database.js';
import { sql, type Statement } from '../../../src/database/statement.js';
import { Metrics } from '../../../src/observability/metrics/metrics.js';
import type { FreshDatabase, Overrides, TestDatabase } from './databases.js';
import { openSql, type Sql } from './sql.js';

/** The way to the data alone, without an application around it. The tests write users, distinguished by a mark. */
export class GateAlone {
  private constructor(
    private readonly fresh: FreshDatabase,
    readonly dataSource: DataSource,
    readonly connection: DatabaseConnection,
    readonly database: Database,
    readonly sql: Sql,
  ) {}

  /** @param entities those that the manager of a reader or a transaction knows */
  static async open(
    kind: TestDatabase,
    overrides: Overrides = {},
    entities: DataSourceOptions['entities'] = [],
  ): Promise<GateAlone> {
    const fresh = await kind.fresh(overrides);
    const dataSource = new DataSource({ ...dataSourceOptions(fresh.env), entities });
    const database = new Database(new Metrics());
    const connection = new DatabaseConnection(dataSource, database, new Metrics());
    await connection.connect();
    connection.open();
    return new GateAlone(fresh, dataSource, connection, database, await openSql(fresh.env));
  }

  /** A caller without a deadline, a new one for each call as each request has its own. */
  get ctx(): { signal: AbortSignal } {
    return { signal: new AbortController().signal };
  }

  /** How many users bear this mark, asked through the gate. */
  async marked(mark: string): Promise<number> {
    const [[counted]] = await this.database.read(this.ctx, (reader) => reader.read(counting(mark)));
    return counted!.n;
  }

  /** How many users bear this mark and are committed, asked past the gate. */
  committed(mark: string): Promise<number> {
    return this.sql.count('users', 'first_name = ?', [mark]);
  }

  async close(): Promise<void> {
    await this.sql.close();
    await this.connection.onApplicationShutdown();
    await this.fresh.drop();
  }
}

export function adding(mark: string, id = newId()): Statement {
  return sql('INSERT INTO users (id, first_name, created_at, version) VALUES (?, ?, 0, 1)', [id, mark]);
}

export function marking(id: string, mark: string): Statement {
  return sql('UPDATE users SET first_name = ? WHERE id = ?', [mark, id], { rows: 1 });
}

export function counting(mark: string): Statement<{ n: number }> {
  return sql('SELECT COUNT(*) AS n FROM users WHERE first_name = ?', [mark]);
}
