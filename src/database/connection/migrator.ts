import { createHash } from 'node:crypto';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { isBusy, retryWhileBusy } from '../sqlite/embedded-driver.js';
import { UnknownSchema } from './unknown-schema.js';

/** Another process has been migrating the same database for longer than this one was willing to wait. */
export class MigrationLockTimeout extends Error {
  override readonly name = 'MigrationLockTimeout';

  constructor(options?: { cause?: unknown }) {
    super(
      'Another process has held the lock of the migrations for 60 seconds, in the database of DATABASE_URL or DATA_DIR. Wait until it is done, or end it, and start again.',
      options,
    );
  }
}

const LOCK_ATTEMPTS = 60;

/**
 * Brings the schema up to date, one process at a time: the others wait up to 60 seconds and find nothing left to do.
 *
 * A migration that breaks off can be run again: each looks for what is there already. On SQLite nothing of a broken
 * run remains at all. The lock is the server's own on MySQL, hence not shared by the nodes of a Galera cluster:
 * migrate through the one node that takes the writes.
 */
export class Migrator {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs what is pending. Call it before anything else uses the data source: SQLite has one connection for all.
   * @param onProgress is given one line for each migration, before it runs
   * @returns the names of the migrations that ran
   * @throws MigrationLockTimeout; UnknownSchema, and has changed nothing then
   */
  async migrate(onProgress: (line: string) => void = () => {}): Promise<string[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return this.dataSource.options.type !== 'better-sqlite3'
        ? await this.migrateMySql(runner, onProgress)
        : await this.migrateEmbedded(runner, onProgress);
    } finally {
      await runner.release();
    }
  }

  /** The names of this build's migrations that the database has not seen. Reads only; a database without any has all. */
  async pending(): Promise<string[]> {
    const migrations = await new MigrationExecutor(this.dataSource).getPendingMigrations();
    return migrations.map((migration) => migration.name);
  }

  /**
   * Reads only.
   * @throws UnknownSchema where the database has migrations that this build does not know
   */
  async refuseUnknownSchema(): Promise<void> {
    await this.refuseUnknown(new MigrationExecutor(this.dataSource));
  }

  private async refuseUnknown(executor: MigrationExecutor): Promise<void> {
    const known = new Set(this.dataSource.migrations.map((each) => each.name ?? each.constructor.name));
    const executed = (await executor.getExecutedMigrations()).map(({ name }) => name);
    const unknown = executed.filter((name) => !known.has(name));
    if (unknown.length === 0) return;
    throw new UnknownSchema(unknown, this.dataSource.options.type === 'better-sqlite3' ? 'DATA_DIR' : 'DATABASE_URL');
  }

  private async migrateMySql(runner: QueryRunner, onProgress: (line: string) => void): Promise<string[]> {
    const connection = (await runner.connect()) as { destroy(): void };
    try {
      await this.liftStatementLimit(runner);
      await this.takeServerLock(runner);
      return await this.runPending(runner, onProgress);
    } finally {
      // Gives back the lock, and keeps a connection without limits out of the pool.
      connection.destroy();
    }
  }

  /** A migration may alter a large table; only MariaDB limits the time of such a statement. */
  private async liftStatementLimit(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query('SELECT VERSION() AS version')) as { version: string }[];
    if (/mariadb/i.test(row?.version ?? '')) await runner.query('SET SESSION max_statement_time = 0');
  }

  /** Tries second by second, because MySQL counts a waiting GET_LOCK as a long SELECT. */
  private async takeServerLock(runner: QueryRunner): Promise<void> {
    for (let attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
      const [row] = (await runner.query('SELECT GET_LOCK(?, 1) AS taken', [this.lockName()])) as { taken: number }[];
      if (row?.taken === 1) return;
    }
    throw new MigrationLockTimeout();
  }

  /** Locks are named per server: at most 64 characters, other databases beside ours. */
  private lockName(): string {
    const database = String(this.dataSource.driver.database);
    return `tenantry-migrate-${createHash('sha256').update(database).digest('hex').slice(0, 32)}`;
  }

  private async migrateEmbedded(runner: QueryRunner, onProgress: (line: string) => void): Promise<string[]> {
    await retryWhileBusy(() => runner.query('BEGIN IMMEDIATE')).catch((error: unknown) => {
      throw isBusy(error) ? new MigrationLockTimeout({ cause: error }) : error;
    });
    try {
      const names = await this.runPending(runner, onProgress);
      await runner.query('COMMIT');
      return names;
    } catch (error) {
      await runner.query('ROLLBACK');
      throw error;
    }
  }

  private async runPending(runner: QueryRunner, onProgress: (line: string) => void): Promise<string[]> {
    const executor = new MigrationExecutor(this.dataSource, runner);
    await this.refuseUnknown(executor);
    const pending = await executor.getPendingMigrations();
    for (const [index, migration] of pending.entries()) {
      onProgress(`migration ${index + 1} of ${pending.length}: ${migration.name}`);
      await executor.executeMigration(migration);
    }
    return pending.map((migration) => migration.name);
  }
}
