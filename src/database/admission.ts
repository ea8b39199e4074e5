import type { CallContext } from '../common/call-context.js';
import { type Reader, type Row, sql } from './statement.js';

/**
 * Checks the caller's standing (`CallContext.standing`) where nothing is written: after a condition that was not true,
 * and before a replay. It takes no lock and costs one statement.
 * @returns whether the caller is admitted by another token or role than before
 * @throws DomainError the refusal, where the caller lost the permission
 */
export async function recheckStanding(reader: Reader, { standing }: Pick<CallContext, 'standing'>): Promise<boolean> {
  if (!standing) return false;
  const { sql: text, params } = standing.query;
  const [rows] = await reader.read(sql<Row>(text, params));
  return standing.recheck(rows);
}
