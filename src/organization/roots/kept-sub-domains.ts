import type { Row, Statement, Tx } from '../../database/statement.js';
import type { Organization } from '../organization.js';
import { COUNTED_MS } from './retired-sub-domains.js';

/**
 * Whether the next organization that this parent has deleted keeps its names from being issued again: while fewer than
 * `limit` are kept by those deleted before it in 30 days. Each counts with its sub-domain, with those that it gave up by
 * renaming, and with all of these of what was deleted below it; else a few that are made and deleted in turn would take
 * any number of names.
 *
 * It reads at most `limit` rows of each kind for each level of the tree.
 */
export async function mayKeepSubDomains(tx: Tx, parentId: string, limit: number): Promise<boolean> {
  const since = Date.now() - COUNTED_MS;
  let [deleted] = (await tx.read(deletedStep([parentId], since, limit))) as [Row[]];
  let kept = deleted.length;
  while (deleted.length > 0 && kept < limit) {
    const ids = deleted.map(({ id }) => String(id));
    const steps = [retiredStep(ids, since, limit), deletedStep(ids, since, limit)];
    const [retired, below] = (await tx.read(...steps)) as [Row[], Row[]];
    kept += retired.length + below.length;
    deleted = below;
  }
  return kept < limit;
}

/** Queues that the names which an organization gave up by renaming in 30 days are free. */
export function freeRetired(tx: Tx, { id }: Pick<Organization, 'id'>): void {
  tx.queue({
    sql: 'DELETE FROM retired_sub_domains WHERE organization_id = ? AND since >= ?',
    params: [id, Date.now() - COUNTED_MS],
  });
}

function deletedStep(parentIds: readonly string[], since: number, limit: number): Statement {
  return {
    sql: `SELECT o.id FROM organizations o FORCE INDEX (ix_organizations_living)
      WHERE o.parent_id IN (${anyOf(parentIds)}) AND o.deleted_at >= ? LIMIT ?`,
    params: [...parentIds, since, limit],
  };
}

function retiredStep(organizationIds: readonly string[], since: number, limit: number): Statement {
  return {
    sql: `SELECT r.sub_domain FROM retired_sub_domains r FORCE INDEX (ix_retired_sub_domains_organization)
      WHERE r.organization_id IN (${anyOf(organizationIds)}) AND r.since >= ? LIMIT ?`,
    params: [...organizationIds, since, limit],
  };
}

function anyOf(ids: readonly string[]): string {
  return ids.map(() => '?').join(', ');
}
