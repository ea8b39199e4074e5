import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import { NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { RateLimits } from '../../auth/rate-limits.js';
import { idOfTokenInUse, type StoredToken, tokenAmong, tokenInUse, type TokenSubject } from '../stored-token.js';
import { newSecret } from '../token.js';
import { tokenAnnotationsCopy } from '../access-token-annotation.queries.js';
import { tokensForUpdate } from '../access-token.queries.js';
import { erasureOfUserLocked } from '../../user/user.queries.js';
import { tokenReplace } from './token-keeping.queries.js';
import { assertWithin } from '../token-bounds.js';
import { TokenCache } from '../authentication/token-cache.js';
import { assertHolder, holderOf, queueToken } from '../token-insert.js';
import type { TokenOptions } from '../token-options.js';
import { hasEnded } from '../../auth/token-lifetime.js';

/** The token to be replaced, and how long it stays valid. */
export interface Rotation {
  readonly id: string;
  readonly subject: TokenSubject;
  readonly overlapMs: number;
}

type RotationTerms = Omit<TokenOptions, 'precondition'>;

/** Replaces a token by a new one, while both are valid for a time. */
@Injectable()
export class AccessTokenRotationService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly cache: TokenCache,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Issues a token with the name, scopes, networks, rate, lifetime and annotations of another one, which ends after the
   * overlap, or when it would have ended anyway. The new one ends with the token in use at the latest, and its calls are
   * counted with those of the old one. A token is replaced once: of concurrent rotations one succeeds.
   * @throws DomainError api_token_not_found, for one that has ended too; api_token_replaced; user_not_found for
   *   a user who has been erased; invalid_token where the caller's own has ended meanwhile; permission_denied and
   *   token_bounds_exceeded for a token that reaches beyond that; and what the path guard throws
   */
  async rotate(
    ctx: CallContext,
    rotation: Rotation,
    terms: RotationTerms = {},
  ): Promise<{ id: string; secret: string }> {
    const issued = { id: newId(), secret: newSecret() };
    const work = (tx: Tx) => this.rotateIn(tx, ctx, rotation, { issued, ...terms });
    await this.database.write(ctx, work, { rethrowLockTimeout: terms.claim?.isKeyed ?? false });
    this.cache.forget(rotation.id);
    return issued;
  }

  private async rotateIn(
    tx: Tx,
    ctx: CallContext,
    { id, subject, overlapMs }: Rotation,
    { issued, pathGuard, claim = NO_CLAIM }: RotationTerms & { issued: { id: string; secret: string } },
  ): Promise<void> {
    // The user before the user's token, in the order of an erasure.
    const holders = tx.queue(erasureOfUserLocked(holderOf(subject)));
    const checkPath = pathGuard?.queue(tx);
    const [tokens] = await tx.query(tokensForUpdate(id, idOfTokenInUse(ctx)));
    const old = tokenAmong(tokens, id);
    // COMMIT of this rotation succeeded, and its reply was lost.
    if (old?.replacedBy === issued.id) return;
    assertHolder(subject, holders.rows);
    checkPath?.();
    const held = tokenInUse(ctx, tokens);
    tx.admit();
    // Before the checks: a repeated request is answered as the first one was.
    claim.take(tx, issued.id, issued.secret);
    await tx.flush();
    if (!old || hasEnded(old)) throw new DomainError('api_token_not_found', { id });
    const { replacedBy } = old;
    if (replacedBy !== null) throw new DomainError('api_token_replaced', { id, replacedBy });
    assertWithin(held, old, (own) => this.limits.permitted(own));
    this.replace(tx, ctx, old, { issued, overlapMs, latest: held?.expiresAt ?? null });
    await tx.flush();
  }

  private replace(
    tx: Tx,
    ctx: CallContext,
    old: StoredToken,
    { issued, overlapMs, latest }: { issued: { id: string; secret: string }; overlapMs: number; latest: number | null },
  ): void {
    const now = Date.now();
    const { subject, name, scopes, networks, rateLimit, annotationsHash, expiresAt: end } = old;
    const expiresAt = end === null ? null : Math.min(now + (end - old.createdAt), latest ?? Infinity);
    const kept = { subject, name, scopes, networks, rateLimit, annotationsHash };
    // Both are valid during the overlap, so repeated rotation would otherwise multiply the calls a minute.
    const countedWith = old.countedWith ?? old.id;
    queueToken(tx, this.audit, ctx, { ...issued, ...kept, countedWith, expiresAt });
    if (annotationsHash !== null) tx.queue(tokenAnnotationsCopy({ from: old.id, to: issued.id }));
    const oldEnd = Math.min(end ?? Infinity, now + overlapMs);
    tx.queue(tokenReplace(old.id, issued.id, oldEnd));
    this.audit.record(tx, ctx, {
      action: 'token.rotated',
      subjectType: 'access_token',
      subjectId: old.id,
      data: { replacedBy: issued.id, overlapSeconds: overlapMs / 1_000 },
      ...(subject.kind === 'organization' && { organizationId: subject.organizationId }),
    });
  }
}
