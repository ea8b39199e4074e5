import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { PRIMARY_KEYS } from '../constraints.js';
import { loadEmbeddedDriver } from '../sqlite/embedded-driver.js';
import { BackupRefused } from './backup-refused.js';
import { migrationsInFile, tablesInFile } from './embedded-file.queries.js';
import { makeNewFile } from './new-file.js';

/** Pages that are copied before the next look at the progress: some milliseconds. */
const PAGES_AT_ONCE = 1_000;
/** Tables of the first release; later ones come by migrations. */
const TABLES: readonly (keyof typeof PRIMARY_KEYS)[] = ['organizations', 'enterprises', 'users', 'access_tokens'];

/**
 * Copies a database of SQLite by its online backup, while others write it: the copy is one committed state, that of the
 * moment at which it began. It is one file, without a write-ahead log, which was verified and which its owner alone can
 * read; where it cannot be made, nothing is left.
 * @param onProgress gets how much is copied, between 0 and 1
 * @param accept gets the names of the migrations ahead of the end, and throws where they cannot be used
 * @returns the names of the migrations that it has seen
 * @throws BackupRefused file_exists, file_missing, not_a_backup
 */
export async function copyEmbeddedDatabase(
  from: string,
  to: string,
  onProgress: (fraction: number) => void,
  accept: (migrations: readonly string[]) => void = () => undefined,
): Promise<string[]> {
  if (!existsSync(from)) throw new BackupRefused('file_missing', `There is no file ${from}.`);
  const Driver = loadEmbeddedDriver();
  let migrations: string[] = [];
  await makeNewFile(to, async (unfinished) => {
    await asDatabase(from, async () => {
      await copyPages(new Driver(from, { readonly: true, fileMustExist: true }), unfinished, onProgress);
      migrations = verified(new Driver(unfinished), from);
      accept(migrations);
    });
  });
  return migrations;
}

async function copyPages(source: Database.Database, to: string, onProgress: (done: number) => void): Promise<void> {
  try {
    // Without an open transaction the copy would begin again with every write of another process.
    source.exec('BEGIN');
    source.pragma('schema_version');
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        if (totalPages > 0) onProgress(1 - remainingPages / totalPages);
        return PAGES_AT_ONCE;
      },
    });
  } finally {
    source.close();
  }
}

function verified(copy: Database.Database, from: string): string[] {
  try {
    // In this mode it can be read from a directory that cannot be written; the service changes it back.
    copy.pragma('journal_mode = DELETE');
    const damage = copy.pragma('integrity_check(1)', { simple: true }) as string;
    if (damage !== 'ok') throw new BackupRefused('not_a_backup', `${from} is damaged: ${damage.replace(/\s+/g, ' ')}.`);
    const tables = new Set(tablesInFile(copy));
    const lacking = ['migrations', ...TABLES].filter((table) => !tables.has(table));
    if (lacking.length > 0) {
      throw new BackupRefused('not_a_backup', `${from} is no database of Tenantry: it lacks ${lacking.join(', ')}.`);
    }
    return migrationsInFile(copy);
  } finally {
    copy.close();
  }
}

async function asDatabase(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const code = String((cause as { code?: unknown }).code);
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(code)) throw cause;
    throw new BackupRefused('not_a_backup', `${file} is no sound database of SQLite: ${(cause as Error).message}.`, {
      cause,
    });
  }
}
