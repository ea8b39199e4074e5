import { randomBytes } from 'node:crypto';
import { AccessTokenService } from '../../../src/token/access-token.service.js';
import type { TokenSubject } from '../../../src/token/stored-token.js';
import { EVERY_SCOPE, type GrantedScope, isGrantable } from '../../../src/auth/scopes.js';
import type { TokenBounds } from '../../../src/token/token-bounds.js';
import type { CallContext } from '../../../src/common/call-context.js';
import { canonicalEmail } from '../../../src/common/email.js';
import { newId } from '../../../src/common/ids.js';
import type { NewEnterprise } from '../../../src/enterprise/enterprise-fingerprint.js';
import { EnterpriseCreationService } from '../../../src/enterprise/creation/enterprise-creation.service.js';
import { OrganizationLimitService } from '../../../src/organization/limits/organization-limit.service.js';
import { RootOrganizationService } from '../../../src/organization/roots/root-organization.service.js';
import { OrganizationCreationService } from '../../../src/organization/managed/organization-creation.service.js';
import type { HoldIdentity } from '../../../src/organization/holds/hold-identity.js';
import { OrganizationStateService } from '../../../src/organization/holds/organization-state.service.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { OrganizationRole } from '../../../src/user/organization-role.js';
import { UserRolesService } from '../../../src/user/roles/user-roles.service.js';
import { type User, UserService } from '../../../src/user/user.service.js';
import { WebhookDeliveryService } from '../../../src/webhook/deliveries/webhook-delivery.service.js';
import { WebhookEndpointService } from '../../../src/webhook/endpoints/webhook-endpoint.service.js';
import { NO_CLAIM } from '../../../src/idempotency/idempotency.service.js';
import type { TestApp } from '../harness.js';

/** A label that is not used otherwise in this run. */
export function aSubDomain(prefix = 'org'): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}

export function anEmail(prefix = 'user'): string {
  return `${prefix}-${randomBytes(5).toString('hex')}@example.com`;
}

export function aKey(): string {
  return randomBytes(12).toString('hex');
}

const OPERATOR_HOLD: HoldIdentity = { source: 'operator', placedBy: '' };

/**
 * Makes what a test begins with, through the services that make it in production: nothing here knows a table, and
 * every row has its audit row.
 */
export class Factories {
  private readonly roots: RootOrganizationService;
  private readonly creation: OrganizationCreationService;
  private readonly state: OrganizationStateService;
  private readonly limits: OrganizationLimitService;
  private readonly tokens: AccessTokenService;
  private readonly users: UserService;
  private readonly roles: UserRolesService;
  private readonly enterprises: EnterpriseCreationService;
  private readonly webhooks: WebhookEndpointService;
  private readonly deliveries: WebhookDeliveryService;

  constructor({ app }: TestApp) {
    const service = <T>(type: new (...parts: never[]) => T): T => app.get(type, { strict: false });
    this.roots = service(RootOrganizationService);
    this.creation = service(OrganizationCreationService);
    this.state = service(OrganizationStateService);
    this.limits = service(OrganizationLimitService);
    this.tokens = service(AccessTokenService);
    this.users = service(UserService);
    this.roles = service(UserRolesService);
    this.enterprises = service(EnterpriseCreationService);
    this.webhooks = service(WebhookEndpointService);
    this.deliveries = service(WebhookDeliveryService);
  }

  /** A root organization, activated and without a limit unless overridden. */
  async root(
    overrides: {
      activated?: boolean;
      limit?: number | null;
      subDomain?: string;
      suffix?: string;
      currency?: string;
    } = {},
  ): Promise<Organization> {
    const { activated = true, limit = null, subDomain = aSubDomain('root'), suffix, currency } = overrides;
    return this.roots.create(this.operator(), {
      name: `Root ${subDomain}`,
      subDomain,
      activated,
      managedLimit: limit,
      ...(suffix !== undefined && { enterpriseNameSuffix: suffix }),
      ...(currency !== undefined && { currency: { isoCode: currency } }),
    });
  }

  /** A managed organization under another one. */
  async managed(parent: Organization, subDomain = aSubDomain('managed')): Promise<Organization> {
    const input = { name: `Managed ${subDomain}`, subDomain, annotations: [] };
    return (await this.creation.createManaged(this.operator(), parent, input)).organization;
  }

