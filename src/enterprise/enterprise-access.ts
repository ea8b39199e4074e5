import { type Actor, type CallContext, withRoleBasis } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { OPERATOR_DEPTH, type PathState, refuseState, rolesFor } from '../organization/path/organization-path.js';
import type { Enterprise } from './enterprise.js';

/** What a caller does with an enterprise: read it, change it or its users, administer it, or leave it. */
export type EnterpriseIntent = 'read' | 'write' | 'admin' | 'leave';

/** The enterprise roles that allow each intent (decisions §5). */
const ROLES: Readonly<Record<EnterpriseIntent, ReadonlySet<string>>> = {
  read: new Set(['admin', 'auditor', 'member']),
  write: new Set(['admin']),
  admin: new Set(),
  leave: new Set(['admin', 'auditor', 'member']),
};

/**
 * The organization roles that allow this in every enterprise of the organization, and below. A customer may leave the
 * organization, but its enterprises are not visible to them: leaving one would disclose whether it exists.
 */
function organizationRolesFor(intent: EnterpriseIntent): ReadonlySet<string> {
  return rolesFor(intent === 'leave' ? 'read' : intent);
}

/** The call, which depends on the roles in an enterprise and on its path that allow this (`restingOnPath`). */
export function restingOnEnterprise(
  ctx: CallContext,
  { id, organization }: Pick<Enterprise, 'id' | 'organization'>,
  intent: EnterpriseIntent,
): CallContext {
  return withRoleBasis(ctx, {
    organizationIds: organization.path,
    organizationRoles: organizationRolesFor(intent),
    enterprise: { id, roles: ROLES[intent] },
  });
}

/** The basis of permission: the enterprise's path, and the actor's role in the enterprise. */
export interface EnterprisePosition {
  readonly enterpriseId: string;
  readonly organizationId: string;
  /** Of its organization, root first. */
  readonly path: readonly PathState[];
  /** Of the actor in the enterprise itself, if the actor is a user. */
  readonly role: string | null;
}

/** The organization roles to which the enterprises of the organization, and below, are visible. */
export function rolesThatSee(intent: EnterpriseIntent): readonly string[] {
  return [...new Set([...rolesFor('read'), ...organizationRolesFor(intent)])];
}

/**
 * Throws unless this actor may do this with an enterprise. As with everything below an organization, changes are
 * refused by any hold on the path, and reading by holds at or above the actor's depth. A user with a role only in the
 * enterprise is below all of them. No state prevents a user from leaving.
 * @throws DomainError enterprise_not_found (absent and not visible alike), organization_suspended,
 *   organization_not_activated, permission_denied, in this order
 */
export function assertEnterprisePermitted(actor: Actor, of: EnterprisePosition, intent: EnterpriseIntent): void {
  const { enterpriseId, organizationId, path, role } = of;
  const actorDepth = actorDepthOf(actor, of, intent);
  if (path.length === 0 || actorDepth === undefined || path.some(({ deleted }) => deleted)) {
    throw new DomainError('enterprise_not_found', { enterpriseId });
  }
  const depth = { read: actorDepth + 1, admin: actorDepth + 1, write: path.length, leave: 0 }[intent];
  refuseState(organizationId, path, depth);
  if (intent === 'admin' && actorDepth !== OPERATOR_DEPTH) {
    throw new DomainError('permission_denied', { details: 'Only the operator of this service may do this' });
  }
  if (actor.kind !== 'user') return;
  const may = (role !== null && ROLES[intent].has(role)) || path.some((each) => isAllowed(each.role, intent));
  if (!may) throw new DomainError('permission_denied', { details: 'The role in this enterprise does not allow this' });
}

/**
 * The actor's index on the path; its length for a user with a role only in the enterprise; undefined if the enterprise
 * is not visible to the actor. To a customer of the organization only enterprises in which they have a role are
 * visible.
 */
function actorDepthOf(actor: Actor, { path, role }: EnterprisePosition, intent: EnterpriseIntent): number | undefined {
  if (actor.kind === 'operator' || actor.kind === 'system') return OPERATOR_DEPTH;
  if (actor.kind === 'organization') {
    const index = path.findIndex(({ id }) => id === actor.organizationId);
    return index >= 0 ? index : undefined;
  }
  const index = path.findIndex((each) => isAllowed(each.role, intent));
  if (index >= 0) return index;
  return role !== null || path.some((each) => isAllowed(each.role, 'read')) ? path.length : undefined;
}

/** Whether this role on the path allows this in the enterprise. */
function isAllowed(role: string | null, intent: EnterpriseIntent): boolean {
  return role !== null && organizationRolesFor(intent).has(role);
}
