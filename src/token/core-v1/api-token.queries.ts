import type { Actor } from '../../common/call-context.js';
import { sql, type Statement } from '../../database/statement.js';
import { TOKEN_COLUMNS } from '../access-token.queries.js';
import type { TokenRow } from '../stored-token.js';
import { joinOrganization } from '../../organization/organization.queries.js';
import { knownTo, ROLES_ON_PATH } from '../../organization/path/organization-path.queries.js';

/**
 * The token of an id, if this actor may know of it: for a user, their own and those of organizations in which, or above
 * which, they have a role. The condition is part of the look-up, so that the time does not distinguish a hidden token
 * from an absent one.
 */
export function tokenKnownTo(actor: Actor, id: string): Statement<TokenRow> {
  if (actor.kind === 'user') {
    return sql(
      `SELECT STRAIGHT_JOIN ${TOKEN_COLUMNS} FROM users u LEFT JOIN access_tokens t ON t.id = ?
        LEFT ${joinOrganization('o', 't.organization_id')} LEFT JOIN ${ROLES_ON_PATH}
        WHERE u.id = ? AND (t.user_id = u.id OR k.role IS NOT NULL) LIMIT 1`,
      [id, actor.userId],
    );
  }
  const seen = knownTo(actor);
  return sql(
    `SELECT ${TOKEN_COLUMNS} FROM access_tokens t LEFT ${joinOrganization('o', 't.organization_id')}
      WHERE t.id = ? AND ${seen.sql}`,
    [id, ...seen.params],
  );
}
