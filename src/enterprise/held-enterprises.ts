import type { CallContext } from '../common/call-context.js';
import type { Database } from '../database/database.js';
import { placeholders } from '../database/placeholders.js';
import { reachBelow } from '../user/user-reach.queries.js';
import type { CursorQuery } from '../user/roles/user-role-list.service.js';
import { organizationOfShown } from './enterprise.queries.js';

/** A range of `enterprise_users`, with the alias `l`, and the most rows to read of it. */
export interface HeldRange {
  readonly condition: string;
  readonly params: readonly string[];
  readonly rows: number;
}

/**
 * The ranges of one page of the enterprises in which a user has a role, in the order of the key: by organization, then
 * by enterprise.
 *
 * After the last enterprise of the previous page there are two ranges of that key: the rest of its organization, and
 * all later organizations. No database begins at the right position if an OR combines them. An enterprise that was
 * deleted meanwhile keeps its position. After an id that never existed, or that the caller cannot have been shown,
 * there is nothing: a list must not reveal the positions of others' enterprises.
 * @returns the ranges of the page and one row more; none if nothing follows
 */
export async function heldRanges(
  database: Database,
  ctx: CallContext,
  userId: string,
  { limit, afterId }: CursorQuery,
): Promise<HeldRange[]> {
  const rows = limit + 1;
  if (afterId === undefined) return laterOrganizations(database, ctx, { userId, afterId: '', rows });
  const [[place]] = await database.read(ctx, (reader) => reader.read(organizationOfShown(ctx.actor, afterId)));
  if (!place) return [];
  const { organization_id: id } = place;
  return [
    { condition: 'l.organization_id = ? AND l.enterprise_id > ?', params: [id, afterId], rows },
    ...(await laterOrganizations(database, ctx, { userId, afterId: id, rows })),
  ];
}

/**
 * The range of all later organizations. For an organization's token it names those in and below its own in which the
 * user has enterprises, at most as many as there are rows: the user may have very many elsewhere.
 */
async function laterOrganizations(
  database: Database,
  ctx: CallContext,
  { userId, ...page }: { readonly userId: string; readonly afterId: string; readonly rows: number },
): Promise<HeldRange[]> {
  const { afterId, rows } = page;
  if (ctx.actor.kind !== 'organization') return [{ condition: 'l.organization_id > ?', params: [afterId], rows }];
  const below = reachBelow(userId, ctx.actor.organizationId, page);
  const [found] = await database.read(ctx, (reader) => reader.read(below));
  const ids = found.map((row) => row.organization_id);
  return ids.length === 0 ? [] : [{ condition: `l.organization_id IN (${placeholders(ids)})`, params: ids, rows }];
}
