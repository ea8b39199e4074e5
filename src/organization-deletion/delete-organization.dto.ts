import { ArgumentSet } from '../http/validation/argument-set.js';
import { Lookup } from '../http/validation/fields/shapes.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import { OrganizationLookupDto } from '../organization/organization-lookup.dto.js';

/** The arguments of `DELETE /organizations/:organization`, which is this service's own. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/DeleteEndpoint/BaseArgumentSet')
export class DeleteOrganizationDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
