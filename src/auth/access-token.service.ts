import { Injectable } from '@nestjs/common';
import { annotationsDeletion } from '../annotation/annotation-table.js';
import { AuditService } from '../audit/audit.service.js';
import type { Actor, CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { ANY_STATE, type Precondition } from '../common/precondition.js';
import { Database } from '../database/database.js';
import { isOwnRowAgain, isTaken } from '../database/faults.js';
import type { Row, Tx } from '../database/steps.js';
import { UNCLAIMED } from '../idempotency/idempotency.service.js';
import type { Annotation } from '../organization/organization.rules.js';
import type { KnownToken } from './known-token.js';
import type { GrantedScope } from './scopes.js';
import { endOf, storedToken, subjectOf, TOKEN_COLUMNS, type TokenSubject, tokenTag, wordsOf } from './stored-token.js';
import { isWellFormedSecret, newSecret, secretHash } from './token.js';
import { tokenProblems } from './token.rules.js';
import { addTokenAnnotations, annotationsHash, TOKEN_ANNOTATIONS } from './token-annotations.js';
import { TokenCache } from './token-cache.js';
import { assertHolder, holderStep, queueToken } from './token-insert.js';
import { assertGivable, type TokenTerms } from './token-terms.js';
import { TokenUse } from './token-use.js';

/** A token's id and its secret. */
export interface DrawnToken {
  readonly id: string;
  readonly secret: string;
}

/** What is to be issued; times in milliseconds since 1970. */
export interface TokenOrder {
  readonly subject: TokenSubject;
  readonly name: string;
  readonly scopes: readonly GrantedScope[];
  readonly expiresAt: number | null;
  /** Networks it may be used from, in CIDR form; absent is any. */
  readonly networks?: readonly string[];
  /** Calls a minute; absent is the installation's own limit, 0 is none. */
  readonly rateLimit?: number;
  /** Absent is none. */
  readonly annotations?: readonly Annotation[];
  /** Where they were drawn and written down beforehand: issuing the same again then succeeds without effect. */
  readonly drawn?: DrawnToken;
}

/** What issuing asks for beside itself; there is no state yet that a client could have read. */
type IssueTerms = Omit<TokenTerms, 'precondition'>;

/** Issues, recognises and revokes access tokens (decisions §5). */
@Injectable()
export class AccessTokenService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly cache: TokenCache,
    private readonly use: TokenUse,
  ) {}

  /**
   * A new token. Its secret is in this answer and nowhere else, for ever.
   * @throws DomainError validation_failed for its name, its networks or its rate limit; permission_denied for scopes
   *   that the caller's own token does not have; and what the place's judge throws
   */
  async issue(ctx: CallContext, order: TokenOrder, terms: IssueTerms = {}): Promise<DrawnToken> {
    const problems = tokenProblems(order);
    if (problems.length > 0) throw new DomainError('validation_failed', { problems });
    assertGivable(ctx, order.scopes);
    const issued = order.drawn ?? { id: newId(), secret: newSecret() };
    const insert = (tx: Tx) => this.insert(tx, ctx, order, issued, terms);
    try {
      await this.database.write(ctx, insert, { keepsLockWait: terms.claim?.isKeyed ?? false });
    } catch (fault) {
      // A COMMIT whose answer was lost, or a start that was cut short: the second try has met the first one's row.
      if (!isOwnRowAgain(fault) && !isTaken(fault, 'uq_access_tokens_secret_hash')) throw fault;
    }
    return issued;
  }

  /**
   * The token that a secret belongs to. A secret whose checksum is wrong costs no question to the database.
   * @throws DomainError invalid_token when it was never issued, has expired or was revoked; which of the last two is
   *   told, since only the secret's holder can ask
   */
  async recognise(secret: string, signal: AbortSignal): Promise<KnownToken> {
    if (!isWellFormedSecret(secret)) throw new DomainError('invalid_token', {});
    const hash = secretHash(secret);
    const token = await this.cache.get(hash, () => this.find(hash, signal));
    if (!token) throw new DomainError('invalid_token', {});
    const end = endOf(token);
    if (end) throw new DomainError('invalid_token', { end });
    this.use.note(token);
    return token;
  }

  /**
   * Ends a token, at once on this process and within `TOKEN_CACHE_MS` on the others. Ending it twice succeeds.
   * @param precondition judged against `tokenTag` of a token that has not ended yet
   * @returns whether there is such a token
   * @throws DomainError precondition_failed
   */
  async revoke(ctx: CallContext, id: string, precondition: Precondition = ANY_STATE): Promise<boolean> {
    const found = await this.database.write(ctx, async (tx) => {
      tx.add({ sql: `SELECT ${TOKEN_COLUMNS} FROM access_tokens t WHERE t.id = ? FOR UPDATE`, params: [id] });
      const [row] = (await tx.send())[0]!;
      if (!row) return false;
      if (row.revoked_at !== null) return true;
      if (!precondition.allows(tokenTag(storedToken(row)))) throw new DomainError('precondition_failed', {});
      tx.add({
        sql: 'UPDATE access_tokens SET revoked_at = ?, annotations_hash = NULL WHERE id = ?',
        params: [Date.now(), id],
        rows: 1,
      });
      tx.add(annotationsDeletion(TOKEN_ANNOTATIONS, id));
      this.audit.record(tx, ctx, {
        action: 'token.revoked',
        subjectType: 'access_token',
        subjectId: id,
        ...(row.organization_id !== null && { organizationId: String(row.organization_id) }),
      });
      await tx.send();
      return true;
    });
    this.cache.forget(id);
    return found;
  }

  private async insert(
    tx: Tx,
    ctx: CallContext,
    { networks = [], rateLimit, annotations = [], ...order }: TokenOrder,
    issued: DrawnToken,
    { place, claim = UNCLAIMED }: IssueTerms,
  ): Promise<void> {
    tx.add(holderStep(order.subject));
    if (place) tx.add(place.step);
    claim.take(tx, issued.id, issued.secret);
    const more = { networks, rateLimit: rateLimit ?? null, annotationsHash: annotationsHash(annotations) };
    queueToken(tx, this.audit, ctx, { ...order, ...issued, ...more });
    addTokenAnnotations(tx, { id: issued.id, subject: order.subject }, annotations);
    const [holder, placed] = await tx.send();
    assertHolder(order.subject, holder!);
    if (place) place.judge(placed!);
  }

  private async find(hash: string, signal: AbortSignal): Promise<KnownToken | undefined> {
    const [rows] = await this.database.read({ signal }, (reader) =>
      reader.read({
        sql: `SELECT id, kind, organization_id, user_id, scopes, networks, rate_limit, expires_at, revoked_at, last_used_at
          FROM access_tokens WHERE secret_hash = ?`,
        params: [hash],
      }),
    );
    const row = rows?.[0];
    return row && knownToken(row);
  }
}

function knownToken(row: Row): KnownToken {
  const id = String(row.id);
  return {
    id,
    actor: actorOf(row, id),
    scopes: new Set(wordsOf(row.scopes)),
    networks: wordsOf(row.networks),
    rateLimit: row.rate_limit === null ? null : Number(row.rate_limit),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
    revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
    lastUsedAt: row.last_used_at === null ? null : Number(row.last_used_at),
  };
}

function actorOf(row: Row, tokenId: string): Actor {
  return { ...subjectOf(row), tokenId };
}
