import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Optional } from '../http/arguments/check.js';
import { Says } from '../http/arguments/described.js';
import { PageNumber, type PageQuery, pageQuery, PageSize } from '../http/arguments/paging.js';
import { ListOf, Lookup } from '../http/arguments/shapes.js';
import { KeyValueDto } from '../organization/create-managed-organization.dto.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import { OrganizationLookupDto } from '../organization/organization-lookup.dto.js';

/** The published arguments of `GET /organizations/:organization/api_tokens`, in their order. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/ListEndpoint/BaseArgumentSet')
export class ListApiTokensDto implements NamesOrganization {
  @Says('The organization to list API tokens for')
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  /** Tokens have none here: a filter that could only find nothing is refused. */
  @Optional({ nullIsAbsent: true })
  @ListOf(() => KeyValueDto, { max: 0 })
  annotations?: KeyValueDto[] | null;

  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toInput(): PageQuery {
    return pageQuery(this);
  }
}
