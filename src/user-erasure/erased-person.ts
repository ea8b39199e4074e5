import { sha256 } from '../common/digest.js';
import { DomainError } from '../common/errors.js';
import type { UserToEraseRow } from '../user/user.queries.js';
import type { ErasedPerson } from './enterprise-erasure.service.js';

/**
 * The user of a row, with the spellings of the email that are known so far.
 * @returns undefined for a user who has been erased
 * @throws DomainError user_not_found
 */
export function personOf(userId: string, row: UserToEraseRow | undefined): ErasedPerson | undefined {
  if (!row) throw new DomainError('user_not_found', { userIds: [userId] });
  if (row.erased_at !== null) return undefined;
  const { email_canonical: canonicalEmail } = row;
  const email = row.email ?? '';
  const spellings = new Set(canonicalEmail === null ? [] : [email, canonicalEmail, email.toLowerCase()]);
  return { userId, canonicalEmail, spellings: new Map([...spellings].map((each) => [each, sha256(each)])) };
}
