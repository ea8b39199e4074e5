import type { CallContext } from '../common/call-context.js';
import type { Reader } from './statement.js';

/**
 * Asks for the caller's standing (`CallContext.standing`) where nothing is written: behind a condition that was not
 * true, and ahead of telling again what a write has told. It takes no lock and costs one statement.
 * @returns whether the caller is admitted by something else than before
 * @throws DomainError what the call is refused with, where the caller may not do this any more
 */
export async function judgeAgain(reader: Reader, { standing }: Pick<CallContext, 'standing'>): Promise<boolean> {
  if (!standing) return false;
  const [rows] = await reader.read(standing.question);
  return standing.judge(rows!);
}
