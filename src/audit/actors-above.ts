import type { Actor } from '../common/call-context.js';
import type { Condition } from '../common/standing.js';

/** The levels of a path, for a join that takes it apart. */
export const LEVELS = Array.from({ length: 8 }, (_, level) => `SELECT ${level} AS n`).join(' UNION ALL ');

/**
 * The organizations above a reader who stands at this index of a path. Those who acted from one of them, as the operator
 * did, are told to the reader by their kind alone: neither the id of a token nor an address. The same rule serves the
 * audit and freezes; of holds their source is the kind.
 */
export function placesAbove(path: readonly string[], index: number): ReadonlySet<string> {
  return new Set(path.slice(0, Math.max(index, 0)));
}

/**
 * The id of the organization from which an actor does something to an organization, for the row that notes the act: an
 * organization's token acts from its own, a user from the highest of the path in which that user has a role. NULL for a
 * role in an enterprise alone, and for the operator, who is known by the kind.
 *
 * It is noted with the act and not looked up by its readers: a role that is given or taken later must neither name nor
 * hide who acted before. It reads one row for each level, by primary key, whatever the user has elsewhere. It belongs
 * into an INSERT … SELECT or an UPDATE, which lock none of them under READ COMMITTED; among VALUES it would.
 */
export function actingFrom(actor: Actor, organizationId: string | undefined): Condition {
  if (actor.kind === 'organization') return { sql: '?', params: [actor.organizationId] };
  if (actor.kind !== 'user' || organizationId === undefined) return { sql: 'NULL', params: [] };
  return {
    sql: `(SELECT m.organization_id FROM organizations o JOIN (${LEVELS}) l ON l.n < o.depth
      JOIN organization_users m FORCE INDEX (PRIMARY)
        ON m.organization_id = SUBSTR(o.path, l.n * 33 + 1, 32) AND m.user_id = ?
      WHERE o.id = ? ORDER BY l.n LIMIT 1)`,
    params: [actor.userId, organizationId],
  };
}
