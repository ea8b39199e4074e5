import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { ApiArgument, ApiDescription } from '../../http/validation/argument-metadata.js';
import { BooleanField, IntegerField } from '../../http/validation/fields/scalars.js';
import { LookupField } from '../../http/validation/fields/nested.js';
import { line, StringField } from '../../http/validation/fields/text.js';
import { MAX_MANAGED_ORGANIZATIONS, ORGANIZATION_NAME, SUB_DOMAIN } from '../organization.rules.js';
import type { NewRootOrganization } from './root-organization.service.js';
import { CountryLookupDto, CountryStateLookupDto, CurrencyLookupDto } from '../../reference/reference.dto.js';

/** The arguments of `POST /organizations`, in their declared order; the published API has no such endpoint. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/CreateEndpoint/BaseArgumentSet')
export class CreateOrganizationDto {
  @ApiArgument({ description: 'What people call the organization' })
  @StringField({ domain: line(ORGANIZATION_NAME) })
  name: string;

  @ApiArgument({ description: 'The name by which URLs and look-ups name it' })
  @StringField({ domain: SUB_DOMAIN })
  sub_domain: string;

  @ApiDescription('The currency the organization is billed in')
  @Optional({ nullable: true })
  @LookupField(() => CurrencyLookupDto)
  currency?: CurrencyLookupDto | null;

  @ApiDescription('The country the organization is billed in')
  @Optional({ nullable: true })
  @LookupField(() => CountryLookupDto)
  country?: CountryLookupDto | null;

  @ApiDescription('The part of that country')
  @Optional({ nullable: true })
  @LookupField(() => CountryStateLookupDto)
  country_state?: CountryStateLookupDto | null;

  @ApiDescription('Whether the organization is activated at once')
  @Optional({ nullable: true })
  @BooleanField()
  activated?: boolean | null;

  @ApiDescription('How many managed organizations its whole tree may hold; left out, there is no limit')
  @Optional({ nullable: true })
  @IntegerField({ min: 0, max: MAX_MANAGED_ORGANIZATIONS })
  maximum_managed_organizations?: number | null;

  toInput(): NewRootOrganization {
    return {
      name: this.name.trim(),
      subDomain: this.sub_domain,
      currency: this.currency?.toLookup(),
      country: this.country?.toLookup(),
      countryState: this.country_state?.toLookup(),
      activated: this.activated ?? false,
      managedLimit: this.maximum_managed_organizations ?? null,
    };
  }
}
