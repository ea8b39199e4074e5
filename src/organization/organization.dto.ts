import { ApiArgument } from '../http/validation/argument-metadata.js';
import { ArgumentSet } from '../http/validation/argument-set.js';
import { Optional } from '../http/validation/fields/presence.js';
import { LookupField } from '../http/validation/fields/nested.js';
import { StringField } from '../http/validation/fields/text.js';
import type { OrganizationLookup } from './organization.js';
import type { NamesOrganization } from './organization.guard.js';

/** core-v1's way to name an organization: by exactly one of these (core-v1.md §2.2). */
@ArgumentSet('CoreAPI/ArgumentSets/OrganizationLookup', {
  name: 'Organization Lookup',
  description: 'Provides for organizations to be looked up',
  refuses: ['organization_not_found', 'organization_suspended', 'organization_not_activated'],
})
export class OrganizationLookupDto {
  @ApiArgument({ description: 'The id of the organization', example: '59cd72485007a239fb00282ed480da1f' })
  @Optional({ nullable: true })
  @StringField()
  id?: string | null;

  @ApiArgument({ description: 'The sub-domain of the organization', example: 'acme' })
  @Optional({ nullable: true })
  @StringField()
  sub_domain?: string | null;

  /** An `id` of null is a lookup like any other: it finds nothing. */
  toLookup(): OrganizationLookup {
    return this.sub_domain ? { subDomain: this.sub_domain } : { id: this.id ?? '' };
  }
}

/**
 * The arguments of a request that names an organization and nothing else. Each endpoint extends it, with its own
 * published set. A class with further arguments declares all of its own: class-validator reports inherited ones last.
 */
export class OrganizationArgumentDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
