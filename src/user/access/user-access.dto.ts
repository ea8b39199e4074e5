import { ArgumentSet } from '../../http/validation/argument-set.js';
import { PageNumber, type PageQuery, pageQuery, PageSize } from '../../http/validation/fields/paging.js';
import { LookupField } from '../../http/validation/fields/nested.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { OrganizationLookupDto } from '../../organization/organization.dto.js';

/** The arguments of `GET /organizations/:organization/users_with_access` (core-v1.md §1, row 7). */
@ArgumentSet('CoreAPI/Endpoints/OrganizationUsers/SimpleListEndpoint/BaseArgumentSet')
export class ListUsersWithAccessDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toPage(): PageQuery {
    return pageQuery(this);
  }
}
