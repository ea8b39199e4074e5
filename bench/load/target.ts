/** What the load needs to know of a candidate in order to call it: plain data, since it travels between processes. */
export interface Target {
  readonly port: number;
  /** The bearer token that may do everything. */
  readonly token: string;
  /** Organizations without a parent, among which calls are spread. */
  readonly organizations: readonly string[];
  /** Users who may be named as additional admins in the organization of the same position. */
  readonly admins: readonly (readonly [string, string])[];
  /** Emails that a user has already. */
  readonly knownEmails: readonly string[];
  /** The organization whose children are listed, the first one. */
  readonly children: number;
  /** A user who is an admin of very many enterprises, in every organization; empty where there is none. */
  readonly commonAdmin: string;
  /** More tokens, each of which is used once in a while. */
  readonly manyTokens: readonly string[];
}
