import type { Tx } from '../database/statement.js';
import { type Reach, reachDeletion, reachLocked, reachWithoutRole } from './user-reach.queries.js';

/** As many are looked up by one statement, since SQLite limits how many conditions one may have. */
const AT_ONCE = 100;

/**
 * Makes users invisible to organizations in whose enterprises they have no role any more, and to those above. The roles
 * have been deleted, or are queued to be.
 *
 * Of two transactions that delete the last two roles at the same time the second one finds none left, and where one
 * adds a role meanwhile, either that role is found here or its rows are written behind this transaction.
 */
export async function reduceReach(tx: Tx, reaches: readonly Reach[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(reaches.length / AT_ONCE) }, (_, batch) =>
    reaches.slice(batch * AT_ONCE, (batch + 1) * AT_ONCE),
  );
  if (batches.length === 0) return;
  const results = await tx.query(...batches.map(reachLocked), ...batches.map(reachWithoutRole));
  batches.forEach((batch, index) => {
    const gone = new Set(results[batches.length + index]!.map((row) => `${row.user_id}/${row.organization_id}`));
    const left = batch.filter(({ userId, path }) => gone.has(`${userId}/${path.at(-1)}`));
    if (left.length > 0) tx.queue(reachDeletion(left));
  });
}
