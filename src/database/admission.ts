import type { CallContext } from '../common/call-context.js';
import type { Condition } from '../common/standing.js';
import { type Columns, type Reader, sql } from './statement.js';

/**
 * Checks the caller's standing (`CallContext.standing`) where nothing is written: after a condition that was not true,
 * and before a replay. It takes no lock and costs one statement.
 * @returns whether the caller is admitted by another token or role than before
 * @throws DomainError the refusal, where the caller lost the permission
 */
export async function recheckStanding(reader: Reader, { standing }: Pick<CallContext, 'standing'>): Promise<boolean> {
  if (!standing) return false;
  return standing.recheck(async <R extends Columns<R>>({ sql: text, params }: Condition) => {
    const [rows] = await reader.read(sql<R>(text, params));
    return rows;
  });
}
