import type { QueryRunner, TableColumnOptions } from 'typeorm';

/** Column types of the entities, one word for each kind of value. They mean the same on every database. */
export const ID = { type: 'varchar', length: 32 } as const;
/** SHA-256 in hex. */
export const HASH = { type: 'varchar', length: 64 } as const;
/** The ids of at most eight organizations, root first, with a `/` between them: 8 x 32 + 7. */
export const PATH = { type: 'varchar', length: 263 } as const;
/** Milliseconds since 1970, a plain number in the program. */
export const TIME = { type: 'bigint' } as const;
/** 0 or 1: SQLite binds no booleans, and a driver would give them back differently. */
export const FLAG = { type: 'tinyint' } as const;
export const COUNT = { type: 'int' } as const;

type More = Partial<TableColumnOptions>;

/**
 * The same types for migrations, where MySQL needs a character set too: what is made of hex digits is ASCII and
 * compared byte by byte, all other text is utf8mb4 and compared by code points, so that no key merges two values.
 * A foreign key must have the character set of its target.
 */
export function columnTypes(runner: QueryRunner) {
  const onMySql = runner.dataSource.options.type !== 'better-sqlite3';
  const ascii = onMySql ? { charset: 'ascii', collation: 'ascii_bin' } : {};
  const unicode = onMySql ? { charset: 'utf8mb4', collation: 'utf8mb4_bin' } : {};
  const varchar = (name: string, length: number, set: More, more: More): TableColumnOptions => ({
    name,
    type: 'varchar',
    length: `${length}`,
    ...set,
    ...more,
  });
  return {
    id: (name: string, more: More = {}) => varchar(name, ID.length, ascii, more),
    hash: (name: string, more: More = {}) => varchar(name, HASH.length, ascii, more),
    path: (name: string) => varchar(name, PATH.length, ascii, {}),
    /** `length` counts characters; MySQL reserves four bytes for each in an index (at most 3,072 bytes). */
    text: (name: string, length: number, more: More = {}) => varchar(name, length, unicode, more),
    longText: (name: string, more: More = {}): TableColumnOptions => ({ name, type: 'text', ...unicode, ...more }),
    time: (name: string, more: More = {}): TableColumnOptions => ({ name, ...TIME, ...more }),
    flag: (name: string, more: More = {}): TableColumnOptions => ({ name, ...FLAG, ...more }),
    count: (name: string, more: More = {}): TableColumnOptions => ({ name, type: 'integer', ...more }),
  };
}
