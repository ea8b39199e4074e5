import type { AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import type { Row, Statement, Tx } from '../database/statement.js';
import type { TokenSubject } from './stored-token.js';
import { secretHash } from './token.js';

/** What a new token's row says; times in milliseconds since 1970. */
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
  /** The token on whose count of calls its own stand; null is a count of its own. */
  readonly countedWith: string | null;
  readonly expiresAt: number | null;
  readonly annotationsHash: string | null;
}

/**
 * Holds the user of a token until the transaction ends, and asks whether he is there: nobody gets a token while he is
 * being erased, or afterwards. Of all other tokens it asks nothing.
 */
export function holderStep(subject: TokenSubject): Statement {
  const userId = subject.kind === 'user' ? subject.userId : '';
  return { sql: 'SELECT erased_at FROM users WHERE id = ? LOCK IN SHARE MODE', params: [userId] };
}

/**
 * Judges the answer to `holderStep`.
 * @throws DomainError user_not_found
 */
export function assertHolder(subject: TokenSubject, rows: readonly Row[]): void {
  if (subject.kind !== 'user' || rows[0]?.erased_at === null) return;
  throw new DomainError('user_not_found', { userIds: [subject.userId] });
}

/**
 * Queues a new token, without its annotations, and the record of its creation. Of the secret nothing but its hash is
 * written.
 */
export function queueToken(tx: Tx, audit: AuditService, ctx: CallContext, token: NewToken): void {
  const { id, subject, networks } = token;
  const organizationId = subject.kind === 'organization' ? subject.organizationId : null;
  const scopes = token.scopes.join(' ');
  tx.queue({
    sql: `INSERT INTO access_tokens
      (id, kind, organization_id, user_id, name, secret_hash, scopes, networks, rate_limit,
        counted_with_id, expires_at, annotations_hash, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    params: [
      id,
      subject.kind,
      organizationId,
      subject.kind === 'user' ? subject.userId : null,
      token.name,
      secretHash(token.secret),
      scopes,
      networks.length > 0 ? networks.join(' ') : null,
      token.rateLimit,
      token.countedWith,
      token.expiresAt,
      token.annotationsHash,
      Date.now(),
    ],
  });
  audit.record(tx, ctx, {
    action: 'token.created',
    subjectType: 'access_token',
    subjectId: id,
    data: { kind: subject.kind, scopes },
    ...(organizationId && { organizationId }),
  });
}
