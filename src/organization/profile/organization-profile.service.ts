import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import type { Tx } from '../../database/statement.js';
import { ReferenceLookupService } from '../../reference/reference-lookup.service.js';
import type { Organization } from '../organization.js';
import { type ChangeOptions, OrganizationChangeService } from '../organization-change.service.js';
import { assertProfile, changedProfile, type ProfileChange, profileDifferences } from './organization-profile.js';
import { type OrganizationDetails, OrganizationService } from '../organization.service.js';
import { OrganizationSettings } from '../organization.settings.js';
import { organizationProfileUpdate } from '../organization.queries.js';
import { formerHolder } from '../roots/retired-sub-domain.queries.js';
import {
  assertMayGiveUp,
  assertNotRetired,
  givenUpLately,
  isCounted,
  retire,
  subDomainTaken,
} from '../roots/retired-sub-domains.js';

/** Changes names, sub-domains and billing details of organizations. */
@Injectable()
export class OrganizationProfileService {
  constructor(
    private readonly changes: OrganizationChangeService,
    private readonly organizations: OrganizationService,
    private readonly lookups: ReferenceLookupService,
    private readonly settings: OrganizationSettings,
  ) {}

  /**
   * Changes the profile of an organization. A change to what is there already changes nothing, its version neither. A
   * sub-domain that is given up is never issued to another organization; its own may take it back. So each gives up a
   * limited number in 30 days; the operator is not bound.
   * @returns the organization as this change has left it
   * @throws DomainError currency_not_found, country_not_found, country_state_not_found; organization_not_found,
   *   organization_suspended, organization_not_activated; precondition_failed; validation_failed, in this order
   */
  async update(
    ctx: CallContext,
    organization: Organization,
    change: ProfileChange,
    options: Pick<ChangeOptions, 'precondition'> = {},
  ): Promise<OrganizationDetails> {
    const found = await this.lookups.find(ctx, change);
    let changed = organization;
    const maxGivenUp = isCounted(ctx.actor) ? this.settings.subDomains.maxGivenUp : undefined;
    const work = async (tx: Tx, current: Organization) => {
      changed = changedProfile(current, change, found);
      assertProfile(current, changed, found, this.settings.reservedSubDomains);
      const fields = await write(tx, current, changed, maxGivenUp);
      if (fields.length === 0) return undefined;
      changed = { ...changed, version: current.version + 1 };
      return { action: 'organization.changed' as const, data: { fields: fields.join(' ') } };
    };
    try {
      await this.changes.apply(ctx, organization, work, { ...options, activeLevels: 'all' });
    } catch (error) {
      throw isUniqueViolation(error, 'uq_organizations_sub_domain') ? subDomainTaken() : error;
    }
    return this.organizations.details(ctx, changed);
  }
}

/** Queues what differs, and returns its names. */
async function write(
  tx: Tx,
  current: Organization,
  changed: Organization,
  maxGivenUp: number | undefined,
): Promise<string[]> {
  const differences = profileDifferences(current, changed);
  if (differences.length === 0) return [];
  tx.queue(organizationProfileUpdate(current.id, differences));
  if (changed.subDomain !== current.subDomain) {
    const [givenUp, formerHolders] = await tx.query(
      givenUpLately(current, changed.subDomain, maxGivenUp ?? 0),
      formerHolder(changed.subDomain),
    );
    assertNotRetired(formerHolders, current.id);
    if (maxGivenUp !== undefined) assertMayGiveUp(givenUp, maxGivenUp);
    retire(tx, current, changed.subDomain);
  }
  return differences.map(({ field }) => field);
}
