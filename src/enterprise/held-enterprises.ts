import type { CallContext } from '../common/call-context.js';
import type { Database } from '../database/database.js';
import type { CursorQuery } from '../user/roles/user-role-list.service.js';
import { organizationOfShown } from './enterprise.queries.js';

/** A range of `enterprise_users`, with the alias `l`, and at most so many rows of it. */
export interface HeldRange {
  readonly condition: string;
  readonly params: readonly string[];
  readonly rows: number;
}

/**
 * Where one page begins of the enterprises in which a user has a role, in the order of the key: organizations, and
 * enterprises within them.
 *
 * Behind the last one of the page before there are two ranges of that key, the rest of its organization and all
 * organizations behind that one: no database would begin at the right place with an OR between them. An enterprise that
 * was deleted meanwhile keeps its place. Behind an id that never was there, or of which the caller cannot have been
 * shown anything, there is nothing: a list must not tell where the enterprises of others are in its order.
 * @returns the ranges of the page and one row more; none where there is nothing
 */
export async function heldRanges(
  database: Database,
  ctx: CallContext,
  { limit, afterId }: CursorQuery,
): Promise<HeldRange[]> {
  const rows = limit + 1;
  if (afterId === undefined) return [{ condition: 'l.organization_id > ?', params: [''], rows }];
  const [[place]] = await database.read(ctx, (reader) => reader.read(organizationOfShown(ctx.actor, afterId)));
  if (!place) return [];
  const { organization_id: id } = place;
  return [
    { condition: 'l.organization_id = ? AND l.enterprise_id > ?', params: [id, afterId], rows },
    { condition: 'l.organization_id > ?', params: [id], rows },
  ];
}
