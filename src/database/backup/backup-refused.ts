/** Why nothing was backed up or restored; programs match on these words. */
export type BackupRefusal =
  | 'file_exists'
  | 'file_missing'
  | 'not_a_backup'
  | 'database_exists'
  | 'schema_newer'
  | 'dump_failed'
  | 'client_missing';

/** A backup or a restore that was not made, and has left nothing. The message is one line, with what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';

  constructor(
    readonly code: BackupRefusal,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
