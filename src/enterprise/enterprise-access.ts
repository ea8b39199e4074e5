import { type Actor, type CallContext, restingOn } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { OPERATOR_DEPTH, type PathState, refuseState, rolesFor } from '../organization/path/organization-path.js';
import type { Enterprise } from './enterprise.js';

/** What a caller wants of an enterprise: to look, to change it or its users, what is the operator's alone, or to leave. */
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
 * organization, but is a stranger to its enterprises: leaving one would tell whether it is there.
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
  return restingOn(ctx, {
    organizationIds: organization.path,
    organizationRoles: organizationRolesFor(intent),
    enterprise: { id, roles: ROLES[intent] },
  });
}

/** An enterprise as far as permission goes. */
export interface EnterpriseStanding {
  readonly enterpriseId: string;
  readonly organizationId: string;
  /** Of its organization, root first. */
  readonly path: readonly PathState[];
  /** Of the actor in the enterprise itself, where he is a user. */
  readonly role: string | null;
}

/** The organization roles with which a user is no stranger to the enterprises of the organization, and below. */
export function rolesThatSee(intent: EnterpriseIntent): readonly string[] {
  return [...new Set([...rolesFor('read'), ...organizationRolesFor(intent)])];
}

/**
 * Whether this actor may do this with an enterprise. The state of its organizations refuses as it does for everything
 * below an organization: changes by any hold on the path, looking by those at or above the actor's place. Who has no
 * more than a role in the enterprise stands below them all. No state keeps a user from leaving.
 * @throws DomainError enterprise_not_found (absent and not visible alike), organization_suspended,
 *   organization_not_activated, permission_denied, in this order
 */
export function assertEnterprisePermitted(actor: Actor, of: EnterpriseStanding, intent: EnterpriseIntent): void {
  const { enterpriseId, organizationId, path, role } = of;
  const standing = standingOf(actor, of, intent);
  if (path.length === 0 || standing === undefined || path.some(({ deleted }) => deleted)) {
    throw new DomainError('enterprise_not_found', { enterpriseId });
  }
  const judged = { read: standing + 1, admin: standing + 1, write: path.length, leave: 0 }[intent];
  refuseState(organizationId, path, judged);
  if (intent === 'admin' && standing !== OPERATOR_DEPTH) {
    throw new DomainError('permission_denied', { details: 'Only the operator of this service may do this' });
  }
  if (actor.kind !== 'user') return;
  const may = (role !== null && ROLES[intent].has(role)) || path.some((each) => isAllowed(each.role, intent));
  if (!may) throw new DomainError('permission_denied', { details: 'The role in this enterprise does not allow this' });
}

/**
 * The index on the path where the actor stands; its length for who stands in the enterprise alone; undefined for a
 * stranger. A customer of the organization is a stranger to the enterprises that are not his.
 */
function standingOf(actor: Actor, { path, role }: EnterpriseStanding, intent: EnterpriseIntent): number | undefined {
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
