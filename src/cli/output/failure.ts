/** Exit codes, documented by `--help`. */
export const EXIT = { done: 0, refused: 1, usage: 2, unusable: 3, unexpected: 4 } as const;

/** Why a command failed, ready to be printed. */
export class Failure extends Error {
  /**
   * @param code what programs match on: a word of the catalogue in common/errors.ts, or one of the command line's own
   * @param message one line for people: what happened, and what to do about it
   */
  constructor(
    readonly exitCode: Exclude<(typeof EXIT)[keyof typeof EXIT], 0>,
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
