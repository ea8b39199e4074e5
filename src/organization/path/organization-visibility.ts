import type { Actor } from '../../common/call-context.js';
import type { Condition } from '../../common/standing.js';
import { IDS_OF_PATH } from './organization-path.js';

/** The condition of those who may know of everything. */
export const EVERYTHING: Condition = { sql: '1 = 1', params: [] };

/**
 * Of the organization known as `o`: whether it belongs to this actor, who is no user: to itself, or to everybody. It
 * stands inside the statement that looks for the organization, or for what it has, so that a row of others is dropped
 * where it is found, and the time of a refusal does not tell it from a row that is not there.
 */
export function knownTo(actor: Exclude<Actor, { kind: 'user' }>): Condition {
  if (actor.kind !== 'organization') return EVERYTHING;
  // Ids are of one length and have no separator in them, so that none is found across two of a path.
  return { sql: 'INSTR(o.path, ?) > 0', params: [actor.organizationId] };
}

/** As `IDS_OF_PATH`, where `o` may have been looked for in vain: then they are the ids of nothing. */
const IDS_OF_ANY_PATH = IDS_OF_PATH.replaceAll('o.path', `IFNULL(o.path, '')`);

/**
 * A join of the roles, known as `k`, that the user known as `u` has on the path of `o`.
 *
 * What a user looks for begins with his own row, and takes what is looked for by LEFT JOIN: else MariaDB ends as soon
 * as it finds no row by the key, and the plan that it makes for others' rows takes a tenth of the request. So the roles
 * are asked for with either, by the same keys, and where there is none nothing more is read. The statement begins with
 * `SELECT STRAIGHT_JOIN`, which keeps this order.
 */
export const ROLES_ON_PATH = `organization_users k FORCE INDEX (PRIMARY)
  ON k.user_id = u.id AND k.organization_id IN (${IDS_OF_ANY_PATH})`;

/** Behind it, the organizations of the path, known as `a`: each once for each of the roles. CROSS keeps it so on SQLite. */
export const PATH_BEHIND_ROLES = `CROSS JOIN organizations a ON a.id IN (${IDS_OF_ANY_PATH})`;

/** The role in the organization known as `a`, for `pathStateOf`. */
export const ROLE_ON_PATH = 'CASE WHEN k.organization_id = a.id THEN k.role END AS a_role';
