import { dirname } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type MigrationInterface } from 'typeorm';
import { Metrics } from '../../observability/metrics/metrics.js';
import { makeDataDirectory, makeDataFile } from '../sqlite/data-directory.js';
import { Database } from '../database.js';
import { MeasuredSessionPool } from './measured-session-pool.js';
import { Migrator } from './migrator.js';
import { MysqlSessionPool } from '../mysql/mysql-session-pool.js';
import { CHECKPOINT, SqliteCheckpoints } from '../sqlite/sqlite-checkpoints.js';
import { SqliteSessionPool } from '../sqlite/sqlite-session-pool.js';
import type { SessionPool } from '../session.js';

/** Connects, and opens `Database` when there is something behind it. */
@Injectable()
export class DatabaseConnection implements OnApplicationShutdown {
  private opened = false;
  private checkpoints: SqliteCheckpoints | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  /**
   * One attempt to connect; may be called again after a failure, and does nothing once connected.
   * @throws EmbeddedDatabaseMissing, BadConfiguration, or the driver's error
   */
  async connect(): Promise<void> {
    if (this.dataSource.isInitialized) return;
    const { options } = this.dataSource;
    if (options.type === 'better-sqlite3') {
      await makeDataDirectory(dirname(options.database));
      await makeDataFile(options.database);
    }
    await this.dataSource.initialize();
  }

  /**
   * Brings the schema up to date, one process at a time.
   * @returns the names of the migrations that ran
   * @throws MigrationLockTimeout, UnknownSchema
   */
  async migrate(onProgress?: (line: string) => void): Promise<string[]> {
    return new Migrator(this.dataSource).migrate(onProgress);
  }

  /**
   * Checks the schema where it is not migrated. Reads only, and ahead of `open`, as migrating.
   * @throws UnknownSchema
   */
  async refuseUnknownSchema(): Promise<void> {
    await new Migrator(this.dataSource).refuseUnknownSchema();
  }

  /** The names of the migrations that the database lacks. Reads only, and ahead of `open`, as migrating. */
  async pendingMigrations(): Promise<string[]> {
    return new Migrator(this.dataSource).pending();
  }

  /** Opens `Database`. After the migrations: on SQLite they use the one connection that the session pool shares. */
  open(): void {
    if (this.opened) return;
    this.database.open(this.sessionPool());
    this.opened = true;
  }

  /** Whether it is the embedded database. */
  get embedded(): boolean {
    return this.dataSource.options.type === 'better-sqlite3';
  }

  /** The names of the migrations that this build needs, connected or not. */
  get migrationNames(): readonly string[] {
    const migrations = Object.values(this.dataSource.options.migrations ?? []);
    return (migrations as (new () => MigrationInterface)[]).map((Migration) => new Migration().name ?? Migration.name);
  }

  /** Last of all, when no request is under way any more. */
  async onApplicationShutdown(): Promise<void> {
    this.checkpoints?.stop();
    await this.database.close();
    if (!this.dataSource.isInitialized) return;
    // Closing does so only where no other process has the file open. Where it fails, nothing is lost but tidiness.
    if (this.opened && this.embedded) await this.dataSource.query(CHECKPOINT.sql).catch(() => undefined);
    await this.dataSource.destroy();
  }

  private sessionPool(): SessionPool {
    const { options } = this.dataSource;
    if (options.type !== 'better-sqlite3') return this.measured(new MysqlSessionPool(this.dataSource));
    const pool = this.measured(new SqliteSessionPool(this.dataSource, options.database));
    this.checkpoints = new SqliteCheckpoints(pool, options.database);
    this.checkpoints.start();
    return pool;
  }

  private measured(pool: SessionPool): SessionPool {
    const { poolSize = 1 } = this.dataSource.options;
    return this.metrics.isEnabled ? new MeasuredSessionPool(pool, this.metrics, poolSize) : pool;
  }
}
