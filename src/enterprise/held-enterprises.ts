import type { Actor, CallContext } from '../common/call-context.js';
import type { Condition } from '../common/standing.js';
import type { Database } from '../database/database.js';
import type { Row, Statement } from '../database/statement.js';
import { IDS_OF_PATH } from '../organization/path/organization-path.js';
import { knownTo } from '../organization/path/organization-visibility.js';
import type { CursorQuery } from '../user/roles/user-role-list.service.js';

/**
 * Reads one part of what a user has a role in, in the order of the key: organizations, and enterprises within them.
 *
 * Behind the last one of the part before lie two ranges of that key, the rest of its organization and all organizations
 * behind that one: with an OR between them no database would begin there. An enterprise that was deleted meanwhile has
 * its place still; behind one that never was there is nothing, and nothing behind one that the caller cannot have been
 * shown: where others' enterprises stand is not told by what is listed behind them.
 * @param of a statement for the rows of `enterprise_users`, known as `l`, with this condition, at most so many
 * @returns one row more than the part has, where there is more
 */
export async function heldEnterprises(
  database: Database,
  ctx: CallContext,
  { limit, afterId }: CursorQuery,
  of: (condition: string, params: readonly string[], rows: number) => Statement,
): Promise<Row[]> {
  const behind = (organizationId: string) => of('l.organization_id > ?', [organizationId], limit + 1);
  if (afterId === undefined) return (await database.read(ctx, (reader) => reader.read(behind(''))))[0]!;
  const [places] = await database.read(ctx, (reader) => reader.read(placeStep(ctx.actor, afterId)));
  if (!places![0]) return [];
  const organizationId = String(places![0].organization_id);
  const within = of('l.organization_id = ? AND l.enterprise_id > ?', [organizationId, afterId], limit + 1);
  const [inside, after] = await database.read(ctx, (reader) => reader.read(within, behind(organizationId)));
  return [...inside!, ...after!];
}

function placeStep(actor: Actor, id: string): Statement {
  const shown = shownTo(actor);
  return {
    sql: `SELECT p.organization_id FROM (SELECT organization_id FROM enterprises WHERE id = ?
        UNION ALL SELECT organization_id FROM deleted_enterprises WHERE id = ?) p
      JOIN organizations o ON o.id = p.organization_id WHERE ${shown.sql}`,
    params: [id, id, ...shown.params],
  };
}

/**
 * Of the organization known as `o`: whether something in it can have been shown to this actor. The role in the very
 * enterprise may be gone by the next page, and one that was deleted has none.
 */
function shownTo(actor: Actor): Condition {
  if (actor.kind !== 'user') return knownTo(actor);
  return {
    sql: `(EXISTS (SELECT 1 FROM organization_users m WHERE m.user_id = ? AND m.organization_id IN (${IDS_OF_PATH}))
      OR EXISTS (SELECT 1 FROM enterprise_users x FORCE INDEX (ix_enterprise_users_user)
        WHERE x.user_id = ? AND x.organization_id = o.id))`,
    params: [actor.userId, actor.userId],
  };
}
