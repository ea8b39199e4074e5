import { QueryFailedError } from 'typeorm';
import type { ForeignKeyName } from './constraints.js';
import {
  ConditionError,
  ConstraintError,
  isDuplicateOfOwnInsert,
  isUniqueViolation,
  mysqlError,
  RowCountError,
  sqliteError,
  TransientError,
  UnavailableError,
} from './database-errors.js';

// The messages are those of MariaDB 10.11, MySQL 8 and SQLite 3, word for word.

interface Said {
  readonly code?: string;
  readonly errno?: number;
  readonly fatal?: boolean;
  readonly message?: string;
}

/** An error of a driver, as TypeORM hands it on. */
function failed({ message = '', ...members }: Said): QueryFailedError {
  return new QueryFailedError('SELECT 1', [], Object.assign(new Error(message), members));
}

const mysql = (said: Said) => mysqlError(failed(said));
const sqlite = (said: Said, foreignKey?: ForeignKeyName) => sqliteError(failed(said), foreignKey);

describe('what MariaDB and MySQL say', () => {
  it.each([
    ["Duplicate entry 'ada@example.com' for key 'uq_users_email_canonical'", 'uq_users_email_canonical'],
    ["Duplicate entry 'ada@example.com' for key 'users.uq_users_email_canonical'", 'uq_users_email_canonical'],
    ["Duplicate entry 'acme' for key 'uq_organizations_sub_domain'", 'uq_organizations_sub_domain'],
    ["Duplicate entry '01a2-77' for key 'PRIMARY'", 'PRIMARY'],
    ["Duplicate entry '01a2' for key 'enterprises.PRIMARY'", 'PRIMARY'],
    // A value may hold anything, an answer of the server's own making included.
    ["Duplicate entry 'it's@x for key 'PRIMARY'' for key 'uq_users_email_canonical'", 'uq_users_email_canonical'],
    ["Duplicate entry 'x' for key 'somebody_elses'", 'unknown'],
  ])('%s', (message, constraint) => {
    const fault = mysql({ errno: 1062, code: 'ER_DUP_ENTRY', message });
    expect(fault).toBeInstanceOf(ConstraintError);
    expect(fault).toMatchObject({ kind: 'duplicate', constraint });
    expect(isDuplicateOfOwnInsert(fault)).toBe(constraint === 'PRIMARY');
    expect(isUniqueViolation(fault, 'uq_users_email_canonical')).toBe(constraint === 'uq_users_email_canonical');
  });

  it('names the foreign key that a row has broken', () => {
    const message =
      'Cannot add or update a child row: a foreign key constraint fails (`t_1`.`enterprise_users`, CONSTRAINT ' +
      '`fk_enterprise_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION)';
    expect(mysql({ errno: 1452, code: 'ER_NO_REFERENCED_ROW_2', message })).toMatchObject({
      kind: 'missing_target',
      constraint: 'fk_enterprise_users_user',
    });
  });

  it('gives 1690 to the step whose rows were counted', () => {
    const message = "BIGINT UNSIGNED value is out of range in '18446744073709551615 + 1'";
    const fault = mysql({ errno: 1690, code: 'ER_DATA_OUT_OF_RANGE', message });
    expect(fault).toBeInstanceOf(RowCountError);
    expect(fault).not.toBeInstanceOf(ConditionError);
  });

  it('gives 1690 of a signed number to the condition of the caller', () => {
    const message = "BIGINT value is out of range in '9223372036854775807 + 1'";
    expect(mysql({ errno: 1690, code: 'ER_DATA_OUT_OF_RANGE', message })).toBeInstanceOf(ConditionError);
  });

  it.each([
    ['lock_wait', 1205, 'Lock wait timeout exceeded; try restarting transaction'],
    ['deadlock', 1213, 'Deadlock found when trying to get lock; try restarting transaction'],
    ['deadlock', 1020, "Record has changed since last read in table 'organizations'; try restarting transaction"],
    ['deadlock', 1180, 'Got error 149 "Lock deadlock; Retry transaction" during COMMIT'],
    ['lost', 1040, 'Too many connections'],
    ['lost', 1203, "User tenantry already has more than 'max_user_connections' active connections"],
    ['lost', 1226, "User 'tenantry' has exceeded the 'max_user_connections' resource (current value: 4)"],
    ['lost', 1047, 'WSREP has not yet prepared node for application use'],
    ['lost', 1053, 'Server shutdown in progress'],
    ['lost', 1927, 'Connection was killed'],
    ['lost', 2006, 'Server has gone away'],
    ['read_only', 1792, 'Cannot execute statement in a READ ONLY transaction'],
    [
      'read_only',
      1290,
      'The MariaDB server is running with the --read-only option so it cannot execute this statement',
    ],
    ['read_only', 1836, 'Running in read-only mode'],
    ['read_only', 1874, 'InnoDB is in read only mode.'],
    ['read_only', 1881, 'Operation not allowed when innodb_force_recovery > 0.'],
    ['deadlock', 3101, 'Plugin instructed the server to rollback the current transaction.'],
    ['lost', 3032, 'The server is currently in offline mode'],
    ['lost', 2013, 'Lost connection to server during query'],
    ['lost', 3169, 'The session was killed'],
    ['lost', 4031, 'The client was disconnected by the server because of inactivity.'],
  ])('%s: %i %s', (reason, errno, message) => {
    const fault = mysql({ errno, message });
    expect(fault).toBeInstanceOf(TransientError);
    expect(fault).toMatchObject({ reason });
  });

  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'ETIMEDOUT',
    'EPIPE',
    'EHOSTUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'PROTOCOL_CONNECTION_LOST',
  ])('lost: %s', (code) => {
    expect(mysql({ code, fatal: true })).toMatchObject({ reason: 'lost' });
    expect(mysql({ code })).toMatchObject({ reason: 'lost' });
  });

  it('takes for lost whatever ends the connection', () => {
    expect(mysql({ code: 'SOMETHING_NEW', fatal: true })).toMatchObject({ reason: 'lost' });
    expect(mysql({ message: "Can't add new command when connection is in closed state", fatal: true })).toMatchObject({
      reason: 'lost',
    });
  });

  it.each([
    [1045, "Access denied for user 'tenantry'@'127.0.0.1' (using password: YES)"],
    [1044, "Access denied for user 'tenantry'@'%' to database 'other'"],
    [1049, "Unknown database 'other'"],
    [1021, 'Disk full (/tmp/#sql); waiting for someone to free some space'],
    [1114, "The table 'enterprises' is full"],
    [1969, 'Query execution was interrupted (max_statement_time exceeded)'],
    [3024, 'Query execution was interrupted, maximum statement execution time exceeded'],
    [1317, 'Query execution was interrupted'],
    [1129, "Host '10.0.0.7' is blocked because of many connection errors"],
    [1130, "Host '10.0.0.7' is not allowed to connect to this MariaDB server"],
    [1146, "Table 't_1.nowhere' doesn't exist"],
    [1054, "Unknown column 'nothing' in 'SELECT'"],
  ])('unavailable: %i %s', (errno, message) => {
    const fault = mysql({ errno, message });
    expect(fault).toBeInstanceOf(UnavailableError);
    // For the log: what was said is not lost.
    expect(fault).toMatchObject({ message, cause: expect.any(QueryFailedError) as unknown });
  });

  // These are faults of ours, and must be seen as such.
  it.each([
    [1064, 'You have an error in your SQL syntax'],
    [1406, "Data too long for column 'id' at row 1"],
    [1267, "Illegal mix of collations (ascii_bin,IMPLICIT) and (utf8mb4_unicode_ci,COERCIBLE) for operation '='"],
  ])('unexpected: %i %s', (errno, message) => {
    const error = failed({ errno, message });
    expect(mysqlError(error)).toBe(error);
  });
});

