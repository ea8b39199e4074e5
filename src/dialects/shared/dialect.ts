import type { RateLimitStatus } from '../../common/rate-limit-status.js';
import type { DomainError } from '../../common/errors.js';

/** The two REST grammars of this service, named by their URLs. */
export type DialectName = 'api-v2' | 'core-v1';

/** Metadata key of the dialect of a controller. */
export const DIALECT = Symbol('dialect');

/** Arguments as they were sent: names to texts, lists and further trees. */
export type Tree = Record<string, unknown>;

/** The three places where a request can have its arguments, not yet validated. */
export interface SentArguments {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Tree;
  readonly body: Tree;
}

/** An error, rendered in a dialect. `body` is plain JSON; the content type is always `application/json`. */
export interface RenderedError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A grammar in both directions: how a request names its arguments, and how an error is rendered. */
export interface Dialect {
  readonly name: DialectName;
  /** Every path that begins so is answered in this dialect: `/core/v1`. */
  readonly prefix: string;
  /** The `content-type` of every JSON answer. core-v1 has no charset (core-v1.md §5.1). */
  readonly contentType: string;
  /** The media types of a request body. */
  readonly mediaTypes: readonly ('json' | 'form')[];
  /** The parameter whose text is a JSON body for requests that have none of their own, where there is one. */
  readonly jsonParameter?: string;
  /** Whether a body of another media type is refused (api-v2), or ignored (core-v1.md §3.1). */
  readonly refusesOtherMediaTypes: boolean;
  /** Whether arguments that belong in a body are also taken from the query (core-v1.md §2.2), or are refused there. */
  readonly takesBodyFromQuery: boolean;
  /** The arguments of a request as one tree: the dialect decides which place has precedence. */
  readArguments(sent: SentArguments): Tree;
  /** Renders an error. Never throws, and shows nothing of the error but its code and context. */
  renderError(error: DomainError, requestId: string): RenderedError;
  /** The headers with the number of calls that the token has left, on every answer. */
  rateLimitHeaders(allowance: RateLimitStatus): Readonly<Record<string, string>>;
}
