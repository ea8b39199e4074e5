import type { AuditEvent } from '../../audit/audit.service.js';
import type { Actor } from '../../common/call-context.js';
import type { Tx } from '../../database/statement.js';
import { notAcceptedRoles, rolesAcceptance } from './accepted-roles.queries.js';

/** Removing a role accepts none: a user who leaves has accepted nothing. */
const ACCEPTS_NOTHING: ReadonlySet<AuditEvent['action']> = new Set(['user.revoked', 'enterprise.user_removed']);

/**
 * Queues that a user who changes something by the roles on a path has accepted these roles; being given a role accepts
 * nothing. It reads before it writes, since each change would lock these rows otherwise.
 */
export async function acceptRoles(
  tx: Tx,
  actor: Actor,
  path: readonly string[],
  { action }: Pick<AuditEvent, 'action'>,
): Promise<void> {
  if (actor.kind !== 'user' || ACCEPTS_NOTHING.has(action)) return;
  const [rows] = await tx.read(notAcceptedRoles(actor.userId, path));
  if (rows.length > 0) tx.queue(rolesAcceptance(actor.userId, path));
}
