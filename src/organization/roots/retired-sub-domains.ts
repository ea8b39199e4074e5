import type { Actor } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import type { Statement, Tx } from '../../database/statement.js';
import type { Organization } from '../organization.js';
import {
  type FormerHolderRow,
  ownRetiredSubDomainDelete,
  retiredSubDomainInsert,
  subDomainsGivenUp,
} from './retired-sub-domain.queries.js';

/** The period in which the sub-domains that become unavailable to others are counted: 30 days, in milliseconds. */
export const COUNTED_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * An organization may take a former sub-domain of its own, and none of another one.
 * @param holders of `formerHolder`, sent behind the statement that takes the sub-domain: that one waits at the unique
 *   key for a concurrent renaming, so the rows contain what the renaming has given up
 * @throws DomainError validation_failed
 */
export function assertNotRetired(holders: readonly FormerHolderRow[], organizationId: string): void {
  if (holders.every(({ organization_id }) => organization_id === organizationId)) return;
  throw subDomainTaken();
}

/** Whether what this actor makes unavailable to others is counted. The operator's is not, who can release it again. */
export function isCounted({ kind }: Actor): boolean {
  return kind === 'organization' || kind === 'user';
}

/** What an organization has given up in 30 days, without the sub-domain that it takes back now; at most `limit`. */
export function givenUpLately({ id }: Organization, taken: string, limit: number): Statement<{ sub_domain: string }> {
  return subDomainsGivenUp(id, taken, { since: Date.now() - COUNTED_MS, limit });
}

/**
 * @param givenUp of `givenUpLately`, read under the lock on the organization, so that nothing is given up meanwhile
 * @throws DomainError validation_failed
 */
export function assertMayGiveUp(givenUp: readonly unknown[], limit: number): void {
  if (givenUp.length < limit) return;
  throw new DomainError('validation_failed', { problems: [{ field: 'sub_domain', problem: 'too_often', limit }] });
}

/** Queues that a renaming gives up the former sub-domain; the one that is taken is no longer given up. */
export function retire(tx: Tx, { id, subDomain }: Organization, taken: string): void {
  tx.queue(ownRetiredSubDomainDelete(taken, id));
  tx.queue(retiredSubDomainInsert(subDomain, id, Date.now()));
}

export function subDomainTaken(): DomainError<'validation_failed'> {
  return new DomainError('validation_failed', { problems: [{ field: 'sub_domain', problem: 'taken' }] });
}
