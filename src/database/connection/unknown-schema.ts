/** Of every database that was made before the first release, whose migrations were replaced by `initial-schema`. */
export const FIRST_UNRELEASED_MIGRATION = 'CreateCurrencies1795305601000';

/** Why a release does not know a database's migrations. */
export type UnknownSchemaReason = 'newer' | 'unreleased';

/**
 * The database has migrations that this release does not know: those of a newer one, or of the time before the first
 * release. This release would read and write it wrongly without noticing.
 */
export class UnknownSchema extends Error {
  override readonly name = 'UnknownSchema';
  readonly reason: UnknownSchemaReason;

  /**
   * @param unknown the names of the migrations, at least one
   * @param variable the one that names the database
   */
  constructor(unknown: readonly string[], variable: 'DATA_DIR' | 'DATABASE_URL') {
    const reason = unknown.includes(FIRST_UNRELEASED_MIGRATION) ? 'unreleased' : 'newer';
    super(reason === 'newer' ? newer(unknown, variable) : unreleased(variable));
    this.reason = reason;
  }
}

function newer([first, ...more]: readonly string[], variable: string): string {
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `The schema is newer than this release: it has the migration ${first}${others}, unknown here. Start the release that made it, or set ${variable} to another database.`;
}

function unreleased(variable: string): string {
  return `The database was made before release 0.1.0, and no release can migrate it: it has been left as it is. Set ${variable} to a new, empty database, and read the old one with the build that made it.`;
}