describe('errors of SQLite', () => {
  it.each([
    ['SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed: users.email_canonical', 'uq_users_email_canonical'],
    [
      'SQLITE_CONSTRAINT_UNIQUE',
      'UNIQUE constraint failed: enterprises.organization_id, enterprises.key_hash',
      'uq_enterprises_organization_key_hash',
    ],
    ['SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed: organizations.sub_domain', 'uq_organizations_sub_domain'],
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 'UNIQUE constraint failed: users.id', 'PRIMARY'],
    [
      'SQLITE_CONSTRAINT_PRIMARYKEY',
      'UNIQUE constraint failed: enterprise_users.enterprise_id, enterprise_users.user_id',
      'PRIMARY',
    ],
    ['SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed: somebody.elses', 'unknown'],
  ])('%s: %s', (code, message, constraint) => {
    expect(sqlite({ code, message })).toMatchObject({ kind: 'duplicate', constraint });
  });

  it('leaves it to the step to say which foreign key was broken', () => {
    const said = { code: 'SQLITE_CONSTRAINT_FOREIGNKEY', message: 'FOREIGN KEY constraint failed' };
    expect(sqlite(said, 'fk_enterprises_user')).toMatchObject({
      kind: 'missing_target',
      constraint: 'fk_enterprises_user',
    });
    expect(sqlite(said)).toMatchObject({ kind: 'missing_target', constraint: 'unknown' });
  });

  it.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_BUSY_RECOVERY', 'SQLITE_LOCKED'])('busy: %s', (code) => {
    expect(sqlite({ code, message: 'database is locked' })).toMatchObject({ reason: 'busy' });
  });

  it.each([
    ['SQLITE_FULL', 'database or disk is full'],
    ['SQLITE_IOERR_WRITE', 'disk I/O error'],
    ['SQLITE_READONLY_DBMOVED', 'attempt to write a readonly database'],
    ['SQLITE_CANTOPEN', 'unable to open database file'],
    ['SQLITE_CORRUPT', 'database disk image is malformed'],
    ['SQLITE_NOTADB', 'file is not a database'],
    ['SQLITE_ERROR', 'no such table: nowhere'],
    ['SQLITE_ERROR', 'no such column: nothing'],
    ['SQLITE_ERROR', 'table users has no column named nothing'],
  ])('unavailable: %s', (code, message) => {
    expect(sqlite({ code, message })).toBeInstanceOf(UnavailableError);
  });

  it.each([
    ['SQLITE_ERROR', 'near "SELEC": syntax error'],
    ['SQLITE_CONSTRAINT_NOTNULL', 'NOT NULL constraint failed: users.version'],
    ['SQLITE_MISMATCH', 'datatype mismatch'],
  ])('unexpected: %s', (code, message) => {
    const error = failed({ code, message });
    expect(sqliteError(error, undefined)).toBe(error);
  });
});

it('leaves alone what no driver has said', () => {
  for (const thrown of [undefined, null, 'a text', 7, new Error('of the work itself')]) {
    expect(mysqlError(thrown)).toBe(thrown);
    expect(sqliteError(thrown, undefined)).toBe(thrown);
  }
});
