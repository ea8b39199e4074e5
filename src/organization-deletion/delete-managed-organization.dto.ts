import { ArgumentSet } from '../http/validation/argument-set.js';
import { Lookup } from '../http/validation/fields/shapes.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import { OrganizationLookupDto } from '../organization/organization-lookup.dto.js';

/** The arguments of `DELETE /managed_organizations/:organization` (core-v1.md §1, row 5); clients send them in a body. */
@ArgumentSet('CoreAPI/Endpoints/ManagedOrganizations/DeleteEndpoint/BaseArgumentSet')
export class DeleteManagedOrganizationDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
