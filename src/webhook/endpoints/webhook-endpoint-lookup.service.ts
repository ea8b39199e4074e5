import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import { OrganizationService } from '../../organization/organization.service.js';
import { type Intent, withRolesOnPath } from '../../organization/path/organization-path.js';
import { OPERATOR, type WebhookEndpoint, webhookEndpointOf } from '../webhook-endpoint.js';
import { webhookEndpointKnownTo } from '../webhook-endpoint.queries.js';

/** An endpoint that the caller may use, and its organization; one of the operator has none. */
export interface NamedWebhookEndpoint {
  readonly endpoint: WebhookEndpoint;
  readonly owner: Organization | undefined;
  /** The call, which writes nothing if a user's role is revoked in the meantime. */
  readonly ctx: CallContext;
}

/** Finds endpoints for callers who may see them. */
@Injectable()
export class WebhookEndpointLookupService {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
  ) {}

  /**
   * The endpoint that a request names, if the caller has this permission in its organization; the operator has it for
   * all. An absent endpoint and one that the caller does not see are looked up by the same statements.
   * @throws DomainError webhook_endpoint_not_found (absent and not visible alike), organization_suspended,
   *   organization_not_activated, permission_denied, in this order
   */
  async named(ctx: CallContext, id: string, intent: Intent): Promise<NamedWebhookEndpoint> {
    const endpoint = isId(id) ? await this.find(ctx, id) : undefined;
    // None but the operator finds one of the operator.
    if (endpoint?.organizationId === OPERATOR) return { endpoint, owner: undefined, ctx };
    // No organization has the id of an endpoint, so that the look-up of the organization runs in any case.
    const owner = await this.ownerOf(ctx, endpoint?.organizationId ?? id, intent);
    if (!endpoint) throw new DomainError('webhook_endpoint_not_found', {});
    return { endpoint, owner, ctx: withRolesOnPath(ctx, owner.path, intent) };
  }

  private async find(ctx: CallContext, id: string): Promise<WebhookEndpoint | undefined> {
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(webhookEndpointKnownTo(ctx.actor, id)));
    return row && webhookEndpointOf(row);
  }

  private async ownerOf(ctx: CallContext, organizationId: string, intent: Intent): Promise<Organization> {
    try {
      return await this.organizations.findVisible(ctx, { id: organizationId }, intent);
    } catch (refusal) {
      const isHidden = refusal instanceof DomainError && refusal.code === 'organization_not_found';
      throw isHidden ? new DomainError('webhook_endpoint_not_found', {}) : refusal;
    }
  }
}
