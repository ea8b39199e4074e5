import { type Actor, type CallContext, withRoleBasis } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { OPERATOR_DEPTH, type PathState, refuseState, rolesFor } from '../organization/path/organization-path.js';
import type { Enterprise } from './enterprise.js';

/** What a caller does with an enterprise: read it, change it or its users, operate on it, or leave it. */
export type EnterpriseIntent = 'read' | 'write' | 'admin' | 'leave';

/** What enterprise roles allow (decisions §5): everything in that enterprise, or reading it. */
const ROLES: Readonly<Record<EnterpriseIntent, ReadonlySet<string>>> = {
  read: new Set(['admin', 'auditor', 'member']),
  write: new Set(['admin']),
  admin: new Set(),
  leave: new Set(['admin', 'auditor', 'member']),
};

/**
 * The organization roles that allow this in every enterprise of the organization, and below. A customer may leave the
 * organization, but is a stranger to its enterprises: leaving one would disclose whether it exists.
 */
function organizationRolesFor(intent: EnterpriseIntent): ReadonlySet<string> {
  return rolesFor(intent === 'leave' ? 'read' : intent);
}

/** The call, resting on the roles in an enterprise and on its path which allow this (`restingOnPath`). */
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

/** What decides on permission: the enterprise's path, and the actor's role in the enterprise. */
export interface EnterprisePosition {
  readonly enterpriseId: string;
  readonly organizationId: string;
  /** Of its organization, root first. */
  readonly path: readonly PathState[];
  /** Of the actor in the enterprise itself, where the actor is a user. */
  readonly role: string | null;
}

/** The organization roles with which a user is no stranger to the enterprises of the organization, and below. */
export function rolesThatSee(intent: EnterpriseIntent): readonly string[] {
  return [...new Set([...rolesFor('read'), ...organizationRolesFor(intent)])];
}

/**
 * Throws unless this actor may do this with an enterprise. The state of its organizations refuses as for everything below
 * an organization: changes are refused by any hold on the path, reading by holds at or above the actor's depth. A user
 * with only a role in the enterprise is below all of them. No state keeps a user from leaving.
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
 * The actor's index on the path; its length for a user with only a role in the enterprise; undefined for a stranger. A
 * customer of the organization is a stranger to enterprises in which they have no role.
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

/** Whether this role on the path allows this with the enterprise. */
function isAllowed(role: string | null, intent: EnterpriseIntent): boolean {
  return role !== null && organizationRolesFor(intent).has(role);
}
