import type { CallContext } from '../../common/call-context.js';
import { canonicalEmail } from '../../common/email.js';
import type { Database } from '../../database/database.js';

/** Whether an email is that of the user who calls. One read by key, and none for other callers. */
export async function isOwnEmail(database: Database, ctx: CallContext, email: string): Promise<boolean> {
  const canonical = canonicalEmail(email);
  if (ctx.actor.kind !== 'user' || canonical === undefined) return false;
  const params = [ctx.actor.userId, canonical];
  const sql = 'SELECT id FROM users WHERE id = ? AND email_canonical = ?';
  const [rows] = await database.read(ctx, (reader) => reader.read({ sql, params }));
  return rows!.length > 0;
}
