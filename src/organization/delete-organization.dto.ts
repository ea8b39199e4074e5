import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Lookup } from '../http/arguments/shapes.js';
import type { NamesOrganization } from './organization.guard.js';
import type { OrganizationLookup } from './organization.js';
import { OrganizationLookupDto } from './organization-lookup.dto.js';

/** The arguments of `DELETE /organizations/:organization`, which is this service's own. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/DeleteEndpoint/BaseArgumentSet')
export class DeleteOrganizationDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
