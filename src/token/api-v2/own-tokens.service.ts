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
import { keySpent } from '../../idempotency/key-spent.js';
import { OrganizationService } from '../../organization/organization.service.js';
import { endOf, hasEnded } from '../../auth/token-lifetime.js';

/** A token as its owner sees it; times in milliseconds since 1970. */
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

/** A token with its secret, where that may be shown. */
export interface OwnTokenWithSecret extends OwnToken {
  /** Shown when the token is issued, and never later. */
  readonly secret: string | null;
}

/** A token, and the one that it has replaced. */
export interface RotatedToken extends OwnTokenWithSecret {
  readonly replaces: { readonly id: string; readonly expiresAt: number | null };
}

/** A token to be issued. */
export interface NewOwnToken {
  readonly name: string;
  /** Each of these three that is absent is as the token in use has it. */
  readonly networks?: readonly string[];
  readonly scopes?: readonly GrantedScope[];
  readonly lifetimeMs?: number;
}

export interface OwnTokenQuery {
  readonly limit: number;
  readonly newestFirst: boolean;
  /** The id of the last token of the page before. */
  readonly afterId?: string;
}

/**
 * The caller's own tokens: those of the user, the organization or the operator whose token is in use (api-v2.md §3.5).
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
   * @throws DomainError invalid_token where it has ended in the meantime
   */
  async current(ctx: CallContext): Promise<OwnToken> {
    const token = await this.tokenList.find(ctx, idOf(ctx.actor));
    const end = token && endOf(token);
    if (!token || end) throw new DomainError('invalid_token', end ? { end } : {});
    return token;
  }

  /** One page of those that have not ended, by their ids, and whether another page follows. */
  async page(ctx: CallContext, query: OwnTokenQuery): Promise<{ tokens: OwnToken[]; more: boolean }> {
    return this.tokenList.list(ctx, { ...query, subject: subjectOf(ctx.actor), livingAt: Date.now() });
  }

  /**
   * Issues a token. Every organization on the path is active when it is written.
   * @throws DomainError permission_denied for scopes that the token in use does not have, and token_bounds_exceeded for
   *   its other bounds; organization_suspended, organization_not_activated, organization_not_found; invalid_token for a user who has been erased
   */
  async create(ctx: CallContext, input: NewOwnToken, claim: Claim): Promise<OwnTokenWithSecret> {
    const { lifetimeMs, ...order } = { subject: subjectOf(ctx.actor), ...input };
    const end = lifetimeMs && { expiresAt: Date.now() + lifetimeMs };
    const { id, secret } = await refusingErased(
      this.tokens.issue(ctx, { ...order, ...end }, { claim, ...(await this.pathGuardOf(ctx)) }),
    );
    return this.made(ctx, id, secret);
  }

  /**
   * The token that an idempotent request created, as it is now; with its secret, as long as that is the token's.
   * @throws DomainError idempotency_key_spent where it has ended
   */
  async createdBefore(ctx: CallContext, { subjectId, secret }: StoredResult): Promise<OwnTokenWithSecret> {
    const token = await this.made(ctx, subjectId, secret);
    if (hasEnded(token)) throw keySpent('access_token', subjectId);
    return token;
  }

  /**
   * Replaces one of the caller's own tokens, which stays valid for the overlap.
   * @throws DomainError api_token_not_found, api_token_replaced; permission_denied and token_bounds_exceeded for a token
   *   that reaches beyond the one in use; and for the state of the organization and the user as `create`
   */
  async rotate(ctx: CallContext, rotation: Omit<Rotation, 'subject'>, claim: Claim): Promise<RotatedToken> {
    // A token's owner never changes, so this needs no lock.
    const own = await this.own(ctx, rotation.id);
    if (!own) throw new DomainError('api_token_not_found', { id: rotation.id });
    const ownRotation = { ...rotation, subject: own.subject };
    const { id, secret } = await refusingErased(
      this.rotation.rotate(ctx, ownRotation, { claim, ...(await this.pathGuardOf(ctx)) }),
    );
    return this.replacing(ctx, rotation.id, await this.made(ctx, id, secret));
  }

  /** The token that an idempotent request rotated; the token, its secret and the errors as by `createdBefore`. */
  async rotatedBefore(ctx: CallContext, replacedId: string, done: StoredResult): Promise<RotatedToken> {
    return this.replacing(ctx, replacedId, await this.createdBefore(ctx, done));
  }

  /**
   * Ends one of the caller's own tokens now, whatever the state of the organization.
   * @returns the token, with its end
   * @throws DomainError api_token_not_found, for one that has ended too
   */
  async end(ctx: CallContext, id: string): Promise<OwnToken> {
    const own = await this.own(ctx, id);
    if (!own || hasEnded(own)) throw new DomainError('api_token_not_found', { id });
    await this.tokens.revoke(ctx, id);
    return { ...own, expiresAt: endTimeOf(await this.tokenList.find(ctx, id)) };
  }

  /** Ends the token in use. */
  async endCurrent(ctx: CallContext): Promise<void> {
    await this.tokens.revoke(ctx, idOf(ctx.actor));
  }

  /** One statement for an absent token and for another owner's: the time does not distinguish them. */
  private async own(ctx: CallContext, id: string): Promise<StoredToken | undefined> {
    return isId(id) ? this.tokenList.findBy(ctx, tokenOfSubject(id, subjectOf(ctx.actor))) : undefined;
  }

  private async replacing(ctx: CallContext, id: string, token: OwnTokenWithSecret): Promise<RotatedToken> {
    return { ...token, replaces: { id, expiresAt: endTimeOf(await this.tokenList.find(ctx, id)) } };
  }

  private async made(ctx: CallContext, id: string, secret: string | null): Promise<OwnTokenWithSecret & StoredToken> {
    const token = await this.tokenList.find(ctx, id);
    if (!token) throw new Error(`Token ${id} is not there.`);
    const isCurrent = secret !== null && secretHash(secret) === token.secretHash && !hasEnded(token);
    return { ...token, secret: isCurrent ? secret : null };
  }

  /** The path guard of an organization's token. */
  private async pathGuardOf(ctx: CallContext): Promise<{ pathGuard?: PathGuard }> {
    if (ctx.actor.kind !== 'organization') return {};
    const { organizationId: id } = ctx.actor;
    return { pathGuard: activePathGuard(await this.organizations.findVisible(ctx, { id }, 'write')) };
  }
}

/** A user who has been erased in the meantime has no token any more, the one in use included. */
async function refusingErased<T>(written: Promise<T>): Promise<T> {
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
function endTimeOf(token: StoredToken | undefined): number | null {
  const ends = [token?.revokedAt, token?.expiresAt].filter((end) => typeof end === 'number');
  return ends.length === 0 ? null : Math.min(...ends);
}