  /** A root and so many generations below it, root first. */
  async lineage(levels: number): Promise<Organization[]> {
    const line = [await this.root()];
    while (line.length < levels) line.push(await this.managed(line.at(-1)!));
    return line;
  }

  /** Sets how many managed organizations a tree may hold. */
  async limit(root: Organization, limit: number | null): Promise<void> {
    await this.limits.set(this.operator(), root, limit);
  }

  async suspend(organization: Organization, key: HoldIdentity = OPERATOR_HOLD): Promise<void> {
    await this.state.suspend(this.operator(), organization, key, 'test');
  }

  async unsuspend(organization: Organization, key: HoldIdentity = OPERATOR_HOLD): Promise<void> {
    await this.state.unsuspend(this.operator(), organization, key);
  }

  /** A webhook endpoint of an organization, or of the operator, and the event of a delivery to it. */
  async webhook(owner: Organization | undefined): Promise<{ endpointId: string; eventId: string }> {
    const ctx = this.operator();
    const endpoint = await this.webhooks.create(ctx, owner, { url: 'https://example.com/webhooks' }, NO_CLAIM);
    const { eventId } = await this.deliveries.test({ ctx, endpoint, owner }, NO_CLAIM);
    return { endpointId: endpoint.id, eventId };
  }

  /** The secret of a new token for an organization. */
  organizationToken(organization: Organization, scopes: readonly GrantedScope[] = [EVERY_SCOPE]): Promise<string> {
    return this.token({ kind: 'organization', organizationId: organization.id }, scopes);
  }

  operatorToken(scopes: readonly GrantedScope[] = [EVERY_SCOPE]): Promise<string> {
    return this.token({ kind: 'operator' }, scopes);
  }

  userToken(user: User, scopes: readonly GrantedScope[] = [EVERY_SCOPE]): Promise<string> {
    return this.token({ kind: 'user', userId: user.id }, scopes);
  }

  /** @param expiresAt in milliseconds since 1970 */
  async token(
    subject: TokenSubject,
    scopes: readonly GrantedScope[],
    expiresAt: number | null = null,
  ): Promise<string> {
    return (await this.issue(subject, scopes, expiresAt)).secret;
  }

  /** As `token`, with the id by which it can be revoked. */
  issue(
    subject: TokenSubject,
    scopes: readonly GrantedScope[] = [EVERY_SCOPE],
    expiresAt: number | null = null,
  ): Promise<{ id: string; secret: string }> {
    return this.tokens.issue(this.operator(), { subject, name: 'test', scopes, expiresAt });
  }

  /** As `issue`, with all that bounds a token. */
  bounded(subject: TokenSubject, bounds: TokenBounds): Promise<{ id: string; secret: string }> {
    const { scopes, networks, rateLimit, expiresAt } = bounds;
    const rate = rateLimit === null ? {} : { rateLimit };
    const order = { subject, name: 'bounded', scopes: scopes.filter(isGrantable), networks, expiresAt, ...rate };
    return this.tokens.issue(this.operator(), order);
  }

  async revoke(tokenId: string): Promise<void> {
    await this.tokens.revoke(this.operator(), tokenId);
  }

  user(email = anEmail()): Promise<User> {
    return this.users.create(this.operator(), { email });
  }

  /** A user with a role in an organization. */
  async member(organization: Organization, role: OrganizationRole): Promise<User> {
    const user = await this.user();
    await this.roles.grant(this.operator(), user, organization, role);
    return user;
  }

  /** An enterprise of an organization, with a new user as its admin unless `email` names one: both ids. */
  async enterprise(
    organization: Organization,
    overrides: Partial<NewEnterprise> = {},
  ): Promise<{ readonly id: string; readonly userId: string }> {
    const email = overrides.email ?? anEmail();
    const basics = { idempotencyKey: aKey(), additionalAdmins: [], thirdPartyIdentifiers: [] };
    const input = { ...basics, ...overrides, email, canonicalEmail: canonicalEmail(email)! };
    const created = await this.enterprises.create(this.operator(), organization, input);
    return { id: created.enterpriseId, userId: created.userId };
  }

  private operator(): CallContext {
    return { requestId: newId(), actor: { kind: 'system', name: 'test' }, signal: AbortSignal.timeout(30_000) };
  }
}
