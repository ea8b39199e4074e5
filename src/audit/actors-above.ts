/**
 * The organizations above a reader who is at this index of a path. Of those who acted from one of them, as of the
 * operator, the reader learns the kind alone: neither the id of a token nor an address. The same rule serves the audit
 * log and freezes; of holds the source is the kind.
 */
export function organizationsAbove(path: readonly string[], index: number): ReadonlySet<string> {
  return new Set(path.slice(0, Math.max(index, 0)));
}
