import { Injectable } from '@nestjs/common';
import { annotationOf, annotationsStep } from '../../annotation/annotation-table.js';
import { type AuditEvent, AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError, type Problem } from '../../common/errors.js';
import { newId } from '../../common/ids.js';
import { ANY_STATE } from '../../common/precondition.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import { NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { tokenAmong, tokenInUse, tokensStep } from '../locked-tokens.js';
import { RateLimits } from '../../auth/rate-limits.js';
import type { GrantedScope } from '../../auth/scopes.js';
import { type StoredToken, storedToken, TOKEN_COLUMNS, tokenTag } from '../stored-token.js';
import { newSecret, secretHash } from '../token.js';
import { tokenProblems } from '../token.rules.js';
import { annotationsHash, replaceTokenAnnotations, TOKEN_ANNOTATIONS } from '../token-annotations.js';
import { assertWithin, type TokenBounds } from '../token-bounds.js';
import { TokenCache } from '../authentication/token-cache.js';
import { aboutToken, refuseEnded, refuseLaterEnd, told } from './token-change.rules.js';
import type { TokenOptions } from '../token-terms.js';
import type { Annotation } from '../../annotation/annotation.rules.js';

/** What is to be another; what is left out stays. Times in milliseconds since 1970. */
export interface TokenChange {
  readonly name?: string;
  readonly scopes?: readonly GrantedScope[];
  /** Addresses and networks it may be used from; an empty list is anywhere. */
  readonly networks?: readonly string[];
  /** Null is never. */
  readonly expiresAt?: number | null;
  /** Calls a minute, 0 without limit. */
  readonly rateLimit?: number;
  /** All that it is to have. */
  readonly annotations?: readonly Annotation[];
}

/** A token with what is noted about it, of one and the same moment. */
export interface AnnotatedToken {
  readonly token: StoredToken;
  readonly annotations: readonly Annotation[];
}

/** What a change did, for the audit; undefined when there was nothing to do. */
type Deed = Pick<AuditEvent, 'action' | 'data'> | undefined;

/** Changes tokens. Each change first takes the token's row for itself, so of two one sees what the other did. */
@Injectable()
export class AccessTokenChangeService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly cache: TokenCache,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Changes what a token is called, may do, and from where and until when. It holds at once on this process and for all
   * that is written, and within `TOKEN_CACHE_MS` for what is read on the others, and for its calls a minute.
   * @throws DomainError api_token_not_found, for one that was revoked too; api_token_ended; precondition_failed;
   *   permission_denied and token_bounds_exceeded for a token that reaches, or would reach, beyond the one in use;
   *   api_token_replaced where one that was rotated would end later; validation_failed; invalid_token where the one in
   *   use has ended meanwhile; and what the place's judge throws
   */
  async update(ctx: CallContext, id: string, change: TokenChange, terms?: TokenOptions): Promise<AnnotatedToken> {
    const work = (tx: Tx, token: StoredToken, held: TokenBounds | undefined): Deed => {
      const { annotations, ...members } = change;
      const noted = annotations && { annotationsHash: annotationsHash(annotations) };
      const changed = { ...token, ...members, ...noted };
      refuse(tokenProblems({ name: changed.name, networks: changed.networks, rateLimit: changed.rateLimit ?? 0 }));
      assertWithin(held, changed, (own) => this.limits.permitted(own));
      refuseLaterEnd(token, changed);
      if (tokenTag(changed) === tokenTag(token)) return undefined;
      tx.queue({
        sql: `UPDATE access_tokens SET name = ?, scopes = ?, networks = ?, rate_limit = ?, expires_at = ?,
          annotations_hash = ? WHERE id = ?`,
        params: [
          changed.name,
          changed.scopes.join(' '),
          changed.networks.length > 0 ? changed.networks.join(' ') : null,
          changed.rateLimit,
          changed.expiresAt,
          changed.annotationsHash,
          id,
        ],
      });
      if (annotations) replaceTokenAnnotations(tx, token, annotations);
      return { action: 'token.changed', data: { members: Object.keys(change).join(' '), ...told(token, changed) } };
    };
    return this.make(ctx, id, work, terms);
  }

  /**
   * Gives a token another secret: the old one ends at once on this process, and within `TOKEN_CACHE_MS` on the others.
   * Where several do it at a time, each is told a secret, and the one that was written last is the token's.
   * @throws DomainError as `update`
   */
  async regenerate(
    ctx: CallContext,
    id: string,
    terms?: TokenOptions,
  ): Promise<{ token: StoredToken; secret: string }> {
    const secret = newSecret();
    const work = (tx: Tx): Deed => {
      const sql = 'UPDATE access_tokens SET secret_hash = ? WHERE id = ?';
      tx.queue({ sql, params: [secretHash(secret), id], rows: 1 });
      return { action: 'token.secret_regenerated' };
    };
    return { token: (await this.make(ctx, id, work, terms, secret)).token, secret };
  }

  /** @returns the token and its annotations as the change has left them */
  private async make(
    ctx: CallContext,
    id: string,
    change: (tx: Tx, token: StoredToken, held: TokenBounds | undefined) => Deed,
    { precondition = ANY_STATE, claim = NO_CLAIM, place }: TokenOptions = {},
    secret?: string,
  ): Promise<AnnotatedToken> {
    const eventId = newId();
    const work = async (tx: Tx): Promise<AnnotatedToken> => {
      if (place) tx.queue(place.step);
      tx.queue(tokensStep(ctx, id));
      tx.queue({ sql: 'SELECT id FROM audit_events WHERE id = ?', params: [eventId] });
      const results = await tx.flush();
      const [rows, events] = results.slice(-2);
      const token = tokenAmong(rows!, id);
      if (!token) throw new DomainError('api_token_not_found', {});
      // A COMMIT whose answer was lost: this very change is done.
      if (events!.length > 0) return annotated(tx, id);
      if (place) place.judge(results[0]!);
      const held = tokenInUse(ctx, rows!);
      refuseEnded(token);
      tx.admit();
      // Ahead of the precondition: the same request a second time is answered as the first one was.
      claim.take(tx, id, secret);
      await tx.flush();
      if (!precondition.allows(tokenTag(token))) throw new DomainError('precondition_failed', {});
      // Whoever changes a token, or its secret, could use it.
      assertWithin(held, token, (own) => this.limits.permitted(own));
      const event = change(tx, token, held);
      if (event) this.audit.record(tx, ctx, { ...event, ...aboutToken(token) }, eventId);
      return annotated(tx, id);
    };
    const made = await this.database.write(ctx, work, { rethrowLockTimeout: claim.isKeyed });
    this.cache.forget(id);
    return made;
  }
}

/** The token as it is behind all that is queued. */
async function annotated(tx: Tx, id: string): Promise<AnnotatedToken> {
  tx.queue({ sql: `SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ?`, params: [id] });
  tx.queue(annotationsStep(TOKEN_ANNOTATIONS, id));
  const [rows, annotations] = (await tx.flush()).slice(-2);
  return { token: storedToken(rows![0]!), annotations: annotations!.map(annotationOf) };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new DomainError('validation_failed', { problems });
}
