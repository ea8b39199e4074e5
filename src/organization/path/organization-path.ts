import { type Actor, type CallContext, withRoleBasis } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';

/**
 * What a request does with an organization (decisions §5, §8):
 *
 * - `read`: reads it, or what belongs to it
 * - `write`: changes it, or creates something in it or below it
 * - `manage`: holds, lifts a hold, or deletes, from above
 * - `admin`: activates or limits it, as the operator
 * - `viewStatus`: reads why it is refused: allowed while it is suspended
 * - `revokeTokens`: revokes a token of it: allowed then, too
 * - `leave`: removes the caller's own role in it: always allowed
 */
export type Intent = 'read' | 'write' | 'manage' | 'admin' | 'viewStatus' | 'revokeTokens' | 'leave';

/** The state of one organization on a path, and the role that a user has in it. */
export interface PathState {
  readonly id: string;
  readonly holds: number;
  readonly activated: boolean;
  readonly deleted: boolean;
  readonly role: string | null;
}

/** The organization roles that give access to it and to everything below it. */
export const READERS: ReadonlySet<string> = new Set(['admin', 'serviceUser', 'member']);
const WRITERS = new Set(['admin', 'serviceUser']);
const HOLDERS = new Set([...READERS, 'customer']);

interface Rule {
  /** The organization roles that allow it; `customer` allows nothing beyond its own enterprises. */
  readonly roles: ReadonlySet<string>;
  /** The state that can refuse it: of the whole path, of the path down to the actor's own level, or none. */
  readonly checkedState: 'path' | 'actor' | 'nothing';
  /** From where it may be done. */
  readonly from: 'anywhere' | 'above' | 'operator';
}

const RULES: Readonly<Record<Intent, Rule>> = {
  read: { roles: READERS, checkedState: 'actor', from: 'anywhere' },
  write: { roles: WRITERS, checkedState: 'path', from: 'anywhere' },
  manage: { roles: WRITERS, checkedState: 'actor', from: 'above' },
  admin: { roles: WRITERS, checkedState: 'actor', from: 'operator' },
  viewStatus: { roles: READERS, checkedState: 'nothing', from: 'anywhere' },
  revokeTokens: { roles: WRITERS, checkedState: 'nothing', from: 'anywhere' },
  leave: { roles: HOLDERS, checkedState: 'nothing', from: 'anywhere' },
};

/** The organization roles that allow this, in the organization and in everything below it. */
export function rolesFor(intent: Intent): ReadonlySet<string> {
  return RULES[intent].roles;
}

/** Whether a role in an organization allows this, in it and in everything below it. */
export function allows(role: string | null, intent: Intent): boolean {
  return role !== null && RULES[intent].roles.has(role);
}

/** The call with the roles on a path as its basis: it writes nothing if a user's role is revoked in the meantime. */
export function withRolesOnPath(ctx: CallContext, path: readonly string[], intent: Intent): CallContext {
  return withRoleBasis(ctx, { organizationIds: path, organizationRoles: rolesFor(intent) });
}

/** The depth of the operator: above every root. */
export const OPERATOR_DEPTH = -1;

/**
 * Throws unless every organization on a path is active, so that something may be created below its last one. Each
 * creation is checked early by the guard, and here again under the lock on the path: the state may have changed.
 * @param path root first
 * @param depth how many organizations the path has; one whose row is missing counts as deleted
 * @throws DomainError organization_not_found, organization_suspended, organization_not_activated, in this order
 */
export function assertActive(organizationId: string, path: readonly PathState[], depth: number): void {
  const missing = path.length !== depth || path.some(({ deleted }) => deleted);
  if (missing) throw new DomainError('organization_not_found', { organizationId });
  refuseState(organizationId, path, depth);
}

/**
 * Throws unless this actor may do this with the last organization of a path (decisions §5 and §8).
 *
 * Reading and managing are refused by holds at or above the level of the actor: an ancestor's token may still read what
 * it has suspended, lift the hold, and delete. Writing is refused by any hold on the path, to the operator as well.
 * @returns the index of the actor's level on the path, `OPERATOR_DEPTH` for the operator
 * @throws DomainError organization_not_found (absent and not visible alike), organization_suspended,
 *   organization_not_activated, permission_denied, in this order
 */
export function assertPermitted(
  actor: Actor,
  organizationId: string,
  path: readonly PathState[],
  intent: Intent,
): number {
  const { roles, checkedState, from } = RULES[intent];
  const actorDepth = actorDepthOf(actor, path, roles);
  if (path.length === 0 || actorDepth === undefined || path.some(({ deleted }) => deleted)) {
    throw new DomainError('organization_not_found', { organizationId });
  }
  refuseState(organizationId, path, { path: path.length, actor: actorDepth + 1, nothing: 0 }[checkedState]);
  if (actor.kind === 'user' && !path.some(({ role }) => role !== null && roles.has(role))) {
    throw new DomainError('permission_denied', { details: 'The role in this organization does not allow this' });
  }
  if (from === 'operator' && actorDepth !== OPERATOR_DEPTH) {
    throw new DomainError('permission_denied', { details: 'Only the operator of this service may do this' });
  }
  if (from === 'above' && actorDepth === path.length - 1) {
    throw new DomainError('permission_denied', { details: 'Only an organization above this one may do this' });
  }
  return actorDepth;
}

/**
 * The index of the actor's level on the path; undefined if it has none. A user has the level of the highest role that
 * allows this. A lower role makes the path visible, and counts as one in the last organization: below every hold.
 */
function actorDepthOf(actor: Actor, path: readonly PathState[], roles: ReadonlySet<string>): number | undefined {
  if (actor.kind === 'operator' || actor.kind === 'system') return OPERATOR_DEPTH;
  const index =
    actor.kind === 'organization'
      ? path.findIndex(({ id }) => id === actor.organizationId)
      : path.findIndex(({ role }) => role !== null && roles.has(role));
  if (index >= 0) return index;
  return path.some(({ role }) => role !== null) ? path.length - 1 : undefined;
}

/**
 * Throws for the state of the first `depth` organizations of a path.
 * @throws DomainError organization_suspended, organization_not_activated, in this order
 */
export function refuseState(organizationId: string, path: readonly PathState[], depth: number): void {
  const checked = path.slice(0, depth);
  if (checked.some(({ holds }) => holds > 0)) {
    // By its id and not by its position: ids are in the order of creation only as far as two clocks agree.
    const inherited = !checked.some(({ id, holds }) => id === organizationId && holds > 0);
    throw new DomainError('organization_suspended', { organizationId, inherited });
  }
  if (checked.some(({ activated }) => !activated)) {
    throw new DomainError('organization_not_activated', { organizationId });
  }
}
