import type Database from 'better-sqlite3';

/** The names of the migrations that a file has seen; it must have their table. */
export function migrationsInFile(file: Database.Database): string[] {
  return file.prepare<[], string>('SELECT name FROM migrations ORDER BY id').pluck().all();
}

/** The names of the tables of a file. */
export function tablesInFile(file: Database.Database): string[] {
  return file.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all();
}
