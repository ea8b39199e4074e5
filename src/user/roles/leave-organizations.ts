import { ERASE_BATCH_SIZE, type Position } from '../../database/keyset.js';
import type { Tx } from '../../database/statement.js';
import type { User } from '../user.service.js';
import { organizationsToLeave, organizationRolesDelete } from './organization-user.queries.js';

/**
 * Deletes a page of a user's roles in organizations, for the user's erasure.
 * @param after the id of the last organization of the page before
 * @returns the last place; undefined where the page was not full
 */
export async function leaveOrganizations(tx: Tx, userId: User['id'], [after]: Position): Promise<Position | undefined> {
  const [rows] = await tx.query(organizationsToLeave(userId, after));
  const ids = rows.map(({ organization_id: id }) => id);
  if (ids.length === 0) return undefined;
  tx.queue(organizationRolesDelete(userId, ids));
  return ids.length < ERASE_BATCH_SIZE ? undefined : [ids.at(-1)!, ''];
}
