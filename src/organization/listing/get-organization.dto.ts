import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Lookup } from '../../http/validation/fields/shapes.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { OrganizationLookupDto } from '../organization-lookup.dto.js';

/** The arguments of `GET /organizations/:organization` (core-v1.md §2). */
@ArgumentSet('CoreAPI/Endpoints/Organizations/InfoEndpoint/BaseArgumentSet')
export class GetOrganizationDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
