import { IdText } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';

/** The arguments of getting an organization in api-v2 (api-v2.md §3.1). */
export class GetCallerOrganizationDto implements NamesOrganization {
  @IdText({ of: 'organization' })
  organizationId: string;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }
}
