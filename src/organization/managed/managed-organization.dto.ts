import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { ApiArgument, ApiDescription } from '../../http/validation/argument-metadata.js';
import { PageNumber, pageQuery, PageSize } from '../../http/validation/fields/paging.js';
import { NestedArrayField, LookupField } from '../../http/validation/fields/nested.js';
import { line, StringField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import type { ManagedOrganizationQuery } from './managed-organization-list.service.js';
import type { NewManagedOrganization } from './organization-creation.service.js';
import { OrganizationLookupDto } from '../organization.dto.js';
import { ORGANIZATION_NAME, SUB_DOMAIN } from '../organization.rules.js';
import { MAX_ANNOTATIONS } from '../../annotation/annotation.rules.js';
import { AnnotationFilter, KeyValueDto, toAnnotations } from '../../annotation/key-value.dto.js';

/**
 * The arguments of the create-managed-organization page in their documented order, which decides which error is answered.
 * Only types are checked here: the domain decides what a value may be, and refuses it by 422 (core-v1.md §3.1).
 */
@ArgumentSet('CoreAPI/Endpoints/ManagedOrganizations/CreateEndpoint/BaseArgumentSet')
export class CreateManagedOrganizationDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @ApiArgument({ description: 'What people call the organization' })
  @StringField({ domain: line(ORGANIZATION_NAME) })
  name: string;

  @ApiArgument({ description: 'The name by which URLs and look-ups name it' })
  @StringField({ domain: SUB_DOMAIN })
  sub_domain: string;

  @ApiDescription('Annotations to add to this organization.')
  @Optional({ nullable: true })
  @NestedArrayField(() => KeyValueDto, { domain: MAX_ANNOTATIONS })
  annotations?: KeyValueDto[] | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toInput(): NewManagedOrganization {
    return {
      name: this.name.trim(),
      subDomain: this.sub_domain,
      annotations: toAnnotations(this.annotations),
    };
  }
}

/** The arguments of `GET /organizations/:organization/managed` (core-v1.md §3.2, §5.3). */
@ArgumentSet('CoreAPI/Endpoints/ManagedOrganizations/ListEndpoint/BaseArgumentSet')
export class ListManagedOrganizationsDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @AnnotationFilter()
  annotations?: KeyValueDto[] | null;

  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toQuery(): ManagedOrganizationQuery {
    return { ...pageQuery(this), annotations: toAnnotations(this.annotations) };
  }
}
