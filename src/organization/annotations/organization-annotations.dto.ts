import { ArgumentSet } from '../../http/validation/argument-set.js';
import { ApiDescription } from '../../http/validation/argument-metadata.js';
import { NestedArrayField, LookupField } from '../../http/validation/fields/nested.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { OrganizationArgumentDto, OrganizationLookupDto } from '../organization.dto.js';
import { toAnnotations, KeyValueDto } from '../../annotation/key-value.dto.js';
import { type Annotation, MAX_ANNOTATIONS } from '../../annotation/annotation.rules.js';

/** The arguments of `GET /organizations/:organization/annotations`; the published API has no such endpoint. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/AnnotationsEndpoint/BaseArgumentSet')
export class GetAnnotationsDto extends OrganizationArgumentDto {}

/** The arguments of `PUT /organizations/:organization/annotations`; the published API has no such endpoint. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/ReplaceAnnotationsEndpoint/BaseArgumentSet')
export class ReplaceAnnotationsDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @ApiDescription('The annotations to put in the place of all that there are')
  @NestedArrayField(() => KeyValueDto, { domain: MAX_ANNOTATIONS })
  annotations: KeyValueDto[];

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toInput(): Annotation[] {
    return toAnnotations(this.annotations);
  }
}
