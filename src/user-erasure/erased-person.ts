import { sha256 } from '../common/digest.js';
import { DomainError } from '../common/errors.js';
import type { Row } from '../database/statement.js';
import type { ErasedPerson } from './enterprise-erasure.service.js';

/**
 * Reads a user's `email`, `email_canonical` and `erased_at`.
 * @returns undefined for one who has been erased
 * @throws DomainError user_not_found
 */
export function personOf(userId: string, row: Row | undefined): ErasedPerson | undefined {
  if (!row) throw new DomainError('user_not_found', { userIds: [userId] });
  if (row.erased_at !== null) return undefined;
  const canonicalEmail = row.email_canonical === null ? null : String(row.email_canonical);
  const email = String(row.email ?? '');
  const spellings = new Set(canonicalEmail === null ? [] : [email, canonicalEmail, email.toLowerCase()]);
  return { userId, canonicalEmail, spellings: new Map([...spellings].map((each) => [each, sha256(each)])) };
}
