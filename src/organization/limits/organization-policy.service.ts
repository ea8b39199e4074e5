import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import type { Currency } from '../../reference/reference.js';
import type { Organization } from '../organization.js';
import { assertRoot, OrganizationLimitService, type Usage } from './organization-limit.service.js';
import { OrganizationService } from '../organization.service.js';

/** What prevents an organization from creating another one below it, in the order in which it would be answered. */
export type Obstacle = 'suspended' | 'not_activated' | 'limit_reached';

/** What the tree of a root may hold, and what prevents it from holding more. */
export interface OrganizationPolicy {
  readonly usage: Usage;
  readonly currency: Currency;
  readonly obstacles: readonly Obstacle[];
}

/** Shows the policies of roots: managed organizations have none of their own (core-v1.md §4.5). */
@Injectable()
export class OrganizationPolicyService {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly limits: OrganizationLimitService,
  ) {}

  /** @throws DomainError policy_not_available_for_managed_organizations for an organization that is not a root */
  async of(ctx: CallContext, organization: Organization): Promise<OrganizationPolicy> {
    const usage = await this.limitOf(ctx, organization);
    const { currency, suspended, activatedAt } = await this.organizations.details(ctx, organization);
    const { managedCount, managedLimit } = usage;
    const obstacles: [Obstacle, boolean][] = [
      ['suspended', suspended],
      ['not_activated', activatedAt === null],
      ['limit_reached', managedLimit !== null && managedCount >= managedLimit],
    ];
    return { usage, currency, obstacles: obstacles.flatMap(([obstacle, isThere]) => (isThere ? [obstacle] : [])) };
  }

  /** As much of the policy as can be set. @throws DomainError policy_not_available_for_managed_organizations */
  limitOf(ctx: CallContext, organization: Organization): Promise<Usage> {
    assertRoot(organization);
    return this.limits.usage(ctx, organization);
  }
}
