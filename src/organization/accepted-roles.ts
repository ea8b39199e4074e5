import type { AuditEvent } from '../audit/audit.service.js';
import type { Actor } from '../common/call-context.js';
import type { Tx } from '../database/statement.js';

/** What takes a role away accepts none: a person who leaves has accepted nothing. */
const ACCEPTS_NOTHING: ReadonlySet<AuditEvent['action']> = new Set(['user.revoked', 'enterprise.user_removed']);

/**
 * Queues that a user who changes something by the roles on a path has accepted them. Who has only been given a role by
 * somebody else has accepted nothing. It is asked first, since each change would lock these rows otherwise.
 */
export async function acceptRoles(
  tx: Tx,
  actor: Actor,
  path: readonly string[],
  { action }: Pick<AuditEvent, 'action'>,
): Promise<void> {
  if (actor.kind !== 'user' || ACCEPTS_NOTHING.has(action)) return;
  const open = `user_id = ? AND organization_id IN (${path.map(() => '?').join(', ')}) AND accepted = 0`;
  const params = [actor.userId, ...path];
  const [rows] = await tx.read({ sql: `SELECT organization_id FROM organization_users WHERE ${open}`, params });
  if (rows!.length > 0) tx.queue({ sql: `UPDATE organization_users SET accepted = 1 WHERE ${open}`, params });
}
