/** The last freeze of an enterprise; times in milliseconds since 1970. */
export interface Freeze {
  /** Since when. */
  readonly at: number;
  /** The last moment of the freeze. */
  readonly expiresAt: number;
  /** The actor, as in the audit. */
  readonly frozenBy: string;
  /** The id of the organization from which the actor froze it, as in the audit. */
  readonly frozenFrom: string | null;
  /** The actor who thawed it early, or null. */
  readonly thawedBy: string | null;
}

/** Whether an enterprise with this last freeze is frozen now. */
export function isFrozen(freeze: Freeze | null): boolean {
  return freeze !== null && freeze.thawedBy === null && freeze.expiresAt >= Date.now();
}
