/** What a command has done, said twice. */
export interface Report {
  /** For people: a sentence, and a short table where there is more to tell. */
  readonly text: string;
  /** For programs: the one document of `--json`. Names in camel case, times in ISO 8601. */
  readonly json: Readonly<Record<string, unknown>>;
  /** What to say where there is a secret in it and the answer could not be printed: it is lost, and still valid. */
  readonly unseen?: string;
}
