import type { AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import type { Tx } from '../database/statement.js';
import { tokenInsert } from './access-token.queries.js';
import type { UserErasureRow } from '../user/user.queries.js';
import type { TokenSubject } from './stored-token.js';
import { secretHash } from './token.js';

/** A token to be inserted; times in milliseconds since 1970. */
export interface NewToken {
  readonly id: string;
  readonly secret: string;
  readonly subject: TokenSubject;
  readonly name: string;
  readonly scopes: readonly string[];
  /** None is anywhere. */
  readonly networks: readonly string[];
  /** Calls a minute, 0 without limit; null is the installation's own. */
  readonly rateLimit: number | null;
  /** The token whose count of calls it shares; null is a count of its own. */
  readonly countedWith: string | null;
  readonly expiresAt: number | null;
  readonly annotationsHash: string | null;
}

/** The user of a token, for `erasureOfUserLocked`; '' for a token of no user: no row has an empty id. */
export function holderOf(subject: TokenSubject): string {
  return subject.kind === 'user' ? subject.userId : '';
}

/**
 * Checks the rows of `erasureOfUserLocked`: an erased user gets no token. Other tokens have nothing to check.
 * @throws DomainError user_not_found
 */
export function assertHolder(subject: TokenSubject, [row]: readonly UserErasureRow[]): void {
  if (subject.kind !== 'user' || row?.erased_at === null) return;
  throw new DomainError('user_not_found', { userIds: [subject.userId] });
}

/** Queues a new token, without its annotations, and its audit event. Of the secret only the hash is written. */
export function queueToken(tx: Tx, audit: AuditService, ctx: CallContext, token: NewToken): void {
  const { id, subject, networks } = token;
  const organizationId = subject.kind === 'organization' ? subject.organizationId : null;
  const scopes = token.scopes.join(' ');
  tx.queue(
    tokenInsert({
      ...token,
      kind: subject.kind,
      organizationId,
      userId: subject.kind === 'user' ? subject.userId : null,
      secretHash: secretHash(token.secret),
      scopes,
      networks: networks.length > 0 ? networks.join(' ') : null,
    }),
  );
  audit.record(tx, ctx, {
    action: 'token.created',
    subjectType: 'access_token',
    subjectId: id,
    data: { kind: subject.kind, scopes },
    ...(organizationId && { organizationId }),
  });
}
