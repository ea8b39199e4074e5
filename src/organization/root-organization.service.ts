import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import { isOwnRowAgain, isTaken } from '../database/faults.js';
import type { Tx } from '../database/steps.js';
import { type Claim, UNCLAIMED } from '../idempotency/idempotency.service.js';
import { ReferenceService } from '../reference/reference.service.js';
import { addOrganization, newOrganization } from './organization.insert.js';
import type { Organization } from './organization.js';
import { enterpriseNameSuffixProblems, nameProblems, refuse, subDomainProblems } from './organization.rules.js';
import { type OrganizationDetails, OrganizationService } from './organization.service.js';
import { OrganizationSettings } from './organization.settings.js';
import { assertNotRetired, retiredStep, subDomainTaken } from './retired-sub-domains.js';

/** What a root organization is made from; the operator alone makes one. */
export interface NewRootOrganization {
  readonly name: string;
  readonly subDomain: string;
  /** ISO 4217; the installation's default when absent. */
  readonly currency?: string;
  readonly activated: boolean;
  /** How many managed organizations its tree may hold; null is unlimited. */
  readonly managedLimit: number | null;
  readonly enterpriseNameSuffix?: string;
}

/** Makes the roots of trees, for the operator. */
@Injectable()
export class RootOrganizations {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly references: ReferenceService,
    private readonly audit: AuditService,
    private readonly settings: OrganizationSettings,
  ) {}

  /**
   * A root organization, with the limit that its whole tree shares.
   * @throws DomainError validation_failed
   */
  async create(ctx: CallContext, input: NewRootOrganization, claim = UNCLAIMED): Promise<OrganizationDetails> {
    const { enterpriseNameSuffix: suffix } = input;
    refuse([
      ...nameProblems(input.name),
      ...subDomainProblems(input.subDomain, this.settings.reservedSubDomains),
      ...(suffix === undefined ? [] : enterpriseNameSuffixProblems(suffix)),
    ]);
    const currency = this.references.currencyByCode(input.currency ?? this.settings.defaultCurrency);
    if (!currency) refuse([{ field: 'currency', problem: 'invalid' }]);
    const organization = newOrganization({ ...input, currencyId: currency!.id });
    try {
      const insert = (tx: Tx) => this.insert(tx, ctx, organization, input.managedLimit, claim);
      await this.database.write(ctx, insert, { keepsLockWait: claim.isKeyed });
    } catch (fault) {
      if (isTaken(fault, 'uq_organizations_sub_domain')) throw subDomainTaken();
      if (!isOwnRowAgain(fault)) throw fault;
    }
    return this.organizations.details(ctx, organization);
  }

  private async insert(
    tx: Tx,
    ctx: CallContext,
    organization: Organization,
    limit: number | null,
    claim: Claim,
  ): Promise<void> {
    claim.take(tx, organization.id);
    addOrganization(tx, organization);
    tx.add({
      sql: 'INSERT INTO organization_usage (organization_id, managed_count, managed_limit) VALUES (?, 0, ?)',
      params: [organization.id, limit],
    });
    this.audit.record(tx, ctx, {
      action: 'organization.created',
      subjectType: 'organization',
      subjectId: organization.id,
      organizationId: organization.id,
      data: { parentId: null, managed: false, limit },
    });
    tx.add(retiredStep(organization.subDomain));
    assertNotRetired((await tx.send()).at(-1)!, organization.id);
  }
}
