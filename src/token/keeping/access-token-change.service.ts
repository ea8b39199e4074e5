import { Injectable } from '@nestjs/common';
import { annotationOf } from '../../annotation/annotation.queries.js';
import { eventById } from '../../audit/audit.queries.js';
import { type AuditEvent, AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError, type Problem } from '../../common/errors.js';
import { newId } from '../../common/ids.js';
import { ANY_STATE } from '../../common/precondition.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import { NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { RateLimits } from '../../auth/rate-limits.js';
import type { GrantedScope } from '../../auth/scopes.js';
import {
  annotationsHash,
  idOfTokenInUse,
  type StoredToken,
  storedToken,
  tokenAmong,
  tokenInUse,
  type TokenRow,
  tokenTag,
} from '../stored-token.js';
import { newSecret, secretHash } from '../token.js';
import { tokenProblems } from '../token.rules.js';
import { tokenAnnotations, tokenAnnotationsReplace } from '../access-token-annotation.queries.js';
import { tokenById, tokensForUpdate } from '../access-token.queries.js';
import { tokenSecretUpdate, tokenUpdate } from './token-keeping.queries.js';
import { assertWithin, type TokenBounds } from '../token-bounds.js';
import { TokenCache } from '../authentication/token-cache.js';
import { tokenEventSubject, assertNotEnded, assertNoLaterEnd, changedBounds } from './token-change.rules.js';
import type { PathGuard, TokenOptions } from '../token-options.js';
import type { Annotation } from '../../annotation/annotation.rules.js';

/** The members to be changed; an absent one stays. Times in milliseconds since 1970. */
export interface TokenChange {
  readonly name?: string;
  readonly scopes?: readonly GrantedScope[];
  /** Addresses and networks it may be used from; an empty list is anywhere. */
  readonly networks?: readonly string[];
  /** Null is never. */
  readonly expiresAt?: number | null;
  /** Calls a minute, 0 without limit. */
  readonly rateLimit?: number;
  /** In place of all that it has. */
  readonly annotations?: readonly Annotation[];
}

/** A token with its annotations, read at one moment. */
export interface AnnotatedToken {
  readonly token: StoredToken;
  readonly annotations: readonly Annotation[];
}

/** The audit event of a change; undefined where nothing was changed. */
type TokenChangeResult = Pick<AuditEvent, 'action' | 'data'> | undefined;

/** Changes tokens. Each change first locks the token's row, so of two concurrent ones the second sees the first. */
@Injectable()
export class AccessTokenChangeService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly cache: TokenCache,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Changes the name, the bounds and the annotations of a token. It takes effect at once in this process and for all
   * writes; in the others within `TOKEN_CACHE_MS` for reads and for the calls a minute.
   * @throws DomainError api_token_not_found, for one that was revoked too; api_token_ended; precondition_failed;
   *   permission_denied and token_bounds_exceeded for a token that reaches, or would reach, beyond the one in use;
   *   api_token_replaced where one that was rotated would end later; validation_failed; invalid_token where the one in
   *   use has ended meanwhile; and what the path guard throws
   */
  async update(ctx: CallContext, id: string, change: TokenChange, terms?: TokenOptions): Promise<AnnotatedToken> {
    const work = (tx: Tx, token: StoredToken, held: TokenBounds | undefined): TokenChangeResult => {
      const { annotations, ...members } = change;
      const hash = annotations && { annotationsHash: annotationsHash(annotations) };
      const changed = { ...token, ...members, ...hash };
      refuse(tokenProblems({ name: changed.name, networks: changed.networks, rateLimit: changed.rateLimit ?? 0 }));
      assertWithin(held, changed, (own) => this.limits.permitted(own));
      assertNoLaterEnd(token, changed);
      if (tokenTag(changed) === tokenTag(token)) return undefined;
      tx.queue(tokenUpdate(changed));
      if (annotations) tokenAnnotationsReplace(token, annotations).forEach((statement) => tx.queue(statement));
      return {
        action: 'token.changed',
        data: { members: Object.keys(change).join(' '), ...changedBounds(token, changed) },
      };
    };
    return this.apply(ctx, id, work, terms);
  }

  /**
   * Gives a token another secret: the old one ends at once in this process, and within `TOKEN_CACHE_MS` in the others.
   * Of concurrent calls each gets a secret, and the one that is written last is the token's.
   * @throws DomainError as `update`
   */
  async regenerate(
    ctx: CallContext,
    id: string,
    terms?: TokenOptions,
  ): Promise<{ token: StoredToken; secret: string }> {
    const secret = newSecret();
    const work = (tx: Tx): TokenChangeResult => {
      tx.queue(tokenSecretUpdate(id, secretHash(secret)));
      return { action: 'token.secret_regenerated' };
    };
    return { token: (await this.apply(ctx, id, work, terms, secret)).token, secret };
  }

  /** @returns the token and its annotations after the change */
  private async apply(
    ctx: CallContext,
    id: string,
    change: (tx: Tx, token: StoredToken, held: TokenBounds | undefined) => TokenChangeResult,
    { precondition = ANY_STATE, claim = NO_CLAIM, pathGuard }: TokenOptions = {},
    secret?: string,
  ): Promise<AnnotatedToken> {
    const eventId = newId();
    const work = async (tx: Tx): Promise<AnnotatedToken> => {
      const { rows, isDone, checkPath } = await this.lockedRows(tx, ctx, { id, eventId, pathGuard });
      const token = tokenAmong(rows, id);
      if (!token) throw new DomainError('api_token_not_found', {});
      if (isDone) return annotated(tx, id);
      checkPath?.();
      const held = tokenInUse(ctx, rows);
      assertNotEnded(token);
      tx.admit();
      // Before the precondition: a repeated request is answered as the first one was.
      claim.take(tx, id, secret);
      await tx.flush();
      if (!precondition.allows(tokenTag(token))) throw new DomainError('precondition_failed', {});
      // A caller who changes a token or its secret could use it.
      assertWithin(held, token, (own) => this.limits.permitted(own));
      const event = change(tx, token, held);
      if (event) this.audit.record(tx, ctx, { ...event, ...tokenEventSubject(token) }, eventId);
      return annotated(tx, id);
    };
    const made = await this.database.write(ctx, work, { rethrowLockTimeout: claim.isKeyed });
    this.cache.forget(id);
    return made;
  }

  /** The token to be changed and the one in use; `isDone` where COMMIT of this change succeeded and its reply was lost. */
  private async lockedRows(
    tx: Tx,
    ctx: CallContext,
    { id, eventId, pathGuard }: { id: string; eventId: string; pathGuard: PathGuard | undefined },
  ): Promise<{ rows: TokenRow[]; isDone: boolean; checkPath: (() => void) | undefined }> {
    const checkPath = pathGuard?.queue(tx);
    const [rows, events] = await tx.query(tokensForUpdate(id, idOfTokenInUse(ctx)), eventById(eventId));
    return { rows, isDone: events.length > 0, checkPath };
  }
}

/** The token after all that is queued. */
async function annotated(tx: Tx, id: string): Promise<AnnotatedToken> {
  const [[row], annotations] = await tx.query(tokenById(id), tokenAnnotations(id));
  if (!row) throw new Error(`Token ${id} is locked and yet not there.`);
  return { token: storedToken(row), annotations: annotations.map(annotationOf) };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new DomainError('validation_failed', { problems });
}
