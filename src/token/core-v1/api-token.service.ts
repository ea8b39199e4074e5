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
import type { Page, PageRequest } from '../../common/page.js';
import type { Precondition } from '../../common/precondition.js';
import type { Claim, StoredResult } from '../../idempotency/idempotency.service.js';
import { keySpent } from '../../idempotency/key-spent.js';
import type { Organization } from '../../organization/organization.js';
import { type Intent, withRolesOnPath } from '../../organization/path/organization-path.js';
import { OrganizationService } from '../../organization/organization.service.js';
import { type ApiTokenProperties, tokenChangeOf, newTokenOf } from './api-token.rules.js';
import { tokenKnownTo } from './api-token.queries.js';
import type { Annotation } from '../../annotation/annotation.rules.js';
import { hasEnded } from '../../auth/token-lifetime.js';

/** A token as its owner sees it; times in milliseconds since 1970. */
export interface ApiToken extends Omit<StoredToken, 'rateLimit' | 'secretHash' | 'countedWith'> {
  /** Calls a minute, its own or the installation's; 0 is without limit. */
  readonly rateLimit: number;
  /** Shown when it is issued or regenerated, and never later. */
  readonly secret: string | null;
  /** Of its state: it changes with everything that can be changed of the token. */
  readonly tag: string;
}

/** A token with its annotations, as its creation and its change show it (core-v1.md §1, row 14). */
export interface AnnotatedApiToken {
  readonly token: ApiToken;
  readonly annotations: readonly Annotation[];
}

/** A page of an organization's tokens. */
export interface ApiTokenQuery extends PageRequest {
  /** Only those that have every one of these, key and value. */
  readonly annotations: readonly Annotation[];
}

/** A token that the caller may change, and its organization; a user's and the operator's have none. */
export interface NamedToken {
  readonly token: StoredToken;
  readonly organization: Organization | undefined;
}

/** The tokens of organizations, for those who manage them (core-v1.md §1, row 14; decisions §5). */
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
   * Issues a token of an organization within the bounds of the one in use, which are its own by default. Every
   * organization on the path is active when it is written.
   * @throws DomainError validation_failed; permission_denied for scopes that the caller's own token does not have, and
   *   token_bounds_exceeded for the rest; organization_suspended, organization_not_activated, organization_not_found
   */
  async create(
    ctx: CallContext,
    organization: Organization,
    properties: ApiTokenProperties,
    claim: Claim,
  ): Promise<AnnotatedApiToken> {
    const order = newTokenOf(properties);
    const { name, annotations = [] } = order;
    const subject = { kind: 'organization', organizationId: organization.id } as const;
    const options = { claim, pathGuard: activePathGuard(organization) };
    const { id, secret, reach } = await this.tokens.issue(ctx, { subject, ...order }, options);
    const unchanged = { createdAt: Date.now(), revokedAt: null, replacedBy: null };
    const hashes = { secretHash: secretHash(secret), annotationsHash: annotationsHash(annotations) };
    return { token: this.shown({ id, subject, name, ...reach, ...unchanged, ...hashes }, secret), annotations };
  }

  /**
   * The token that an idempotent request issued or changed, as it is now; with its secret, as long as that is the token's.
   * @throws DomainError idempotency_key_spent where it has been revoked or has expired
   */
  async findAfterReplay(ctx: CallContext, { subjectId, secret }: StoredResult): Promise<AnnotatedApiToken> {
    const found = await this.tokenList.findAnnotated(ctx, subjectId);
    if (!found) throw new Error(`Token ${subjectId} is not there.`);
    if (hasEnded(found.token)) throw keySpent('access_token', subjectId);
    return { ...found, token: this.shown(found.token, secret) };
  }

  /**
   * The token that a request names, if the caller has this permission: the operator for every token, a user for their own,
   * and otherwise a caller who has it in the token's organization. An absent token and one that the caller does not see
   * are looked up by the same statements.
   * @throws DomainError api_token_not_found (absent, revoked and not visible alike), organization_suspended,
   *   organization_not_activated, permission_denied, in this order
   */
  async named(ctx: CallContext, id: string, intent: Intent): Promise<NamedToken> {
    const found = isId(id) ? await this.tokenList.findBy(ctx, tokenKnownTo(ctx.actor, id)) : undefined;
    const token = found?.revokedAt === null ? found : undefined;
    if (token && isOwn(ctx, token)) return { token, organization: undefined };
    // No organization has the id of a token, so that the look-up of the organization runs in any case.
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
    const options = { precondition, ...guarded(organization) };
    const changed = await this.changes.update(resting(ctx, organization), token.id, tokenChangeOf(properties), options);
    return { ...changed, token: this.shown(changed.token) };
  }

  /** @throws DomainError as `AccessTokenChangeService.regenerate` and `named` */
  async regenerate(ctx: CallContext, { token, organization }: NamedToken, given: TokenOptions): Promise<ApiToken> {
    const options = { ...given, ...guarded(organization) };
    const made = await this.changes.regenerate(resting(ctx, organization), token.id, options);
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
    secret: string | null = null,
  ): ApiToken {
    const isCurrent = secret !== null && secretHash(secret) === hash && token.revokedAt === null;
    const tag = tokenTag({ ...token, secretHash: hash, rateLimit });
    return { ...token, rateLimit: this.limits.permitted(rateLimit), secret: isCurrent ? secret : null, tag };
  }
}

/** Whether no organization decides: a user's own token, and for the operator every one that is no organization's. */
function isOwn({ actor }: CallContext, { subject }: StoredToken): boolean {
  if (actor.kind === 'user') return subject.kind === 'user' && subject.userId === actor.userId;
  return subject.kind !== 'organization' && (actor.kind === 'operator' || actor.kind === 'system');
}

/** For a user, the write checks again that the role still allows it. Every change of a token needs the same roles. */
function resting(ctx: CallContext, organization: Organization | undefined): CallContext {
  return organization ? withRolesOnPath(ctx, organization.path, 'write') : ctx;
}

function guarded(organization: Organization | undefined): Pick<TokenOptions, 'pathGuard'> {
  return organization ? { pathGuard: activePathGuard(organization) } : {};
}
