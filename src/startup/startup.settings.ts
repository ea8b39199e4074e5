/** What of the configuration the start needs. */
export class StartupSettings {
  constructor(
    /** Whether the database is the embedded one, which is never late. */
    readonly embedded: boolean,
    /** Whether starting brings the schema and the reference data up to date. */
    readonly migratesAtStart: boolean,
    /**
     * Whether to wait to be told: the command line connects when a command needs it, and fails at once if it cannot.
     */
    readonly waits: boolean,
    /** Where the embedded database lives, and the operator's token beside it. */
    readonly dataDir: string,
  ) {}
}
