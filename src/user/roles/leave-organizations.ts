import { ERASED_AT_ONCE, type Place, placesOf } from '../../database/places.js';
import type { Tx } from '../../database/statement.js';
import type { User } from '../user.service.js';

/**
 * Takes a page of a person's roles in organizations, for the deed that erases the person.
 * @param after the id of the last organization of the page before
 * @returns the last place; undefined where the page was not full
 */
export async function leaveOrganizations(tx: Tx, userId: User['id'], [after]: Place): Promise<Place | undefined> {
  tx.queue({
    sql: `SELECT organization_id FROM organization_users FORCE INDEX (ix_organization_users_user)
      WHERE user_id = ? AND organization_id > ? ORDER BY organization_id LIMIT ${ERASED_AT_ONCE}`,
    params: [userId, after],
  });
  const ids = (await tx.flush()).at(-1)!.map(({ organization_id: id }) => String(id));
  if (ids.length === 0) return undefined;
  tx.queue({
    sql: `DELETE FROM organization_users WHERE user_id = ? AND organization_id IN (${placesOf(ids)})`,
    params: [userId, ...ids],
  });
  return ids.length < ERASED_AT_ONCE ? undefined : [ids.at(-1)!, ''];
}
