/**
 * What a client knows of a thing that it wants to change (header `If-Match`): the tags of the states in which it may be
 * changed. Judged where the row is locked, so that of two who read the same state one is refused.
 */
export interface Precondition {
  /** Whether a thing in the state of this tag may be changed. */
  allows(tag: string): boolean;
}

/** Of a client that sends none. */
export const ANY_STATE: Precondition = { allows: () => true };
