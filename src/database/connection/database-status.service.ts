import { Injectable } from '@nestjs/common';
import { DataSource, MigrationExecutor } from 'typeorm';
import type { CallContext } from '../../common/call-context.js';
import { DatabaseConnection } from './connection.js';
import { Database } from '../database.js';
import { sql } from '../statement.js';

/** What runs there, and how far its schema is. */
export interface DatabaseStatus {
  readonly product: 'SQLite' | 'MariaDB' | 'MySQL';
  /** `10.11.14`; undefined where there is no database. */
  readonly version: string | undefined;
  /** How many of this build's migrations it has. */
  readonly applied: number;
  /** Those it has not, in their order. */
  readonly pending: readonly string[];
  /** Those it has and this build does not know: a newer release has been at work. */
  readonly unknown: readonly string[];
}

/** Reports the product, version and migrations of a database, whatever its schema. */
@Injectable()
export class DatabaseStatusService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connection: DatabaseConnection,
    private readonly database: Database,
  ) {}

  /**
   * Reads only. The database must have been connected; the way to it is open afterwards.
   * @throws DomainError `unavailable`
   */
  async look(ctx: CallContext): Promise<DatabaseStatus> {
    // Ahead of `open`: on SQLite the two share one connection.
    const executed = await new MigrationExecutor(this.dataSource).getExecutedMigrations();
    const present = new Set(executed.map(({ name }) => name));
    const known = this.connection.migrationNames;
    this.connection.open();
    return {
      ...(await this.server(ctx)),
      applied: known.filter((name) => present.has(name)).length,
      pending: known.filter((name) => !present.has(name)),
      unknown: [...present].filter((name) => !known.includes(name)),
    };
  }

  /** What `look` would find in an embedded database that has not been made yet. */
  nothing(): DatabaseStatus {
    return { product: 'SQLite', version: undefined, applied: 0, pending: this.connection.migrationNames, unknown: [] };
  }

  private async server(ctx: CallContext): Promise<Pick<DatabaseStatus, 'product' | 'version'>> {
    const embedded = this.dataSource.options.type === 'better-sqlite3';
    const expression = embedded ? 'sqlite_version()' : 'VERSION()';
    const [[row]] = await this.database.read(ctx, (reader) =>
      reader.read(sql<{ version: string }>(`SELECT ${expression} AS version LIMIT 1`, [])),
    );
    const full = row!.version;
    const version = /^[\d.]+/.exec(full)?.[0] ?? full;
    if (embedded) return { product: 'SQLite', version };
    return { product: /mariadb/i.test(full) ? 'MariaDB' : 'MySQL', version };
  }
}
