import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { IdField } from '../../http/validation/fields/text.js';
import { RepeatedEnumField } from '../../http/validation/fields/repeated-enum.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { BUSINESS_MODELS, type ConstantFilters } from '../enterprise-constants.js';

/** The arguments of the summary (api-v2.md §3.1). */
export class GetEnterprisesSummaryDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  @ApiArgument({
    description: 'Only enterprises of one of these models; all are `cryptoAsAServiceChild` here',
    example: ['cryptoAsAServiceChild'],
  })
  @Optional({ nullable: false })
  @RepeatedEnumField(BUSINESS_MODELS)
  businessModel?: string[];

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  toFilters(): ConstantFilters {
    return this.businessModel === undefined ? {} : { businessModels: this.businessModel };
  }
}
