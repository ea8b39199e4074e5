import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/check.js';
import { Says } from '../../http/validation/described.js';
import { PageNumber, pageQuery, PageSize } from '../../http/validation/fields/paging.js';
import { NestedArrayField, Lookup } from '../../http/validation/fields/shapes.js';
import { SortedPairs } from '../../http/validation/fields/sorted-pairs.js';
import type { ManagedOrganizationQuery } from './managed-organization-list.service.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { OrganizationLookupDto } from '../organization-lookup.dto.js';
import { annotationsSaid, KeyValueDto } from '../../annotation/key-value.dto.js';
import { MAX_ANNOTATIONS } from '../../annotation/annotation.rules.js';

/** The arguments of `GET /organizations/:organization/managed` (core-v1.md §3.2, §5.3). */
@ArgumentSet('CoreAPI/Endpoints/ManagedOrganizations/ListEndpoint/BaseArgumentSet')
export class ListManagedOrganizationsDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @Says('An array of annotations to filter by')
  @Optional({ nullIsAbsent: true })
  @NestedArrayField(() => KeyValueDto, { max: MAX_ANNOTATIONS, sent: 2 * MAX_ANNOTATIONS - 1 })
  @SortedPairs('key', 'value')
  annotations?: KeyValueDto[] | null;

  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toQuery(): ManagedOrganizationQuery {
    return { ...pageQuery(this), annotations: annotationsSaid(this.annotations) };
  }
}
