import { BadConfiguration } from '../config/env.js';
import { EMBEDDED_FILE } from '../database/connection/data-source.js';
import { EmbeddedDatabaseMissing } from '../database/sqlite/embedded-driver.js';
import { MigrationLockTimeout } from '../database/connection/migrator.js';
import { UnknownSchema } from '../database/connection/unknown-schema.js';
import { FileConflict } from '../database/sqlite/private-file.js';
import { HostUnknown, portProblem, PortRefused } from './port.js';
import { SchemaMissing } from './startup.service.js';

/** Failures with a message for the operator: what happened and what to do. */
const EXPLAINED = [
  BadConfiguration,
  EmbeddedDatabaseMissing,
  MigrationLockTimeout,
  SchemaMissing,
  UnknownSchema,
  FileConflict,
  HostUnknown,
  PortRefused,
];

/** What to print when the service cannot start: without a stack if the operator can repair the cause. */
export function explainedFailure(error: unknown): string {
  return explanation(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** What happened and what to do, if the operator can repair it; undefined for any other error. */
export function explanation(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (EXPLAINED.some((kind) => error instanceof kind)) return error.message;
  const { code, port, syscall, cause } = error as NodeJS.ErrnoException & { port?: number };
  // A database server that cannot be reached: its port is not the one to listen on, and its EACCES is not that of DATA_DIR.
  if (syscall === 'connect') return undefined;
  const taken = port === undefined ? undefined : portProblem(code ?? '', port);
  if (taken !== undefined) return taken;
  const what = directoryProblem(code ?? '');
  if (what !== undefined) return `${what[0]}: ${error.message}. ${what[1]}, or set DATA_DIR to another directory.`;
  // An error of the database layer has the driver's error as its cause.
  return explanation(cause);
}

/** What is wrong with DATA_DIR, and the remedy, by the code of Node.js or SQLite. */
function directoryProblem(code: string): readonly [what: string, remedy: string] | undefined {
  if (/^(EACCES|EPERM|EROFS|ENOTDIR|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM)/.test(code)) {
    return ['DATA_DIR cannot be written to', 'Make it and the files in it writable for this user'];
  }
  if (/^(SQLITE_NOTADB|SQLITE_CORRUPT)/.test(code)) {
    return [`The file ${EMBEDDED_FILE} in DATA_DIR is damaged or no SQLite database`, 'Put a whole copy in its place'];
  }
  if (/^(ENOSPC|EDQUOT|EIO|SQLITE_FULL|SQLITE_IOERR)/.test(code)) {
    return ['DATA_DIR has no room left or its disk fails', 'Make room'];
  }
  return undefined;
}
