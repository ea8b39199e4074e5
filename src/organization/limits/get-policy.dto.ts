import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Lookup } from '../../http/validation/fields/shapes.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { OrganizationLookupDto } from '../organization-lookup.dto.js';

/** The arguments of `GET /organizations/:organization/policy` (core-v1.md §1, row 8). */
@ArgumentSet('CoreAPI/Endpoints/Organizations/PolicyEndpoint/BaseArgumentSet')
export class GetPolicyDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
