import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/check.js';
import { Says } from '../../http/validation/described.js';
import { BooleanField, IntegerField } from '../../http/validation/fields/scalars.js';
import { Lookup } from '../../http/validation/fields/shapes.js';
import { line, StringField } from '../../http/validation/fields/text.js';
import { MAX_MANAGED_ORGANIZATIONS, ORGANIZATION_NAME, SUB_DOMAIN } from '../organization.rules.js';
import type { NewRootOrganization } from './root-organization.service.js';
import { CountryLookupDto, CountryStateLookupDto, CurrencyLookupDto } from '../../reference/reference.dto.js';

/** The arguments of `POST /organizations`, in their declared order; the published API has no such endpoint. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/CreateEndpoint/BaseArgumentSet')
export class CreateOrganizationDto {
  @StringField({ domain: line(ORGANIZATION_NAME) })
  name: string;

  @StringField({ domain: SUB_DOMAIN })
  sub_domain: string;

  @Says('The currency the organization is billed in')
  @Optional({ nullIsAbsent: true })
  @Lookup(() => CurrencyLookupDto)
  currency?: CurrencyLookupDto | null;

  @Says('The country the organization is billed in')
  @Optional({ nullIsAbsent: true })
  @Lookup(() => CountryLookupDto)
  country?: CountryLookupDto | null;

  @Says('The part of that country')
  @Optional({ nullIsAbsent: true })
  @Lookup(() => CountryStateLookupDto)
  country_state?: CountryStateLookupDto | null;

  @Says('Whether the organization is activated at once')
  @Optional({ nullIsAbsent: true })
  @BooleanField()
  activated?: boolean | null;

  @Says('How many managed organizations its whole tree may hold; left out, there is no limit')
  @Optional({ nullIsAbsent: true })
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
