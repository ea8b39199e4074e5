import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { type DatabaseTarget, readDatabaseUrl } from '../../config/database-url.js';
import { Env } from '../../config/env.js';
import { DatabaseConnection } from '../connection/connection.js';
import { EMBEDDED_FILE } from '../connection/data-source.js';
import { DatabaseStatusService } from '../connection/database-status.service.js';
import { UnknownSchema } from '../connection/unknown-schema.js';
import { Database } from '../database.js';
import { makeDataDirectory } from '../sqlite/data-directory.js';
import { BackupRefused } from './backup-refused.js';
import { assertWholeDump } from './dump-file.js';
import { copyEmbeddedDatabase } from './embedded-copy.js';
import { dumpInto, loadFrom } from './mysql-client.js';
import { makeNewFile } from './new-file.js';
import { tableCount } from './table-count.queries.js';

/** Gets how far a copy is, between 0 and 1; never on MariaDB and MySQL, whose clients do not say. */
export type OnCopied = (fraction: number) => void;

/** A backup that was made or restored. */
export interface Backup {
  readonly bytes: number;
  /** The migrations of this release that it has not seen. */
  readonly pending: readonly string[];
}

/** Copies the whole database to a file and back: SQLite by its online backup, MariaDB and MySQL by their clients. */
@Injectable()
export class DatabaseBackupService {
  constructor(
    private readonly env: Env,
    private readonly connection: DatabaseConnection,
    private readonly status: DatabaseStatusService,
    private readonly database: Database,
  ) {}

  /**
   * Writes one committed state of the database into a new file, while the service works: what was answered before the
   * call is in it. No write waits for it. The connection must be open, but on SQLite, where the file is read.
   * @throws BackupRefused
   */
  async backup(ctx: CallContext, file: string, onCopied: OnCopied): Promise<Backup> {
    const target = this.target;
    if (target === undefined) {
      const seen = await copyEmbeddedDatabase(this.embeddedFile, resolve(file), onCopied);
      return this.made(file, seen);
    }
    const { product } = await this.status.look(ctx);
    await makeNewFile(resolve(file), async (unfinished) => {
      await dumpInto(product, target, unfinished, file);
      await assertWholeDump(unfinished);
    });
    return { bytes: (await stat(file)).size, pending: [] };
  }

  /**
   * Makes the database from a backup that was verified first, and replaces nothing: on SQLite there must be no file, on
   * MariaDB and MySQL no table.
   * @throws BackupRefused; UnknownSchema for a backup of a newer release
   */
  async restore(ctx: CallContext, file: string, onCopied: OnCopied): Promise<Backup> {
    const target = this.target;
    return target === undefined
      ? this.restoreEmbedded(resolve(file), onCopied)
      : this.restoreDump(ctx, resolve(file), target);
  }

  private get target(): DatabaseTarget | undefined {
    return this.env.DATABASE_URL === undefined ? undefined : readDatabaseUrl(this.env.DATABASE_URL);
  }

  private get embeddedFile(): string {
    return resolve(join(this.env.DATA_DIR, EMBEDDED_FILE));
  }

  private async restoreEmbedded(file: string, onCopied: OnCopied): Promise<Backup> {
    const known = new Set(this.connection.migrationNames);
    await makeDataDirectory(dirname(this.embeddedFile));
    const seen = await copyEmbeddedDatabase(file, this.embeddedFile, onCopied, (names) => {
      const unknown = names.filter((name) => !known.has(name));
      if (unknown.length > 0) throw new UnknownSchema(unknown, 'DATA_DIR');
    });
    return this.made(this.embeddedFile, seen);
  }

  private async restoreDump(ctx: CallContext, file: string, target: DatabaseTarget): Promise<Backup> {
    await assertWholeDump(file);
    const { product } = await this.status.look(ctx);
    const [[tables]] = await this.database.read(ctx, (reader) => reader.read(tableCount()));
    if (tables!.n > 0) {
      throw new BackupRefused(
        'database_exists',
        `The database ${target.database} has tables, and none is ever replaced: restore into an empty database.`,
      );
    }
    await loadFrom(product, target, file);
    const { pending, unknown } = await this.status.look(ctx);
    if (unknown.length > 0) throw new UnknownSchema(unknown, 'DATABASE_URL');
    return { bytes: (await stat(file)).size, pending };
  }

  private async made(file: string, seen: readonly string[]): Promise<Backup> {
    const pending = this.connection.migrationNames.filter((name) => !seen.includes(name));
    return { bytes: (await stat(file)).size, pending };
  }
}
