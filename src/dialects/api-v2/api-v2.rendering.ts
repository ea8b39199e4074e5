import type { ErrorCode, ErrorContexts } from '../../common/errors.js';

/** How api-v2 renders one error: `name` never changes, `error` is a sentence for people and may change. */
export interface ApiV2ErrorRendering {
  readonly status: number;
  readonly name: string;
  readonly error: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How api-v2 renders each error; null for what none of its endpoints can raise. */
export type ApiV2Errors = { readonly [C in ErrorCode]: ((context: ErrorContexts[C]) => ApiV2ErrorRendering) | null };

/** The answer that discloses nothing. */
export const UNEXPECTED: ApiV2ErrorRendering = {
  status: 500,
  name: 'InternalServerError',
  error: 'Something went wrong on our side. Send the same request again, or report its requestId.',
};

/** Marks a code that no endpoint of api-v2 can raise; should one do so after all, the answer is `UNEXPECTED`. */
export const NOT_IN_API_V2 = null;
