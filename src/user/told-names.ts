import type { Actor } from '../common/call-context.js';
import type { Condition } from '../common/standing.js';
import type { Organization } from '../organization/organization.js';
import { IDS_OF_PATH } from '../organization/path/organization-path.js';

/** As many accepted roles of one user are looked at, so that none costs more than others. */
const MOST_ACCEPTED = 1_000;

/**
 * Whether the user of this column has accepted a role in one of these organizations: been given it by the operator, or
 * made a change by it. To others than those organizations a person's names are not told: a tenant that adds an email
 * learns nothing by it.
 */
export function hasAccepted(column: string, path: readonly string[]): Condition {
  return {
    sql: `EXISTS (SELECT 1 FROM organization_users n
      WHERE n.user_id = ${column} AND n.organization_id IN (${path.map(() => '?').join(', ')}) AND n.accepted = 1)`,
    params: path,
  };
}

/** The same of the user known as `u`, whose id is this one, as another user or an organization meets them. */
export function acceptedBefore(actor: Actor, own: Organization | undefined, userId: string): Condition {
  if (own) return hasAccepted('u.id', own.path);
  return {
    sql: `EXISTS (SELECT 1 FROM (SELECT organization_id FROM organization_users FORCE INDEX (ix_organization_users_user)
        WHERE user_id = ? AND accepted = 1 ORDER BY organization_id LIMIT ${MOST_ACCEPTED}) n
      JOIN organizations o ON o.id = n.organization_id
      JOIN organization_users t ON t.user_id = ? AND t.organization_id IN (${IDS_OF_PATH}))`,
    params: [userId, actor.kind === 'user' ? actor.userId : ''],
  };
}

/** Whether an actor is told everybody's names, and a user their own. */
export function knowsNames(actor: Actor, userId: string): boolean {
  if (actor.kind === 'organization') return false;
  return actor.kind !== 'user' || actor.userId === userId;
}

/** A user as told to this actor: without names where no role was accepted. */
export function toldTo<
  T extends { readonly id: string; readonly firstName: string | null; readonly lastName: string | null },
>(actor: Actor, user: T, isAccepted: boolean): T {
  return isAccepted || knowsNames(actor, user.id) ? user : { ...user, firstName: null, lastName: null };
}
