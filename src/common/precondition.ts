/**
 * What a client expects of a resource that it changes (header `If-Match`): the tags of the states in which it may be
 * changed. Checked where the row is locked, so that of two clients that read the same state one is refused.
 */
export interface Precondition {
  /** Whether a resource in the state of this tag may be changed. */
  allows(tag: string): boolean;
}

/** The precondition of a client that sends none. */
export const ANY_STATE: Precondition = { allows: () => true };
