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
