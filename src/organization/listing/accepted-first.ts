/**
 * Roles that their user has accepted ahead of all others, each in the order they were in: clients take the first
 * organization of a list, and it must not be one that has added the person to itself. Only where the list is whole: one
 * that continues behind its last id keeps the order of ids.
 */
export function acceptedFirst<R extends { readonly accepted?: string | number | null }>(
  rows: readonly R[],
  isWhole: boolean,
): readonly R[] {
  return isWhole ? rows.toSorted((a, b) => Number(b.accepted) - Number(a.accepted)) : rows;
}
