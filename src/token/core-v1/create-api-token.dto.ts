import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/check.js';
import { Says } from '../../http/validation/described.js';
import { NestedArrayField, Lookup, NestedField } from '../../http/validation/fields/shapes.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { OrganizationLookupDto } from '../../organization/organization-lookup.dto.js';
import type { ApiTokenProperties } from './api-token.rules.js';
import { ApiTokenPropertiesDto } from './api-token-properties.dto.js';
import { annotationsSaid, KeyValueDto } from '../../annotation/key-value.dto.js';
import { MAX_ANNOTATIONS } from '../../annotation/annotation.rules.js';

/** The published arguments of `POST /organizations/:organization/api_tokens`, in their order. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/CreateEndpoint/BaseArgumentSet')
export class CreateApiTokenDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @NestedField(() => ApiTokenPropertiesDto)
  properties: ApiTokenPropertiesDto;

  @Says('Annotations to add to this API token.')
  @Optional({ nullIsAbsent: true })
  @NestedArrayField(() => KeyValueDto, { domain: MAX_ANNOTATIONS })
  annotations?: KeyValueDto[] | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toInput(): ApiTokenProperties {
    return { ...this.properties.toInput(), annotations: annotationsSaid(this.annotations) };
  }
}
