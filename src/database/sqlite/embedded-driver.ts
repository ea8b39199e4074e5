import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type Database from 'better-sqlite3';

type Driver = typeof Database;

/** SQLite cannot be used here; the message gives the reason and the remedy. */
export class EmbeddedDatabaseMissing extends Error {
  override readonly name = 'EmbeddedDatabaseMissing';
}

const ELSE = 'or set DATABASE_URL=mysql://user:password@host:3306/database to use MariaDB or MySQL instead.';

function explain(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_DLOPEN_FAILED') {
    return `The embedded database (better-sqlite3) was built for another version of Node.js than this one, ${process.version}. Run \`npm rebuild better-sqlite3\` with the Node.js that starts the service, ${ELSE}`;
  }
  const command = code === 'MODULE_NOT_FOUND' ? 'npm ci' : 'npm rebuild better-sqlite3';
  return `The embedded database (better-sqlite3) is not installed: no prebuilt one could be downloaded and none could be compiled here. Install a compiler (python3, make, g++) and run \`${command}\`, ${ELSE}`;
}

/**
 * Loads SQLite, an optional dependency, and opens an empty database to see that its native part works.
 * @throws EmbeddedDatabaseMissing when it is not there, not built, or built for another Node.js
 */
export function loadEmbeddedDriver(load: (name: string) => unknown = createRequire(import.meta.url)): Driver {
  try {
    const driver = load('better-sqlite3') as Driver;
    new driver(':memory:').close();
    return driver;
  } catch (error) {
    throw new EmbeddedDatabaseMissing(explain(error), { cause: error });
  }
}

const BUSY_WAIT_MS = 60_000;
const RETRY_MS = 25;

/** Whether SQLite refused because another connection holds the file's lock. */
export function isBusy(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return String(driverError?.code ?? code).startsWith('SQLITE_BUSY');
}

/**
 * Does something again and again, for a minute, while another process holds the file's lock. It waits on timers:
 * the driver's own wait would stop the whole process.
 * @throws the driver's SQLITE_BUSY when the minute is over
 */
export async function retryWhileBusy<T>(work: () => T | Promise<T>, waitMs = BUSY_WAIT_MS): Promise<T> {
  const until = Date.now() + waitMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error;
      await sleep(RETRY_MS);
    }
  }
}

/**
 * Settings of a connection to the file: a commit is on disk when it is answered. The change to WAL needs the file
 * alone for a moment, which it has not when several processes start at once.
 */
export async function prepareEmbeddedDatabase(database: Database.Database): Promise<void> {
  await retryWhileBusy(() => database.pragma('journal_mode = WAL'));
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // What is deleted is overwritten: an erased address would stay in free pages for years.
  database.pragma('secure_delete = ON');
}
