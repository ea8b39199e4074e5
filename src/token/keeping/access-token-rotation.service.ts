import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import { NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { tokenAmong, tokenInUse, tokensStep } from '../locked-tokens.js';
import { RateLimits } from '../../auth/rate-limits.js';
import { type StoredToken, type TokenSubject } from '../stored-token.js';
import { newSecret } from '../token.js';
import { copyTokenAnnotations } from '../token-annotations.js';
import { assertWithin } from '../token-bounds.js';
import { TokenCache } from '../authentication/token-cache.js';
import { assertHolder, holderStep, queueToken } from '../token-insert.js';
import type { TokenOptions } from '../token-terms.js';
import { hasEnded } from '../../auth/token-lifetime.js';

/** What a rotation makes, and how long what it replaces goes on. */
export interface Rotation {
  /** Of the token to be replaced. */
  readonly id: string;
  /** Whose it is. */
  readonly subject: TokenSubject;
  readonly overlapMs: number;
}

type RotationTerms = Omit<TokenOptions, 'precondition'>;

/** Puts one token in the place of another, while both are valid for a time. */
@Injectable()
export class AccessTokenRotationService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly cache: TokenCache,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Makes a token with the name, scopes, networks, rate, lifetime and annotations of another one, which ends after the
   * overlap, or when it would have ended anyway. The new one ends with the token in use at the latest, and its calls are
   * counted with those of the old one. A token is replaced once: of several who rotate it at a time one succeeds.
   * @throws DomainError api_token_not_found, for one that has ended too; api_token_replaced; user_not_found for
   *   a user who has been erased; invalid_token where the caller's own has ended meanwhile; permission_denied and
   *   token_bounds_exceeded for a token that reaches beyond that; and what the place's judge throws
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
    { issued, place, claim = NO_CLAIM }: RotationTerms & { issued: { id: string; secret: string } },
  ): Promise<void> {
    // The user ahead of his token, as his erasure takes them.
    tx.queue(holderStep(subject));
    if (place) tx.queue(place.step);
    tx.queue(tokensStep(ctx, id));
    const results = await tx.flush();
    const old = tokenAmong(results.at(-1)!, id);
    // A COMMIT whose answer was lost: this very deed is done.
    if (old?.replacedBy === issued.id) return;
    assertHolder(subject, results[0]!);
    if (place) place.judge(results[1]!);
    const held = tokenInUse(ctx, results.at(-1)!);
    tx.admit();
    // Ahead of the judgement: the same request a second time is answered as the first one was.
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
    // Both work during the overlap, and one that is rotated again and again would otherwise call ever more often.
    const countedWith = old.countedWith ?? old.id;
    queueToken(tx, this.audit, ctx, { ...issued, ...kept, countedWith, expiresAt });
    if (annotationsHash !== null) copyTokenAnnotations(tx, { from: old.id, to: issued.id });
    const oldEnd = Math.min(end ?? Infinity, now + overlapMs);
    const sql = 'UPDATE access_tokens SET expires_at = ?, replaced_by_id = ? WHERE id = ?';
    tx.queue({ sql, params: [oldEnd, issued.id, old.id], rows: 1 });
    this.audit.record(tx, ctx, {
      action: 'token.rotated',
      subjectType: 'access_token',
      subjectId: old.id,
      data: { replacedBy: issued.id, overlapSeconds: overlapMs / 1_000 },
      ...(subject.kind === 'organization' && { organizationId: subject.organizationId }),
    });
  }
}
