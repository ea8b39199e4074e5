import { Injectable } from '@nestjs/common';
import { AccessTokenChangeService } from '../keeping/access-token-change.service.js';
import { AccessTokenListService } from '../keeping/access-token-list.service.js';
import { AccessTokenService } from '../access-token.service.js';
import { RateLimits } from '../../auth/rate-limits.js';
import { annotationsHash, type StoredToken, tokenTag } from '../stored-token.js';
import { secretHash } from '../token.js';
import { activePathGuard, type TokenOptions } from '../token-options.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import type { Page, PageWish } from '../../common/page.js';
import type { Precondition } from '../../common/precondition.js';
import type { Claim, StoredResult } from '../../idempotency/idempotency.service.js';
import { spent } from '../../idempotency/spent.js';
import type { Organization } from '../../organization/organization.js';
import { type Intent, restingOnPath } from '../../organization/path/organization-path.js';
import { OrganizationService } from '../../organization/organization.service.js';
import { type ApiTokenProperties, changeOf, orderOf } from './api-token.rules.js';
import { tokenKnownTo } from './api-token.queries.js';
import type { Annotation } from '../../annotation/annotation.rules.js';
import { hasEnded } from '../../auth/token-lifetime.js';

/** A token as its owner is shown it; times in milliseconds since 1970. */
export interface ApiToken extends Omit<StoredToken, 'rateLimit' | 'secretHash' | 'countedWith'> {
  /** Calls a minute, its own or the installation's; 0 is without limit. */
  readonly rateLimit: number;
  /** Told by whoever makes it, and to nobody later. */
  readonly secret: string | null;
  /** Of its state: it changes with whatever can be changed of the token. */
  readonly tag: string;
}

/** A token with what is noted about it, as its creation and its change show it (core-v1.md §1, row 14). */
export interface AnnotatedApiToken {
  readonly token: ApiToken;
  readonly annotations: readonly Annotation[];
}

/** Which of an organization's tokens are asked for. */
export interface ApiTokenQuery extends PageWish {
  /** Those which have every one of these, key and value; none asks for all. */
  readonly annotations: readonly Annotation[];
}

/** A token that its caller may do something with, and whose it is: a user's and the operator's is no organization's. */
export interface NamedToken {
  readonly token: StoredToken;
  readonly organization: Organization | undefined;
}

/** The tokens of organizations, for those who are in charge of them (core-v1.md §1, row 14; decisions §5). */
@Injectable()
export class ApiTokenService {
  constructor(
    private readonly tokens: AccessTokenService,
    private readonly tokenList: AccessTokenListService,
    private readonly changes: AccessTokenChangeService,
    private readonly organizations: OrganizationService,
    private readonly limits: RateLimits,
  ) {}

  /** One page of the organization's own tokens that were not revoked, oldest first and without their secrets. */
  async list(ctx: CallContext, organization: Organization, query: ApiTokenQuery): Promise<Page<ApiToken>> {
    const { items, total } = await this.tokenList.ofOrganization(ctx, organization.id, query);
    return { items: items.map((token) => this.shown(token)), total };
  }

  /**
   * A new token of an organization, which reaches no further than the one in use, and as far where it is told nothing
   * else. Nothing on its path is held or not activated when it is written.
   * @throws DomainError validation_failed; permission_denied for scopes that the caller's own token does not have, and
   *   token_bounds_exceeded for the rest; organization_suspended, organization_not_activated, organization_not_found
   */
  async create(
    ctx: CallContext,
    organization: Organization,
    properties: ApiTokenProperties,
    claim: Claim,
  ): Promise<AnnotatedApiToken> {
    const order = orderOf(properties);
    const { name, annotations = [] } = order;
    const subject = { kind: 'organization', organizationId: organization.id } as const;
    const terms = { claim, place: activePathGuard(organization) };
    const { id, secret, reach } = await this.tokens.issue(ctx, { subject, ...order }, terms);
    const unchanged = { createdAt: Date.now(), revokedAt: null, replacedBy: null };
    const hashes = { secretHash: secretHash(secret), annotationsHash: annotationsHash(annotations) };
    return { token: this.shown({ id, subject, name, ...reach, ...unchanged, ...hashes }, secret), annotations };
  }

