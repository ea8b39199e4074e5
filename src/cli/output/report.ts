/** The result of a command in two forms. */
export interface Report {
  /** For people: a sentence, and a short table where there are more values. */
  readonly text: string;
  /** For programs: the one document of `--json`. Names in camel case, times in ISO 8601. */
  readonly json: Readonly<Record<string, unknown>>;
  /** The error message for a report with a secret that could not be printed: the secret is lost, and still valid. */
  readonly unseen?: string;
}
