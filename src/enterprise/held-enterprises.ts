import type { CallContext } from '../common/call-context.js';
import type { Database } from '../database/database.js';
import type { Row, Step } from '../database/steps.js';
import type { CursorQuery } from '../user/user-role-list.service.js';

/**
 * Reads one part of what a user has a role in, in the order of the key: organizations, and enterprises within them.
 *
 * Behind the last one of the part before lie two ranges of that key, the rest of its organization and all organizations
 * behind that one: with an OR between them no database would begin there. An enterprise that was deleted meanwhile has
 * its place still; behind one that never was there is nothing.
 * @param of a statement for the rows of `enterprise_users`, known as `l`, with this condition, at most so many
 * @returns one row more than the part has, where there is more
 */
export async function heldEnterprises(
  database: Database,
  ctx: CallContext,
  { limit, afterId }: CursorQuery,
  of: (condition: string, params: readonly string[], rows: number) => Step,
): Promise<Row[]> {
  const behind = (organizationId: string) => of('l.organization_id > ?', [organizationId], limit + 1);
  if (afterId === undefined) return (await database.read(ctx, (reader) => reader.read(behind(''))))[0]!;
  const [places] = await database.read(ctx, (reader) => reader.read(placeStep(afterId)));
  if (!places![0]) return [];
  const organizationId = String(places![0].organization_id);
  const within = of('l.organization_id = ? AND l.enterprise_id > ?', [organizationId, afterId], limit + 1);
  return (await database.read(ctx, (reader) => reader.read(within, behind(organizationId)))).flat();
}

function placeStep(id: string): Step {
  return {
    sql: `SELECT organization_id FROM enterprises WHERE id = ?
      UNION ALL SELECT organization_id FROM deleted_enterprises WHERE id = ?`,
    params: [id, id],
  };
}
