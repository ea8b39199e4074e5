import { Injectable } from '@nestjs/common';
import { OrganizationTokensService } from '../token/organization-tokens.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { Database } from '../database/database.js';
import type { Reader, Tx } from '../database/statement.js';
import { anyEnterprise } from '../enterprise/enterprise.queries.js';
import { areSatisfied, deletionSteps, type DeletionSteps } from './deletion-steps.js';
import type { Organization } from '../organization/organization.js';
import { type ChangeOptions, OrganizationChangeService } from '../organization/organization-change.service.js';
import { managedCountDecrement } from '../organization/limits/organization-usage.queries.js';
import { leavesList } from '../paging/list-block.queries.js';
import { anyManagedOrganization } from '../organization/listing/organization-list.queries.js';
import { organizationDelete } from '../organization/organization.queries.js';
import { webhookEndpointsDelete, webhookEndpointsOf } from '../webhook/webhook-endpoint.queries.js';
import { WebhookQueue } from '../webhook/queue/webhook-queue.service.js';
import { OrganizationSettings } from '../organization/organization.settings.js';
import { freeRetired, mayKeepSubDomains } from '../organization/roots/kept-sub-domains.js';
import { isCounted } from '../organization/roots/retired-sub-domains.js';

/** Deletes organizations. Their rows stay, so that their sub-domains are not issued again (decisions §8). */
@Injectable()
export class OrganizationDeletionService {
  constructor(
    private readonly database: Database,
    private readonly changes: OrganizationChangeService,
    private readonly tokens: OrganizationTokensService,
    private readonly settings: OrganizationSettings,
    private readonly queue: WebhookQueue,
  ) {}

  /** What must be done before an organization can be deleted, and whether it is done. */
  steps(ctx: CallContext, { id }: Pick<Organization, 'id'>): Promise<DeletionSteps> {
    return this.database.read(ctx, (reader) => stepsOf(reader, id));
  }

  /**
   * As `delete`, of a managed organization alone.
   * @throws DomainError managed_organization_required for a root; and as `delete`
   */
  async deleteManaged(ctx: CallContext, organization: Organization, options?: ChangeOptions): Promise<void> {
    if (organization.parentId === null) throw new DomainError('managed_organization_required', {});
    await this.delete(ctx, organization, options);
  }

  /**
   * Deletes an organization with nothing below it, with its webhook endpoints, and revokes its tokens; where it was
   * managed, its root may hold one more. It is allowed while the organization is suspended. The transaction revokes a
   * limited number of tokens, and the rest is revoked in steps behind it: none of them is accepted from the commit on.
   * The deliveries of its endpoints are deleted behind it as well, and none of them is sent.
   *
   * Its sub-domains, former ones as well, are never issued again, unless the organizations that the same parent deleted
   * in 30 days keep very many: then they are free at once, or one tenant could use up the names.
   *
   * The steps are checked under the lock on its row: a creation below locks the same row shared until it commits, so
   * either it is counted here, or it finds its parent deleted.
   * @throws DomainError organization_not_found where it has been deleted before; precondition_failed;
   *   deletion_steps_not_satisfied
   */
  async delete(ctx: CallContext, organization: Organization, options?: ChangeOptions): Promise<void> {
    const { id, path, parentId } = organization;
    let isAnyTokenLeft = false;
    const change = async (tx: Tx) => {
      const steps = await stepsOf(tx, id);
      if (!areSatisfied(steps)) throw new DomainError('deletion_steps_not_satisfied', { steps });
      const keepsSubDomain = !isCounted(ctx.actor) || (await this.mayKeep(tx, parentId));
      if (!keepsSubDomain) freeRetired(tx, organization);
      tx.queue(organizationDelete(id, keepsSubDomain));
      await this.deleteEndpoints(tx, id);
      isAnyTokenLeft = await this.tokens.revokeFirst(tx, id);
      if (parentId !== null) {
        tx.queue(managedCountDecrement(path[0]!));
        leavesList({ kind: 'managed', ownerId: parentId }, id).forEach((statement) => tx.queue(statement));
      }
      return {
        action: 'organization.deleted' as const,
        data: { parentId, ...(!keepsSubDomain && { keepsSubDomain }) },
      };
    };
    await this.changes.apply(ctx, organization, change, options);
    this.tokens.forget(id);
    this.queue.wake();
    if (isAnyTokenLeft) await this.tokens.revokeRest(ctx, id);
  }

  /** Has them found by what delivers, which deletes what is left of an endpoint that is not there. */
  private async deleteEndpoints(tx: Tx, id: string): Promise<void> {
    const [endpoints] = await tx.query(webhookEndpointsOf(id));
    if (endpoints.length === 0) return;
    tx.queue(webhookEndpointsDelete(id));
    this.queue.changed(
      tx,
      endpoints.map((endpoint) => endpoint.id),
    );
  }

  private async mayKeep(tx: Tx, parentId: string | null): Promise<boolean> {
    return parentId === null || mayKeepSubDomains(tx, parentId, this.settings.subDomains.maxKept);
  }
}

async function stepsOf(reader: Reader, id: string): Promise<DeletionSteps> {
  const [managed, enterprises] = await reader.read(anyManagedOrganization(id), anyEnterprise(id));
  return deletionSteps({ managedOrganizations: managed.length > 0, enterprises: enterprises.length > 0 });
}
