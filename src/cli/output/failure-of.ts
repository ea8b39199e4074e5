import { isNativeError } from 'node:util/types';
import { DomainError } from '../../common/errors.js';
import { BackupRefused } from '../../database/backup/backup-refused.js';
import { EmbeddedDatabaseMissing } from '../../database/sqlite/embedded-driver.js';
import { driverMessage } from '../../database/driver-message.js';
import { mysqlError, sqliteError, TransientError, UnavailableError } from '../../database/database-errors.js';
import { MigrationLockTimeout } from '../../database/connection/migrator.js';
import { UnknownSchema } from '../../database/connection/unknown-schema.js';
import { explanation } from '../../startup/failure.js';
import { SchemaMissing } from '../../startup/startup.service.js';
import { EXIT, Failure } from './failure.js';
import { refusalSentence } from './refusals.js';

/** The failure for any error that a command threw: one line, and no stack for what the operator can fix. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof DomainError && error.code !== 'unavailable') {
    const refusal = error as DomainError;
    return new Failure(EXIT.refused, refusal.code, refusalSentence(refusal), { cause: refusal });
  }
  if (error instanceof BackupRefused) return new Failure(EXIT.refused, error.code, error.message, { cause: error });
  const explained = explanation(error);
  if (explained !== undefined) return new Failure(EXIT.unusable, unusableCode(error), explained, { cause: error });
  if (error instanceof DomainError || isDatabaseFault(error)) {
    const message = `The database cannot be used: ${reasonOf(error)}. See that it runs, that DATABASE_URL or DATA_DIR is right, and try again.`;
    return new Failure(EXIT.unusable, 'database_unusable', message, { cause: error });
  }
  const message = `Unexpected failure: ${reasonOf(error)} (LOG_LEVEL=debug shows where).`;
  return new Failure(EXIT.unexpected, 'unexpected', message, { cause: error });
}

function unusableCode(error: unknown): string {
  if (error instanceof SchemaMissing) return 'schema_missing';
  if (error instanceof UnknownSchema) return `schema_${error.reason}`;
  const ofDatabase = error instanceof EmbeddedDatabaseMissing || error instanceof MigrationLockTimeout;
  return ofDatabase || isDatabaseFault(error) ? 'database_unusable' : 'bad_configuration';
}

function isDatabaseFault(error: unknown): boolean {
  return [mysqlError(error), sqliteError(error, undefined)].some(
    (fault) => fault instanceof TransientError || fault instanceof UnavailableError,
  );
}

/** The message of the innermost cause: the driver's, not that of the layers that wrapped it. */
function reasonOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  if (isNativeError(error.cause)) return reasonOf(error.cause);
  return driverMessage(error);
}
