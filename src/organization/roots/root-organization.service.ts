import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import { Metrics } from '../../observability/metrics/metrics.js';
import { isDuplicateOfOwnInsert, isUniqueViolation } from '../../database/database-errors.js';
import type { Tx } from '../../database/statement.js';
import { type Claim, NO_CLAIM } from '../../idempotency/idempotency.service.js';
import type { CurrencyLookup, NamedReferences } from '../../reference/reference.js';
import { ReferenceLookupService } from '../../reference/reference-lookup.service.js';
import { usageInsert } from '../limits/organization-usage.queries.js';
import { newOrganization, type Organization } from '../organization.js';
import { OrganizationEntity } from '../organization.entity.js';
import { rootOrganizationInsert } from '../organization.queries.js';
import {
  countryStateProblems,
  enterpriseNameSuffixProblems,
  nameProblems,
  refuse,
  subDomainProblems,
} from '../organization.rules.js';
import { type OrganizationDetails, OrganizationService } from '../organization.service.js';
import { OrganizationSettings } from '../organization.settings.js';
import { formerHolder } from './retired-sub-domain.queries.js';
import { assertNotRetired, subDomainTaken } from './retired-sub-domains.js';

/** What a root organization is created from; only the operator creates one. */
export interface NewRootOrganization extends NamedReferences {
  readonly name: string;
  readonly subDomain: string;
  /** The installation's default when absent. */
  readonly currency?: CurrencyLookup;
  readonly activated: boolean;
  /** How many managed organizations its tree may hold; null is unlimited. */
  readonly managedLimit: number | null;
  readonly enterpriseNameSuffix?: string;
}

/** Creates the roots of trees, for the operator. */
@Injectable()
export class RootOrganizationService {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly lookups: ReferenceLookupService,
    private readonly audit: AuditService,
    private readonly settings: OrganizationSettings,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Creates a root organization, with the limit that its whole tree shares.
   * @throws DomainError currency_not_found, country_not_found, country_state_not_found, validation_failed
   */
  async create(ctx: CallContext, input: NewRootOrganization, claim = NO_CLAIM): Promise<OrganizationDetails> {
    const { enterpriseNameSuffix: suffix, country, countryState } = input;
    const currency = input.currency ?? { isoCode: this.settings.defaultCurrency };
    const found = await this.lookups.find(ctx, { currency, country, countryState });
    refuse([
      ...nameProblems(input.name),
      ...subDomainProblems(input.subDomain, this.settings.reservedSubDomains),
      ...countryStateProblems(found.countryState, found.country?.id),
      ...(suffix === undefined ? [] : enterpriseNameSuffixProblems(suffix)),
    ]);
    const { name, subDomain, activated } = input;
    const organization = {
      ...newOrganization({ name, subDomain, activated, enterpriseNameSuffix: suffix }),
      currencyId: found.currency!.id,
      countryId: found.country?.id ?? null,
      countryStateId: found.countryState?.id ?? null,
    };
    try {
      const insert = (tx: Tx) => this.insert(tx, ctx, organization, input.managedLimit, claim);
      await this.database.write(ctx, insert, { rethrowLockTimeout: claim.isKeyed });
    } catch (error) {
      if (isUniqueViolation(error, 'uq_organizations_sub_domain')) throw subDomainTaken();
      if (!isDuplicateOfOwnInsert(error)) throw error;
    }
    this.metrics.created('organization');
    return this.organizations.details(ctx, organization);
  }

  /**
   * What `create` has created under an earlier claim, as it is now.
   * @throws DomainError idempotency_key_spent where it has been deleted
   */
  async created(ctx: CallContext, id: string): Promise<OrganizationDetails> {
    return this.organizations.created(ctx, id);
  }

  /** Whether there is any organization, whatever its state or place. */
  hasOrganizations(ctx: CallContext): Promise<boolean> {
    return this.database.read(ctx, ({ manager }) => manager.existsBy(OrganizationEntity, {}));
  }

  private async insert(
    tx: Tx,
    ctx: CallContext,
    organization: Organization,
    limit: number | null,
    claim: Claim,
  ): Promise<void> {
    claim.take(tx, organization.id);
    tx.queue(rootOrganizationInsert(organization));
    tx.queue(usageInsert(organization.id, limit));
    this.audit.record(tx, ctx, {
      action: 'organization.created',
      subjectType: 'organization',
      subjectId: organization.id,
      organizationId: organization.id,
      data: { parentId: null, managed: false, limit },
    });
    const formerHolders = tx.queue(formerHolder(organization.subDomain));
    tx.admit();
    await tx.flush();
    assertNotRetired(formerHolders.rows, organization.id);
  }
}
