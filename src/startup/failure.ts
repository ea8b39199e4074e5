import { BadConfiguration } from '../config/env.js';
import { EmbeddedDatabaseMissing } from '../database/embedded-driver.js';
import { MigrationLockTimeout } from '../database/migrator.js';
import { FileInTheWay } from './own-file.js';
import { HostUnknown } from './port.js';
import { SchemaMissing } from './startup.service.js';

/** Failures whose message was written for the operator: what happened and what to do. */
const EXPLAINED = [
  BadConfiguration,
  EmbeddedDatabaseMissing,
  MigrationLockTimeout,
  SchemaMissing,
  FileInTheWay,
  HostUnknown,
];

/** What to print when the service cannot start: no stack for what its operator can mend. */
export function explainedFailure(error: unknown): string {
  return explanation(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** What happened and what to do, where the operator can mend it; undefined for anything else. */
export function explanation(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (EXPLAINED.some((kind) => error instanceof kind)) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is in use: stop what listens there, or set PORT to another one.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this user: set PORT to 1024 or above.`;
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'SQLITE_CANTOPEN') {
    return `DATA_DIR cannot be written to: ${error.message}. Make it writable, or set DATA_DIR to another directory.`;
  }
  return undefined;
}
