import type { ErrorCode, ErrorContexts } from '../../common/errors.js';

/** How core-v1 renders one error. The descriptions of documented codes are the published ones, letter for letter. */
export interface CoreV1ErrorRendering {
  readonly status: number;
  readonly code: string;
  readonly description: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How core-v1 renders each error; null for what none of its endpoints can raise. */
export type CoreV1Errors = { readonly [C in ErrorCode]: ((context: ErrorContexts[C]) => CoreV1ErrorRendering) | null };

/** Marks a code that no endpoint of core-v1 can raise; should one do so after all, the answer is `UNHANDLED`. */
export const NOT_IN_CORE_V1 = null;
