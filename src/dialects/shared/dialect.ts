import type { RateLimitStatus } from '../../common/rate-limit-status.js';
import type { DomainError } from '../../common/errors.js';

/** The two grammars this service speaks, named by their URLs. */
export type DialectName = 'api-v2' | 'core-v1';

/** Metadata key of the dialect a controller speaks. */
export const DIALECT = Symbol('dialect');

/** Arguments as they were sent: names to texts, lists and further trees. */
export type Tree = Record<string, unknown>;

/** The three places where a request may say its arguments. Nobody has judged them yet. */
export interface SentArguments {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Tree;
  readonly body: Tree;
}

/** An error, said in a dialect. `body` is plain JSON; the content type is always `application/json`. */
export interface RenderedError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A grammar in both directions: how a request names things, and how an error is said. */
export interface Dialect {
  readonly name: DialectName;
  /** Every path that begins so is answered in this dialect: `/core/v1`. */
  readonly prefix: string;
  /** The `content-type` of every JSON answer. core-v1 says no charset (core-v1.md §5.1). */
  readonly contentType: string;
  /** What a request body may be written in. */
  readonly mediaTypes: readonly ('json' | 'form')[];
  /** The parameter whose text is a JSON body for requests that have none of their own, where there is one. */
  readonly jsonParameter?: string;
  /** Whether a body of another media type is refused (api-v2), or taken as not there at all (core-v1.md §3.1). */
  readonly refusesOtherMediaTypes: boolean;
  /** Whether arguments that belong in a body may as well stand in the query (core-v1.md §2.2), or are refused there. */
  readonly takesBodyFromQuery: boolean;
  /** The arguments of a request as one tree: which place wins is a matter of the dialect. */
  readArguments(sent: SentArguments): Tree;
  /** Says an error. Never throws, and shows of the error nothing but its code and context. */
  renderError(error: DomainError, requestId: string): RenderedError;
  /** The headers that tell a caller how many calls are left to its token, on every answer. */
  allowanceHeaders(allowance: RateLimitStatus): Readonly<Record<string, string>>;
}
