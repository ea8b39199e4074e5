/**
 * Roles that their user has accepted ahead of all others, each in the order they were in: clients take the first
 * organization of a list, and whoever adds a person to theirs must not become it. Only where the list is whole: one that
 * is read on behind its last id keeps the order of ids.
 */
export function acceptedFirst<R extends { readonly accepted?: string | number | null }>(
  rows: readonly R[],
  isWhole: boolean,
): readonly R[] {
  return isWhole ? rows.toSorted((a, b) => Number(b.accepted) - Number(a.accepted)) : rows;
}
