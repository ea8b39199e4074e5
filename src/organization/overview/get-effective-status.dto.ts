import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Lookup } from '../../http/validation/fields/shapes.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { OrganizationLookupDto } from '../organization-lookup.dto.js';

/** The arguments of `GET /organizations/:organization/effective_status`. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/EffectiveStatusEndpoint/BaseArgumentSet')
export class GetEffectiveStatusDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
