import { Injectable } from '@nestjs/common';
import { AccessTokenListService } from '../keeping/access-token-list.service.js';
import { AccessTokenRotationService, type Rotation } from '../keeping/access-token-rotation.service.js';
import { AccessTokenService } from '../access-token.service.js';
import type { GrantedScope } from '../../auth/scopes.js';
import { type StoredToken, type TokenSubject } from '../stored-token.js';
import { secretHash } from '../token.js';
import { tokenOfSubject } from '../access-token.queries.js';
import { activePathGuard, type PathGuard } from '../token-options.js';
import type { Actor, CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import type { Claim, StoredResult } from '../../idempotency/idempotency.service.js';
import { spent } from '../../idempotency/spent.js';
import { OrganizationService } from '../../organization/organization.service.js';
import { endOf, hasEnded } from '../../auth/token-lifetime.js';

/** A token as the one whose it is sees it; times in milliseconds since 1970. */
export interface OwnToken {
  readonly id: string;
  readonly subject: TokenSubject;
  readonly name: string;
  readonly scopes: readonly string[];
  /** None is anywhere. */
  readonly networks: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

/** A token whose secret may be told. */
export interface ToldToken extends OwnToken {
  /** Told by whoever makes it, and to nobody later. */
  readonly secret: string | null;
}

/** A token, and what it has been put in the place of. */
export interface RotatedToken extends ToldToken {
  readonly replaces: { readonly id: string; readonly expiresAt: number | null };
}

/** What is asked for of a new token. */
export interface OwnTokenWish {
  readonly name: string;
  /** As the token in use has them unless told otherwise, like the rest. */
  readonly networks?: readonly string[];
  readonly scopes?: readonly GrantedScope[];
  readonly lifetimeMs?: number;
}

export interface OwnTokenQuery {
  readonly limit: number;
  readonly newestFirst: boolean;
  /** The last one of the page before. */
  readonly afterId?: string;
}

/**
 * The tokens of the caller's own identity: of the user whose token is used, or of the organization, or of the operator.
 * Nobody else's are there (api-v2.md §3.5).
 */
@Injectable()
export class OwnTokensService {
  constructor(
    private readonly tokens: AccessTokenService,
    private readonly tokenList: AccessTokenListService,
    private readonly rotation: AccessTokenRotationService,
    private readonly organizations: OrganizationService,
  ) {}

  /**
   * The token in use.
   * @throws DomainError invalid_token where it has ended while it was asked for
   */
  async current(ctx: CallContext): Promise<OwnToken> {
    const token = await this.tokenList.find(ctx, idOf(ctx.actor));
    const end = token && endOf(token);
    if (!token || end) throw new DomainError('invalid_token', end ? { end } : {});
    return token;
  }

  /** One page of those that have not ended, by their ids, and whether there is more behind it. */
  async page(ctx: CallContext, query: OwnTokenQuery): Promise<{ tokens: OwnToken[]; more: boolean }> {
    return this.tokenList.list(ctx, { ...query, subject: subjectOf(ctx.actor), livingAt: Date.now() });
  }

  /**
   * A new token. Nothing on the organization's path is held or not activated when it is written.
   * @throws DomainError permission_denied for scopes that the token in use does not have, and token_bounds_exceeded for
   *   what else would reach beyond it; organization_suspended,
   *   organization_not_activated, organization_not_found; invalid_token for a user who has been erased
   */
  async create(ctx: CallContext, wish: OwnTokenWish, claim: Claim): Promise<ToldToken> {
    const { lifetimeMs, ...order } = { subject: subjectOf(ctx.actor), ...wish };
    const end = lifetimeMs && { expiresAt: Date.now() + lifetimeMs };
    const { id, secret } = await living(
      this.tokens.issue(ctx, { ...order, ...end }, { claim, ...(await this.placed(ctx)) }),
    );
    return this.made(ctx, id, secret);
  }

  /**
   * What was created, as it is by now; the secret that was told then, as long as it is the token's.
   * @throws DomainError idempotency_key_spent where it has ended
   */
  async again(ctx: CallContext, { subjectId, secret }: StoredResult): Promise<ToldToken> {
    const token = await this.made(ctx, subjectId, secret);
    if (hasEnded(token)) throw spent('access_token', subjectId);
    return token;
  }

  /**
   * Puts a new token in the place of an own one, which goes on for a time.
   * @throws DomainError api_token_not_found, api_token_replaced; permission_denied and token_bounds_exceeded for a token
   *   that reaches beyond the one in use; and for the state of the organization and the user as `create`
   */
  async rotate(ctx: CallContext, rotation: Omit<Rotation, 'subject'>, claim: Claim): Promise<RotatedToken> {
    // What is somebody else's is never changed, so it can be told outside of the lock.
    const own = await this.own(ctx, rotation.id);
    if (!own) throw new DomainError('api_token_not_found', { id: rotation.id });
    const wish = { ...rotation, subject: own.subject };
    const { id, secret } = await living(this.rotation.rotate(ctx, wish, { claim, ...(await this.placed(ctx)) }));
    return this.replacing(ctx, rotation.id, await this.made(ctx, id, secret));
  }

  /** What was rotated, as it is by now; the token, its secret and the refusal as by `again`. */
  async rotated(ctx: CallContext, replacedId: string, done: StoredResult): Promise<RotatedToken> {
    return this.replacing(ctx, replacedId, await this.again(ctx, done));
  }

  /**
   * Ends an own token now, whatever the state of its organization.
   * @returns it, with its end
   * @throws DomainError api_token_not_found, for one that has ended too
   */
  async end(ctx: CallContext, id: string): Promise<OwnToken> {
    const own = await this.own(ctx, id);
    if (!own || hasEnded(own)) throw new DomainError('api_token_not_found', { id });
    await this.tokens.revoke(ctx, id);
    return { ...own, expiresAt: lastMoment(await this.tokenList.find(ctx, id)) };
  }

  /** Ends the token in use. */
  async endCurrent(ctx: CallContext): Promise<void> {
    await this.tokens.revoke(ctx, idOf(ctx.actor));
  }

  /** An absent token and somebody else's are asked for by the same statement, and neither gives a row. */
  private async own(ctx: CallContext, id: string): Promise<StoredToken | undefined> {
    return isId(id) ? this.tokenList.findBy(ctx, tokenOfSubject(id, subjectOf(ctx.actor))) : undefined;
  }

  private async replacing(ctx: CallContext, id: string, token: ToldToken): Promise<RotatedToken> {
    return { ...token, replaces: { id, expiresAt: lastMoment(await this.tokenList.find(ctx, id)) } };
  }

  private async made(ctx: CallContext, id: string, told: string | null): Promise<ToldToken & StoredToken> {
    const token = await this.tokenList.find(ctx, id);
    if (!token) throw new Error(`Token ${id} is not there.`);
    const isItsOwn = told !== null && secretHash(told) === token.secretHash && !hasEnded(token);
    return { ...token, secret: isItsOwn ? told : null };
  }

  /** What must be so where a token of an organization is written. */
  private async placed(ctx: CallContext): Promise<{ place?: PathGuard }> {
    if (ctx.actor.kind !== 'organization') return {};
    const { organizationId: id } = ctx.actor;
    return { place: activePathGuard(await this.organizations.findVisible(ctx, { id }, 'write')) };
  }
}

/** Whoever has been erased meanwhile has no token any more, the one in use neither. */
async function living<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (refusal) {
    const isErased = refusal instanceof DomainError && refusal.code === 'user_not_found';
    throw isErased ? new DomainError('invalid_token', {}) : refusal;
  }
}

function subjectOf(actor: Actor): TokenSubject {
  if (actor.kind === 'organization') return { kind: 'organization', organizationId: actor.organizationId };
  return actor.kind === 'user' ? { kind: 'user', userId: actor.userId } : { kind: 'operator' };
}

function idOf(actor: Actor): string {
  if (actor.kind === 'system') throw new Error('The command line has no token.');
  return actor.tokenId;
}

/** When a token ended, or will; null is never. */
function lastMoment(token: StoredToken | undefined): number | null {
  const ends = [token?.revokedAt, token?.expiresAt].filter((end) => typeof end === 'number');
  return ends.length === 0 ? null : Math.min(...ends);
}
