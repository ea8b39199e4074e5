import type { AuditEvent } from '../../audit/audit.service.js';
import { DomainError } from '../../common/errors.js';
import { type StoredToken } from '../stored-token.js';
import type { TokenBounds } from '../token-bounds.js';
import { endOf } from '../../auth/token-lifetime.js';

/**
 * An ended token cannot be changed, and gets no other secret.
 * @throws DomainError api_token_not_found for what was revoked, api_token_ended for what has expired
 */
export function assertNotEnded(token: StoredToken): void {
  if (token.revokedAt !== null) throw new DomainError('api_token_not_found', {});
  const end = endOf(token);
  if (end) throw new DomainError('api_token_ended', { end });
}

/**
 * A token that was rotated ends no later than at the end of its overlap.
 * @throws DomainError api_token_replaced
 */
export function assertNoLaterEnd(token: StoredToken, { expiresAt }: TokenBounds): void {
  const { id, replacedBy, expiresAt: end } = token;
  if (replacedBy === null || (expiresAt ?? Infinity) <= (end ?? Infinity)) return;
  throw new DomainError('api_token_replaced', { id, replacedBy });
}

/** The subject of a token's audit event. */
export function tokenEventSubject({
  id,
  subject,
}: StoredToken): Pick<AuditEvent, 'subjectType' | 'subjectId' | 'organizationId'> {
  const organization = subject.kind === 'organization' && { organizationId: subject.organizationId };
  return { subjectType: 'access_token', subjectId: id, ...organization };
}

/** The data of a change's audit event: each bound that has changed, and its former value. Never a name. */
export function changedBounds(before: TokenBounds, after: TokenBounds): NonNullable<AuditEvent['data']> {
  const pairs = [
    ['scopes', before.scopes.join(' '), after.scopes.join(' ')],
    ['networks', before.networks.join(' '), after.networks.join(' ')],
    ['rateLimit', before.rateLimit, after.rateLimit],
    ['expiresAt', before.expiresAt, after.expiresAt],
  ] as const;
  const changed = pairs.filter(([, was, is]) => was !== is);
  return Object.fromEntries(
    changed.flatMap(([name, was, is]) => [
      [name, is],
      [`${name}Before`, was],
    ]),
  );
}