  /**
   * What was made or changed, as it is by now; the secret that was told then, as long as it is the token's.
   * @throws DomainError idempotency_key_spent where it has been revoked or has expired
   */
  async again(ctx: CallContext, { subjectId, secret }: StoredResult): Promise<AnnotatedApiToken> {
    const found = await this.tokenList.findAnnotated(ctx, subjectId);
    if (!found) throw new Error(`Token ${subjectId} is not there.`);
    if (hasEnded(found.token)) throw spent('access_token', subjectId);
    return { ...found, token: this.shown(found.token, secret) };
  }

  /**
   * The token that a request names, if its caller may do this with it: the operator with every one, a user with his
   * own, and otherwise whoever may do it with the organization that it belongs to. An absent token and one
   * that the caller does not see are asked for by the same statements, and neither gives a row.
   * @throws DomainError api_token_not_found (absent, revoked and not visible alike), organization_suspended,
   *   organization_not_activated, permission_denied, in this order
   */
  async named(ctx: CallContext, id: string, intent: Intent): Promise<NamedToken> {
    const found = isId(id) ? await this.tokenList.findBy(ctx, tokenKnownTo(ctx.actor, id)) : undefined;
    const token = found?.revokedAt === null ? found : undefined;
    if (token && isOwn(ctx, token)) return { token, organization: undefined };
    // No organization has the id of a token, so what belongs to none is looked for in vain.
    const named = token?.subject.kind === 'organization' ? token.subject.organizationId : id;
    const organization = await this.visible(ctx, named, intent);
    if (!token) throw new DomainError('api_token_not_found', {});
    return { token, organization };
  }

  /** @throws DomainError validation_failed, and as `AccessTokenChangeService.update` and `named` */
  async update(
    ctx: CallContext,
    { token, organization }: NamedToken,
    properties: ApiTokenProperties,
    precondition: Precondition,
  ): Promise<AnnotatedApiToken> {
    const terms = { precondition, ...placed(organization) };
    const changed = await this.changes.update(resting(ctx, organization), token.id, changeOf(properties), terms);
    return { ...changed, token: this.shown(changed.token) };
  }

  /** @throws DomainError as `AccessTokenChangeService.regenerate` and `named` */
  async regenerate(ctx: CallContext, { token, organization }: NamedToken, terms: TokenOptions): Promise<ApiToken> {
    const placedTerms = { ...terms, ...placed(organization) };
    const made = await this.changes.regenerate(resting(ctx, organization), token.id, placedTerms);
    return this.shown(made.token, made.secret);
  }

  /** @throws DomainError precondition_failed */
  async revoke(ctx: CallContext, { token, organization }: NamedToken, precondition: Precondition): Promise<void> {
    await this.tokens.revoke(resting(ctx, organization), token.id, precondition);
  }

  private async visible(ctx: CallContext, organizationId: string, intent: Intent): Promise<Organization> {
    try {
      return await this.organizations.findVisible(ctx, { id: organizationId }, intent);
    } catch (refusal) {
      const isHidden = refusal instanceof DomainError && refusal.code === 'organization_not_found';
      throw isHidden ? new DomainError('api_token_not_found', {}) : refusal;
    }
  }

  private shown(
    { secretHash: hash, rateLimit, ...token }: Omit<StoredToken, 'countedWith'>,
    told: string | null = null,
  ): ApiToken {
    const isItsOwn = told !== null && secretHash(told) === hash && token.revokedAt === null;
    const tag = tokenTag({ ...token, secretHash: hash, rateLimit });
    return { ...token, rateLimit: this.limits.permitted(rateLimit), secret: isItsOwn ? told : null, tag };
  }
}

/** Whose no organization is asked about: a user's own token, and to the operator every one that is no organization's. */
function isOwn({ actor }: CallContext, { subject }: StoredToken): boolean {
  if (actor.kind === 'user') return subject.kind === 'user' && subject.userId === actor.userId;
  return subject.kind !== 'organization' && (actor.kind === 'operator' || actor.kind === 'system');
}

/** A user keeps the role by which this may be done until it is done. All that changes tokens needs the same roles. */
function resting(ctx: CallContext, organization: Organization | undefined): CallContext {
  return organization ? restingOnPath(ctx, organization.path, 'write') : ctx;
}

function placed(organization: Organization | undefined): Pick<TokenOptions, 'place'> {
  return organization ? { place: activePathGuard(organization) } : {};
}
