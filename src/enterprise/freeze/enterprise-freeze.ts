/** The last freeze of an enterprise; times in milliseconds since 1970. */
export interface Freeze {
  /** Since when. */
  readonly at: number;
  /** The last moment at which it is frozen, or was. */
  readonly expiresAt: number;
  /** The actor, as the audit names them. */
  readonly frozenBy: string;
  /** The id of the organization from which that was done, as the audit notes it. */
  readonly frozenFrom: string | null;
  /** The actor who thawed it ahead of its end, or null. */
  readonly thawedBy: string | null;
}

/** Whether an enterprise with this last freeze is frozen now. */
export function isFrozen(freeze: Freeze | null): boolean {
  return freeze !== null && freeze.thawedBy === null && freeze.expiresAt >= Date.now();
}
