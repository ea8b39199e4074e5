import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Optional } from '../http/arguments/check.js';
import { ListOf, Lookup, ObjectOf } from '../http/arguments/shapes.js';
import { KeyValueDto } from '../organization/create-managed-organization.dto.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import { OrganizationLookupDto } from '../organization/organization-lookup.dto.js';
import { ApiTokenPropertiesDto } from './api-token-properties.dto.js';

/** The published arguments of `POST /organizations/:organization/api_tokens`, in their order. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/CreateEndpoint/BaseArgumentSet')
export class CreateApiTokenDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @ObjectOf(() => ApiTokenPropertiesDto)
  properties: ApiTokenPropertiesDto;

  /** Tokens have none here, and what would be lost is refused. */
  @Optional({ nullIsAbsent: true })
  @ListOf(() => KeyValueDto, { max: 0 })
  annotations?: KeyValueDto[] | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
