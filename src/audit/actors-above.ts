import type { Row, Step } from '../database/steps.js';

/**
 * Where a reader stands on the path of an organization. Those above are told to a reader by their kind alone: neither the
 * id of a token nor an address. The same rule serves the audit and freezes; of holds their source is the kind.
 */
export interface ReadersPlace {
  /** The ids of the organizations above the reader's place, root first; none for who stands at the root. */
  readonly above: readonly string[];
  /** Those from the reader's place on. */
  readonly within: readonly string[];
}

/** The place at this index of a path. */
export function placeAt(path: readonly string[], index: number): ReadersPlace {
  return { above: path.slice(0, Math.max(index, 0)), within: path.slice(Math.max(index, 0)) };
}

/**
 * Looks for those of some tokens that are used from above a place: the operator's, those of organizations above it, and
 * those of users who have their role up there and none within. Roles are those of now.
 */
export function tokensAbove({ above, within }: ReadersPlace, tokenIds: readonly string[]): Step {
  const list = (ids: readonly string[]) => ['', ...ids].map(() => '?').join(', ');
  const hasRole = (ids: readonly string[]) => `EXISTS (SELECT 1 FROM organization_users m
    WHERE m.user_id = t.user_id AND m.organization_id IN (${list(ids)}))`;
  return {
    sql: `SELECT t.id, t.kind FROM access_tokens t WHERE t.id IN (${list(tokenIds)})
      AND (t.kind = 'operator' OR t.organization_id IN (${list(above)}) OR (${hasRole(above)} AND NOT ${hasRole(within)}))`,
    params: [tokenIds, above, above, within].flatMap((ids) => ['', ...ids]),
  };
}

/** Reads the answer to `tokensAbove`: the kind of each of these tokens. */
export function kindsAbove(rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(rows.map(({ id, kind }) => [String(id), String(kind)]));
}
