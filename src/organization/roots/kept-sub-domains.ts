import type { Tx } from '../../database/statement.js';
import type { Organization } from '../organization.js';
import { deletedBelow } from '../organization.queries.js';
import { retiredSubDomainsDelete, subDomainsGivenUpByAny } from './retired-sub-domain.queries.js';
import { COUNTED_MS } from './retired-sub-domains.js';

/**
 * Whether the next organization that this parent deletes keeps its sub-domains from being issued again: while those
 * deleted before it in 30 days keep fewer than `limit`. Each counts with its sub-domain, with those that it gave up by
 * renaming, and with all of these of what was deleted below it; otherwise a few organizations, created and deleted in
 * turn, would use up any number of names.
 *
 * It reads at most `limit` rows of each kind for each level of the tree.
 */
export async function mayKeepSubDomains(tx: Tx, parentId: string, limit: number): Promise<boolean> {
  const counted = { since: Date.now() - COUNTED_MS, limit };
  let [deleted] = await tx.read(deletedBelow([parentId], counted));
  let kept = deleted.length;
  while (deleted.length > 0 && kept < limit) {
    const ids = deleted.map(({ id }) => id);
    const [retired, below] = await tx.read(subDomainsGivenUpByAny(ids, counted), deletedBelow(ids, counted));
    kept += retired.length + below.length;
    deleted = below;
  }
  return kept < limit;
}

/** Queues that the sub-domains which an organization gave up by renaming in 30 days are free. */
export function freeRetired(tx: Tx, { id }: Pick<Organization, 'id'>): void {
  tx.queue(retiredSubDomainsDelete(id, Date.now() - COUNTED_MS));
}
