import type { Actor } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import type { Row, Step } from '../database/steps.js';

/** What a caller wants of an organization: to look, or to change something in it or below it. */
export type Intent = 'read' | 'write';

/** The state of one organization on a path, and the role that a user has in it. */
export interface PathState {
  readonly id: string;
  readonly holds: number;
  readonly activated: boolean;
  readonly deleted: boolean;
  readonly role: string | null;
}

/** What organization roles allow (decisions §5); `customer` allows nothing beyond its own enterprises. */
const ROLES: Record<Intent, ReadonlySet<string>> = {
  read: new Set(['admin', 'serviceUser', 'member']),
  write: new Set(['admin', 'serviceUser']),
};

/** The table known as `a`, as `pathStateOf` reads it. */
export const PATH_STATE_COLUMNS =
  'a.id AS a_id, a.holds AS a_holds, a.activated_at AS a_activated_at, a.deleted_at AS a_deleted_at';

/** Reads a row of `PATH_STATE_COLUMNS`, with `a_role` where it was asked for. */
export function pathStateOf(row: Row): PathState {
  return {
    id: String(row.a_id),
    holds: Number(row.a_holds),
    activated: row.a_activated_at !== null,
    deleted: row.a_deleted_at !== null,
    role: row.a_role === undefined || row.a_role === null ? null : String(row.a_role),
  };
}

/** Reads the state of a path, root first. With `locked` it stays as it is until the transaction ends. */
export function pathStateStep(path: readonly string[], locked: 'locked' | 'unlocked'): Step {
  const ids = path.map(() => '?').join(', ');
  return {
    sql: `SELECT ${PATH_STATE_COLUMNS} FROM organizations a WHERE a.id IN (${ids}) ORDER BY a.id${
      locked === 'locked' ? ' LOCK IN SHARE MODE' : ''
    }`,
    params: path,
  };
}

/**
 * Whether nothing on a path forbids making something under its last organization.
 *
 * Asked twice by every creation: by the guard, as a courtesy, and again where the path is locked, since the first
 * answer is stale by then. `path` is root first; a missing row counts as deleted.
 * @throws DomainError organization_not_found, organization_suspended, organization_not_activated, in this order
 */
export function assertOpen(organizationId: string, path: readonly PathState[], depth: number): void {
  const missing = path.length !== depth || path.some(({ deleted }) => deleted);
  if (missing) throw new DomainError('organization_not_found', { organizationId });
  refuseState(organizationId, path, depth);
}

/**
 * Whether this actor may do this with the last organization of a path (decisions §5 and §8).
 *
 * Reading is refused by holds at or above the place where the actor stands: an ancestor's token may still look at
 * what it has suspended. Writing is refused by any hold on the path, to the operator too.
 * @throws DomainError organization_not_found (absent and not visible alike), organization_suspended,
 *   organization_not_activated, permission_denied, in this order
 */
export function assertPermitted(
  actor: Actor,
  organizationId: string,
  path: readonly PathState[],
  intent: Intent,
): void {
  const standing = standingOf(actor, path, intent);
  if (path.length === 0 || standing === undefined || path.some(({ deleted }) => deleted)) {
    throw new DomainError('organization_not_found', { organizationId });
  }
  refuseState(organizationId, path, intent === 'write' ? path.length : standing + 1);
  if (actor.kind === 'user' && !path.some(({ role }) => role !== null && ROLES[intent].has(role))) {
    throw new DomainError('permission_denied', { details: 'The role in this organization does not allow this' });
  }
}

/**
 * The index on the path where the actor stands: -1 is above it all, undefined is nowhere on it. A user stands where
 * his role allows what he wants: one that does not shows him the path, and lifts him above no hold.
 */
function standingOf(actor: Actor, path: readonly PathState[], intent: Intent): number | undefined {
  if (actor.kind === 'operator' || actor.kind === 'system') return -1;
  const index =
    actor.kind === 'organization'
      ? path.findIndex(({ id }) => id === actor.organizationId)
      : path.findIndex(({ role }) => role !== null && ROLES[intent].has(role));
  if (index >= 0) return index;
  return path.some(({ role }) => role !== null) ? path.length - 1 : undefined;
}

/** Refuses for the state of the first `depth` organizations of a path. */
function refuseState(organizationId: string, path: readonly PathState[], depth: number): void {
  const judged = path.slice(0, depth);
  if (judged.some(({ holds }) => holds > 0)) {
    // By its id and not by its place: ids are in the order of their making only as far as two clocks agree.
    const inherited = path.find(({ id }) => id === organizationId)?.holds === 0;
    throw new DomainError('organization_suspended', { organizationId, inherited });
  }
  if (judged.some(({ activated }) => !activated)) {
    throw new DomainError('organization_not_activated', { organizationId });
  }
}
