import { DomainError } from '../common/errors.js';
import type { Row, Step, Tx } from '../database/steps.js';
import type { Organization } from './organization.js';

/**
 * Asks whose a sub-domain once was. To be sent behind the statement that takes the sub-domain: that one waits at the
 * unique key for a renaming under way, so this one sees what the renaming has left behind.
 */
export function retiredStep(subDomain: string): Step {
  return { sql: 'SELECT organization_id FROM retired_sub_domains WHERE sub_domain = ?', params: [subDomain] };
}

/**
 * Judges the answer to `retiredStep` for the organization that takes the sub-domain: its own former one is free.
 * @throws DomainError validation_failed
 */
export function assertNotRetired(rows: readonly Row[], organizationId: string): void {
  if (rows.every(({ organization_id }) => organization_id === organizationId)) return;
  throw subDomainTaken();
}

/** Queues what a renaming leaves behind; the sub-domain that is taken is no longer given up. */
export function retire(tx: Tx, { id, subDomain }: Organization, taken: string): void {
  tx.add({ sql: 'DELETE FROM retired_sub_domains WHERE sub_domain = ? AND organization_id = ?', params: [taken, id] });
  tx.add({
    sql: 'INSERT INTO retired_sub_domains (sub_domain, organization_id, since) VALUES (?, ?, ?)',
    params: [subDomain, id, Date.now()],
    foreignKey: 'fk_retired_sub_domains_organization',
  });
}

export function subDomainTaken(): DomainError<'validation_failed'> {
  return new DomainError('validation_failed', { problems: [{ field: 'sub_domain', problem: 'taken' }] });
}
