import { Injectable } from '@nestjs/common';
import { annotationsDeletion } from '../annotation/annotation-table.js';
import { AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { ANY_STATE, type Precondition } from '../common/precondition.js';
import { Database } from '../database/database.js';
import { isDuplicateOfOwnInsert, isUniqueViolation } from '../database/database-errors.js';
import type { Tx } from '../database/statement.js';
import { NO_CLAIM } from '../idempotency/idempotency.service.js';
import { tokenInUse, tokenInUseStep } from './locked-tokens.js';
import { RateLimits } from '../auth/rate-limits.js';
import type { GrantedScope } from '../auth/scopes.js';
import { type StoredToken, storedToken, TOKEN_COLUMNS, type TokenSubject, tokenTag } from './stored-token.js';
import { newSecret } from './token.js';
import { tokenProblems } from './token.rules.js';
import { addTokenAnnotations, annotationsHash, TOKEN_ANNOTATIONS } from './token-annotations.js';
import { TokenCache } from './authentication/token-cache.js';
import { assertHolder, holderStep, queueToken } from './token-insert.js';
import { assertWithin, completed, sharedCount, type TokenBounds } from './token-bounds.js';
import type { PathGuard, TokenOptions } from './token-terms.js';
import type { Annotation } from '../annotation/annotation.rules.js';

/** A token's id and its secret. */
export interface DrawnToken {
  readonly id: string;
  readonly secret: string;
}

/** What is to be issued; times in milliseconds since 1970. */
export interface TokenOrder {
  readonly subject: TokenSubject;
  readonly name: string;
  /** What is absent of these four is as the token in use has it. */
  readonly scopes?: readonly GrantedScope[];
  /** Null is never. */
  readonly expiresAt?: number | null;
  /** Networks it may be used from, in CIDR form; none is any. */
  readonly networks?: readonly string[];
  /** Calls a minute, 0 is without limit; the command line leaves it to the installation. */
  readonly rateLimit?: number;
  /** Absent is none. */
  readonly annotations?: readonly Annotation[];
  /** Where they were drawn and written down beforehand: issuing the same again then succeeds without effect. */
  readonly drawn?: DrawnToken;
}

/** A new token, with the reach that it has got. */
export interface IssuedToken extends DrawnToken {
  readonly reach: TokenBounds;
}

/** What issuing asks for beside itself; there is no state yet that a client could have read. */
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
   * A new token. Its secret is in this answer and nowhere else, for ever.
   * @throws DomainError validation_failed for its name, its networks or its rate limit; invalid_token where the caller's
   *   own has ended meanwhile; permission_denied and token_bounds_exceeded for what that does not have; and what the
   *   place's judge throws
   */
  async issue(ctx: CallContext, order: TokenOrder, terms: IssueTerms = {}): Promise<IssuedToken> {
    const problems = tokenProblems(order);
    if (problems.length > 0) throw new DomainError('validation_failed', { problems });
    const issued = order.drawn ?? { id: newId(), secret: newSecret() };
    let reach = completed(order, undefined);
    const insert = async (tx: Tx) => {
      const held = await this.heldIn(tx, ctx, order, terms.place);
      reach = completed(order, held);
      assertWithin(held, reach, (own) => this.limits.permitted(own));
      await this.insert(tx, ctx, { ...order, ...reach, countedWith: sharedCount(held) }, issued, terms);
    };
    try {
      await this.database.write(ctx, insert, { rethrowLockTimeout: terms.claim?.isKeyed ?? false });
    } catch (fault) {
      // A COMMIT whose answer was lost, or a start that was cut short: the second try has met the first one's row.
      if (!isDuplicateOfOwnInsert(fault) && !isUniqueViolation(fault, 'uq_access_tokens_secret_hash')) throw fault;
    }
    return { ...issued, reach };
  }

  /**
   * Ends a token, at once on this process and within `TOKEN_CACHE_MS` on the others. Ending it twice succeeds.
   * @param precondition judged against `tokenTag` of a token that has not ended yet
   * @returns whether there is such a token
   * @throws DomainError precondition_failed
   */
  async revoke(ctx: CallContext, id: string, precondition: Precondition = ANY_STATE): Promise<boolean> {
    const found = await this.database.write(ctx, async (tx) => {
      tx.queue({ sql: `SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ? FOR UPDATE`, params: [id] });
      const [row] = (await tx.flush())[0]!;
      if (!row) return false;
      if (row.revoked_at !== null) return true;
      if (!precondition.allows(tokenTag(storedToken(row)))) throw new DomainError('precondition_failed', {});
      tx.admit();
      tx.queue({
        sql: 'UPDATE access_tokens SET revoked_at = ?, annotations_hash = NULL WHERE id = ?',
        params: [Date.now(), id],
        rows: 1,
      });
      tx.queue(annotationsDeletion(TOKEN_ANNOTATIONS, id));
      this.audit.record(tx, ctx, {
        action: 'token.revoked',
        subjectType: 'access_token',
        subjectId: id,
        ...(row.organization_id !== null && { organizationId: String(row.organization_id) }),
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
    }: Omit<TokenOrder, keyof TokenBounds> & TokenBounds & Pick<StoredToken, 'countedWith'>,
    issued: DrawnToken,
    { claim = NO_CLAIM }: IssueTerms,
  ): Promise<void> {
    claim.take(tx, issued.id, issued.secret);
    queueToken(tx, this.audit, ctx, { ...order, ...issued, annotationsHash: annotationsHash(annotations) });
    addTokenAnnotations(tx, { id: issued.id, subject: order.subject }, annotations);
    await tx.flush();
  }

  /** The token in use, behind the judgement of the place, whose wait a revocation overtakes; both are under locks. */
  private async heldIn(
    tx: Tx,
    ctx: CallContext,
    order: TokenOrder,
    place: PathGuard | undefined,
  ): Promise<StoredToken | undefined> {
    tx.queue(holderStep(order.subject));
    if (place) tx.queue(place.step);
    tx.queue(tokenInUseStep(ctx));
    // With the lock on the token, and ahead of all that is judged by it.
    tx.admit();
    const results = await tx.flush();
    assertHolder(order.subject, results[0]!);
    if (place) place.judge(results[1]!);
    return tokenInUse(ctx, results.at(-1)!);
  }
}
