import {
  type ForeignKeyName,
  isForeignKeyName,
  isKeyName,
  KEY_BY_COLUMNS,
  type KeyName,
  PRIMARY,
} from './constraints.js';

/** A rule of the schema was broken: a key that is there already, or a row that refers to nothing. */
export class ConstraintError extends Error {
  constructor(
    readonly kind: 'duplicate' | 'missing_target',
    /** The constraint's name; `PRIMARY` for every primary key, since MariaDB does not name the table. */
    readonly constraint: KeyName | ForeignKeyName | 'unknown',
    cause: unknown,
  ) {
    super(`${kind}: ${constraint}`, { cause });
  }
}

/** A statement that had to touch exactly one row touched none: a condition in its WHERE did not hold. */
export class RowCountError extends Error {}

/** The same for a condition that is a statement of its own: that of the caller's standing. */
export class ConditionError extends RowCountError {}

/**
 * The database could not do it now, and the whole may be tried again.
 *
 * `lock_wait` leaves half a transaction behind and `deadlock` none of it, so in both cases the only safe way on is
 * to roll back and begin anew; `lost` may have been committed, so a retry must recognise its own rows. `read_only` is a
 * server that takes no writes (any more): its connections may lead to what was the primary once, and others not.
 * `standing` is a caller whose token was changed meanwhile and still allows the request.
 */
export class TransientError extends Error {
  constructor(
    readonly reason: 'deadlock' | 'lock_wait' | 'busy' | 'lost' | 'read_only' | 'standing',
    cause: unknown,
  ) {
    super(reason, { cause });
  }
}

/** The database cannot do it, and trying again at once will not help: disk full, no access, statement too slow. */
export class UnavailableError extends Error {}

/** A table or column that a statement names is not there: the schema is not (any more) what this build needs. */
export class SchemaError extends UnavailableError {}

interface DriverError {
  readonly code?: string;
  readonly errno?: number;
  readonly message?: string;
  readonly fatal?: boolean;
}

/** 1213 and 1020: the transaction is gone; 1180 and 3101: a certification conflict at COMMIT (Galera, MySQL's groups). */
const DEADLOCK = new Set([1213, 1020, 1180, 3101]);
/** The server, the transaction or InnoDB is read-only, InnoDB since it recovers (the last). */
const READ_ONLY = new Set([1290, 1792, 1836, 1874, 1881]);
const LOCK_WAIT = 1205;
/** Too many connections (in all, of this user), shutting down, offline, without quorum, connection killed, timed out. */
const LOST_NUMBERS = new Set([1040, 1203, 1226, 1047, 1053, 1077, 1078, 1079, 1927, 2006, 2013, 3032, 3169, 4031]);
const LOST_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'PROTOCOL_SEQUENCE_TIMEOUT',
]);
/**
 * Access denied (three ways), host refused (two), unknown database, disk full, table full, statement too slow (MariaDB,
 * MySQL) or ended by an operator.
 */
const UNAVAILABLE_NUMBERS = new Set([1044, 1045, 1698, 1129, 1130, 1049, 1021, 1114, 1969, 3024, 1317]);
/** No such table, no such column. */
const SCHEMA_NUMBERS = new Set([1146, 1054]);
const OUT_OF_RANGE = 1690;
const DUPLICATE = 1062;
const MISSING_TARGET = 1452;

/** Maps an error of the MySQL driver to one of these classes; any other is returned unchanged. */
export function mysqlError(error: unknown): unknown {
  const { code, errno, message, fatal } = driverError(error);
  if (errno === DUPLICATE) return new ConstraintError('duplicate', mysqlKey(message ?? ''), error);
  if (errno === MISSING_TARGET) return new ConstraintError('missing_target', mysqlForeignKey(message ?? ''), error);
  if (errno === OUT_OF_RANGE) return outOfRange(message ?? '', error);
  if (errno === LOCK_WAIT) return new TransientError('lock_wait', error);
  if (errno !== undefined && DEADLOCK.has(errno)) return new TransientError('deadlock', error);
  if (errno !== undefined && READ_ONLY.has(errno)) return new TransientError('read_only', error);
  if (errno !== undefined && SCHEMA_NUMBERS.has(errno)) return new SchemaError(message, { cause: error });
  if (errno !== undefined && UNAVAILABLE_NUMBERS.has(errno)) return new UnavailableError(message, { cause: error });
  const lost = (errno !== undefined && LOST_NUMBERS.has(errno)) || (code !== undefined && LOST_CODES.has(code));
  return lost || fatal === true ? new TransientError('lost', error) : error;
}

/** The batches of `mysql-session-pool.ts` leave the range of unsigned numbers for a row count, that of signed ones for a condition. */
function outOfRange(message: string, cause: unknown): RowCountError {
  return message.startsWith('BIGINT value')
    ? new ConditionError('a condition was not true', { cause })
    : new RowCountError('a statement did not touch its row', { cause });
}

/** Maps an error of SQLite to one of these classes. `foreignKey` is what the statement declares, since SQLite names none. */
export function sqliteError(error: unknown, foreignKey: ForeignKeyName | undefined): unknown {
  const { code = '', message = '' } = driverError(error);
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    const columns = /constraint failed: (.+)$/.exec(message)?.[1] ?? '';
    return new ConstraintError('duplicate', KEY_BY_COLUMNS.get(columns) ?? 'unknown', error);
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    return new ConstraintError('missing_target', foreignKey ?? 'unknown', error);
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new TransientError('busy', error);
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)/.test(code)) {
    return new UnavailableError(message, { cause: error });
  }
  if (code === 'SQLITE_ERROR' && /^no such (table|column): |has no column named /.test(message)) {
    return new SchemaError(message, { cause: error });
  }
  return error;
}

function driverError(error: unknown): DriverError {
  if (typeof error !== 'object' || error === null) return {};
  const wrapped = (error as { driverError?: unknown }).driverError;
  return typeof wrapped === 'object' && wrapped !== null ? wrapped : error;
}

/** What the database called an error, by its number or else by its code: `1213`, `SQLITE_BUSY`; empty without one. */
export function databaseErrorOf(fault: unknown): string {
  const { code, errno } = driverError(fault instanceof Error ? fault.cause : undefined);
  // An error of the network has a number of the operating system's, below zero.
  return errno !== undefined && errno > 0 ? String(errno) : (code ?? '');
}

/** MariaDB writes `for key 'uq_x'`, MySQL `for key 'table.uq_x'`. The value before it may hold quotes of its own. */
function mysqlKey(message: string): KeyName | 'unknown' {
  const name = /for key '(?:[^'.]*\.)?([^'.]+)'$/.exec(message)?.[1] ?? '';
  return isKeyName(name) ? name : 'unknown';
}

function mysqlForeignKey(message: string): ForeignKeyName | 'unknown' {
  const name = /CONSTRAINT `([^`]+)`/.exec(message)?.[1] ?? '';
  return isForeignKeyName(name) ? name : 'unknown';
}

/** Whether an error is a duplicate of this unique key. */
export function isUniqueViolation(fault: unknown, constraint: KeyName): boolean {
  return fault instanceof ConstraintError && fault.kind === 'duplicate' && fault.constraint === constraint;
}

/**
 * Whether an error is a duplicate of the row of an earlier try: ids are random and drawn once, before the first try, so
 * a taken primary key can only be the row of a try whose COMMIT was done and its reply lost.
 */
export function isDuplicateOfOwnInsert(fault: unknown): boolean {
  return isUniqueViolation(fault, PRIMARY);
}
