import { BadConfiguration } from '../config/env.js';
import { EmbeddedDatabaseMissing } from '../database/embedded-driver.js';
import { MigrationLockTimeout } from '../database/migrator.js';
import { SchemaMissing } from './startup.service.js';

/** Failures whose message was written for the operator: what happened and what to do. */
const EXPLAINED = [BadConfiguration, EmbeddedDatabaseMissing, MigrationLockTimeout, SchemaMissing];

/** What to print when the service or a command cannot start: no stack for what its user can mend. */
export function explainedFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPLAINED.some((kind) => error instanceof kind)) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is in use: stop what listens there, or set PORT to another one.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this user: set PORT to 1024 or above.`;
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'SQLITE_CANTOPEN') {
    return `DATA_DIR cannot be written to: ${error.message}. Make it writable, or set DATA_DIR to another directory.`;
  }
  return error.stack ?? error.message;
}
