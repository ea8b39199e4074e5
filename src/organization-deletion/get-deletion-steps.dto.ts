import { ArgumentSet } from '../http/validation/argument-set.js';
import { Lookup } from '../http/validation/fields/shapes.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import { OrganizationLookupDto } from '../organization/organization-lookup.dto.js';

/** The arguments of `GET /organizations/:organization/deletion_steps` (core-v1.md §1, row 6). */
@ArgumentSet('CoreAPI/Endpoints/Organizations/DeletionStepsEndpoint/BaseArgumentSet')
export class GetDeletionStepsDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
