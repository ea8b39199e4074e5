import { type Actor, type CallContext, withRoleBasis } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';

/**
 * What a caller wants of an organization (decisions §5, §8):
 *
 * - `read`: look at it, or at what belongs to it
 * - `write`: change it, or make something in it or below it
 * - `manage`: hold, lift, or delete it, from above
 * - `admin`: activate or limit it, as the operator
 * - `viewStatus`: ask why it is refused: what remains while it is suspended
 * - `revokeTokens`: take a token back from it, which remains, too
 * - `leave`: give one's own role in it back, which nothing and no one may keep a user from
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
  /** Whose state can refuse it: every organization's of the path, those' up to the actor's own, or nobody's. */
  readonly judges: 'path' | 'actor' | 'nothing';
  /** From where it may be done. */
  readonly from: 'anywhere' | 'above' | 'operator';
}

const RULES: Readonly<Record<Intent, Rule>> = {
  read: { roles: READERS, judges: 'actor', from: 'anywhere' },
  write: { roles: WRITERS, judges: 'path', from: 'anywhere' },
  manage: { roles: WRITERS, judges: 'actor', from: 'above' },
  admin: { roles: WRITERS, judges: 'actor', from: 'operator' },
  viewStatus: { roles: READERS, judges: 'nothing', from: 'anywhere' },
  revokeTokens: { roles: WRITERS, judges: 'nothing', from: 'anywhere' },
  leave: { roles: HOLDERS, judges: 'nothing', from: 'anywhere' },
};

/** The organization roles that allow this, in the organization and in everything below it. */
export function rolesFor(intent: Intent): ReadonlySet<string> {
  return RULES[intent].roles;
}

/** Whether a role in an organization allows this, in it and in everything below it. */
export function allows(role: string | null, intent: Intent): boolean {
  return role !== null && RULES[intent].roles.has(role);
}

/** The call, resting on the roles on a path which allow this: a user whose role is taken meanwhile changes nothing. */
export function restingOnPath(ctx: CallContext, path: readonly string[], intent: Intent): CallContext {
  return withRoleBasis(ctx, { organizationIds: path, organizationRoles: rolesFor(intent) });
}

/** Where an operator stands: above every root. */
export const OPERATOR_DEPTH = -1;

/**
 * Whether nothing on a path forbids making something under its last organization.
 *
 * Asked twice by every creation: by the guard, as a courtesy, and again where the path is locked, since the first
 * answer is stale by then. `path` is root first; a missing row counts as deleted.
 * @throws DomainError organization_not_found, organization_suspended, organization_not_activated, in this order
 */
export function assertActive(organizationId: string, path: readonly PathState[], depth: number): void {
  const missing = path.length !== depth || path.some(({ deleted }) => deleted);
  if (missing) throw new DomainError('organization_not_found', { organizationId });
  refuseState(organizationId, path, depth);
}

/**
 * Whether this actor may do this with the last organization of a path (decisions §5 and §8).
 *
 * Reading and governing is refused by holds at or above the place where the actor stands: an ancestor's token may
 * still look at what it has suspended, and lift, or delete. Writing is refused by any hold on the path, to the operator
 * too.
 * @returns the index on the path where the actor stands, `OPERATOR_DEPTH` for the operator
 * @throws DomainError organization_not_found (absent and not visible alike), organization_suspended,
 *   organization_not_activated, permission_denied, in this order
 */
export function assertPermitted(
  actor: Actor,
  organizationId: string,
  path: readonly PathState[],
  intent: Intent,
): number {
  const { roles, judges, from } = RULES[intent];
  const standing = standingOf(actor, path, roles);
  if (path.length === 0 || standing === undefined || path.some(({ deleted }) => deleted)) {
    throw new DomainError('organization_not_found', { organizationId });
  }
  refuseState(organizationId, path, { path: path.length, actor: standing + 1, nothing: 0 }[judges]);
  if (actor.kind === 'user' && !path.some(({ role }) => role !== null && roles.has(role))) {
    throw new DomainError('permission_denied', { details: 'The role in this organization does not allow this' });
  }
  if (from === 'operator' && standing !== OPERATOR_DEPTH) {
    throw new DomainError('permission_denied', { details: 'Only the operator of this service may do this' });
  }
  if (from === 'above' && standing === path.length - 1) {
    throw new DomainError('permission_denied', { details: 'Only an organization above this one may do this' });
  }
  return standing;
}

/**
 * The index on the path where the actor stands; undefined is nowhere on it. A user stands where his role allows what
 * he wants: one that does not shows him the path, and lifts him above no hold.
 */
function standingOf(actor: Actor, path: readonly PathState[], roles: ReadonlySet<string>): number | undefined {
  if (actor.kind === 'operator' || actor.kind === 'system') return OPERATOR_DEPTH;
  const index =
    actor.kind === 'organization'
      ? path.findIndex(({ id }) => id === actor.organizationId)
      : path.findIndex(({ role }) => role !== null && roles.has(role));
  if (index >= 0) return index;
  return path.some(({ role }) => role !== null) ? path.length - 1 : undefined;
}

/**
 * Refuses for the state of the first `depth` organizations of a path.
 * @throws DomainError organization_suspended, organization_not_activated, in this order
 */
export function refuseState(organizationId: string, path: readonly PathState[], depth: number): void {
  const judged = path.slice(0, depth);
  if (judged.some(({ holds }) => holds > 0)) {
    // By its id and not by its place: ids are in the order of their making only as far as two clocks agree.
    const inherited = !judged.some(({ id, holds }) => id === organizationId && holds > 0);
    throw new DomainError('organization_suspended', { organizationId, inherited });
  }
  if (judged.some(({ activated }) => !activated)) {
    throw new DomainError('organization_not_activated', { organizationId });
  }
}
