import type { Actor } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import type { Row, Statement, Tx } from '../../database/statement.js';
import type { Organization } from '../organization.js';

/**
 * Asks whose a sub-domain once was. To be sent behind the statement that takes the sub-domain: that one waits at the
 * unique key for a renaming under way, so this one sees what the renaming has left behind.
 */
export function retiredStep(subDomain: string): Statement {
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

/** In how long the names that become unavailable to others are counted: 30 days, in milliseconds. */
export const COUNTED_MS = 30 * 24 * 60 * 60 * 1_000;

/** Whether what this actor makes unavailable to others is counted: the operator can release it again. */
export function isCounted({ kind }: Actor): boolean {
  return kind === 'organization' || kind === 'user';
}

/** Counts what an organization has given up lately, but for the sub-domain that it takes back now; at most `limit`. */
export function givenUpStep({ id }: Organization, taken: string, limit: number): Statement {
  return {
    sql: `SELECT sub_domain FROM retired_sub_domains FORCE INDEX (ix_retired_sub_domains_organization)
      WHERE organization_id = ? AND since >= ? AND sub_domain <> ? LIMIT ?`,
    params: [id, Date.now() - COUNTED_MS, taken, limit],
  };
}

/**
 * Judges the answer to `givenUpStep`. The organization's row is locked, so nothing is given up meanwhile.
 * @throws DomainError validation_failed
 */
export function assertMayGiveUp(rows: readonly Row[], limit: number): void {
  if (rows.length < limit) return;
  throw new DomainError('validation_failed', { problems: [{ field: 'sub_domain', problem: 'too_often', limit }] });
}

/** Queues what a renaming leaves behind; the sub-domain that is taken is no longer given up. */
export function retire(tx: Tx, { id, subDomain }: Organization, taken: string): void {
  tx.queue({
    sql: 'DELETE FROM retired_sub_domains WHERE sub_domain = ? AND organization_id = ?',
    params: [taken, id],
  });
  tx.queue({
    sql: 'INSERT INTO retired_sub_domains (sub_domain, organization_id, since) VALUES (?, ?, ?)',
    params: [subDomain, id, Date.now()],
    foreignKey: 'fk_retired_sub_domains_organization',
  });
}

export function subDomainTaken(): DomainError<'validation_failed'> {
  return new DomainError('validation_failed', { problems: [{ field: 'sub_domain', problem: 'taken' }] });
}
