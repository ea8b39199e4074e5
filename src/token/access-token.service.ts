import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { ANY_STATE, type Precondition } from '../common/precondition.js';
import { Database } from '../database/database.js';
import { isDuplicateOfOwnInsert, isUniqueViolation } from '../database/database-errors.js';
import type { Tx } from '../database/statement.js';
import { NO_CLAIM } from '../idempotency/idempotency.service.js';
import { RateLimits } from '../auth/rate-limits.js';
import type { GrantedScope } from '../auth/scopes.js';
import {
  annotationsHash,
  idOfTokenInUse,
  type StoredToken,
  storedToken,
  tokenInUse,
  type TokenSubject,
  tokenTag,
} from './stored-token.js';
import { newSecret } from './token.js';
import { tokenProblems } from './token.rules.js';
import { tokenAnnotationsDelete, tokenAnnotationsInsert } from './access-token-annotation.queries.js';
import { tokenByIdForUpdate, tokenByIdShared, tokenRevoke } from './access-token.queries.js';
import { TokenCache } from './authentication/token-cache.js';
import { erasureOfUserLocked } from '../user/user.queries.js';
import { assertHolder, holderOf, queueToken } from './token-insert.js';
import { assertWithin, completeBounds, sharedCountId, type TokenBounds } from './token-bounds.js';
import type { PathGuard, TokenOptions } from './token-options.js';
import { leavesList } from '../paging/list-block.queries.js';
import type { Annotation } from '../annotation/annotation.rules.js';

/** A token's id and its secret. */
export interface GeneratedToken {
  readonly id: string;
  readonly secret: string;
}

/** A token to be issued; times in milliseconds since 1970. */
export interface NewTokenInput {
  readonly subject: TokenSubject;
  readonly name: string;
  /** Each of these four that is absent is as the token in use has it. */
  readonly scopes?: readonly GrantedScope[];
  /** Null is never. */
  readonly expiresAt?: number | null;
  /** Networks it may be used from, in CIDR form; none is any. */
  readonly networks?: readonly string[];
  /** Calls a minute, 0 is without limit; the command line leaves it to the installation. */
  readonly rateLimit?: number;
  /** Absent is none. */
  readonly annotations?: readonly Annotation[];
  /** Where they were generated and stored beforehand: issuing the same again then succeeds without effect. */
  readonly generated?: GeneratedToken;
}

/** A new token, with its bounds. */
export interface IssuedToken extends GeneratedToken {
  readonly reach: TokenBounds;
}

/** There is no state yet that a client could have read. */
type IssueTerms = Omit<TokenOptions, 'precondition'>;

/** Issues and revokes access tokens (decisions §5). */
@Injectable()
export class AccessTokenService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly cache: TokenCache,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Issues a token. Its secret is in this result alone: only a hash of it is stored.
   * @throws DomainError validation_failed for its name, its networks or its rate limit; invalid_token where the caller's
   *   own has ended meanwhile; permission_denied and token_bounds_exceeded for what that does not have; and what
   *   the path guard throws
   */
  async issue(ctx: CallContext, order: NewTokenInput, terms: IssueTerms = {}): Promise<IssuedToken> {
    const problems = tokenProblems(order);
    if (problems.length > 0) throw new DomainError('validation_failed', { problems });
    const issued = order.generated ?? { id: newId(), secret: newSecret() };
    let reach = completeBounds(order, undefined);
    const insert = async (tx: Tx) => {
      const held = await this.heldIn(tx, ctx, order, terms.pathGuard);
      reach = completeBounds(order, held);
      assertWithin(held, reach, (own) => this.limits.permitted(own));
      await this.insert(tx, ctx, { ...order, ...reach, countedWith: sharedCountId(held) }, issued, terms);
    };
    try {
      await this.database.write(ctx, insert, { rethrowLockTimeout: terms.claim?.isKeyed ?? false });
    } catch (error) {
      // A duplicate of our own row: COMMIT succeeded and its reply was lost, or a first start was interrupted.
      if (!isDuplicateOfOwnInsert(error) && !isUniqueViolation(error, 'uq_access_tokens_secret_hash')) throw error;
    }
    return { ...issued, reach };
  }

  /**
   * Ends a token, at once in this process and within `TOKEN_CACHE_MS` in the others. Ending it twice succeeds.
   * @param precondition compared with the `tokenTag` of a token that has not ended yet
   * @returns whether there is such a token
   * @throws DomainError precondition_failed
   */
  async revoke(ctx: CallContext, id: string, precondition: Precondition = ANY_STATE): Promise<boolean> {
    const found = await this.database.write(ctx, async (tx) => {
      const [[row]] = await tx.query(tokenByIdForUpdate(id));
      if (!row) return false;
      if (row.revoked_at !== null) return true;
      if (!precondition.allows(tokenTag(storedToken(row)))) throw new DomainError('precondition_failed', {});
      tx.admit();
      tx.queue(tokenRevoke(id));
      tx.queue(tokenAnnotationsDelete(id));
      if (row.organization_id !== null) {
        leavesList({ kind: 'tokens', ownerId: row.organization_id }, id).forEach((statement) => tx.queue(statement));
      }
      this.audit.record(tx, ctx, {
        action: 'token.revoked',
        subjectType: 'access_token',
        subjectId: id,
        ...(row.organization_id !== null && { organizationId: row.organization_id }),
      });
      await tx.flush();
      return true;
    });
    this.cache.forget(id);
    return found;
  }

  private async insert(
    tx: Tx,
    ctx: CallContext,
    {
      annotations = [],
      ...order
    }: Omit<NewTokenInput, keyof TokenBounds> & TokenBounds & Pick<StoredToken, 'countedWith'>,
    issued: GeneratedToken,
    { claim = NO_CLAIM }: IssueTerms,
  ): Promise<void> {
    claim.take(tx, issued.id, issued.secret);
    queueToken(tx, this.audit, ctx, { ...order, ...issued, annotationsHash: annotationsHash(annotations) });
    const token = { id: issued.id, subject: order.subject };
    tokenAnnotationsInsert(token, annotations).forEach((statement) => tx.queue(statement));
    await tx.flush();
  }

  /** The token in use, under a lock. The lock on the path comes first: a revocation does not wait behind it. */
  private async heldIn(
    tx: Tx,
    ctx: CallContext,
    order: NewTokenInput,
    pathGuard: PathGuard | undefined,
  ): Promise<StoredToken | undefined> {
    const holders = tx.queue(erasureOfUserLocked(holderOf(order.subject)));
    const checkPath = pathGuard?.queue(tx);
    const tokens = tx.queue(tokenByIdShared(idOfTokenInUse(ctx)));
    // After the lock on the token, and before everything that is decided by it.
    tx.admit();
    await tx.flush();
    assertHolder(order.subject, holders.rows);
    checkPath?.();
    return tokenInUse(ctx, tokens.rows);
  }
}
