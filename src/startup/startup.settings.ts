/** The settings of the start. */
export class StartupSettings {
  constructor(
    /** Whether the database is the embedded one, for which no start has to wait. */
    readonly embedded: boolean,
    /** Whether starting brings the schema and the reference data up to date. */
    readonly migratesAtStart: boolean,
    /**
     * Whether to wait for `prepare`: the command line connects when a command needs it, and fails at once if it cannot.
     */
    readonly waits: boolean,
    /** The directory of the embedded database and of the operator's token. */
    readonly dataDir: string,
  ) {}
}
