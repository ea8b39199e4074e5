import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { ApiArgument, ApiDescription } from '../../http/validation/argument-metadata.js';
import { LookupField } from '../../http/validation/fields/nested.js';
import { freeLine, line, StringField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { OrganizationLookupDto } from '../organization.dto.js';
import type { ProfileChange } from './organization-profile.js';
import { ORGANIZATION_NAME, profileText, SUB_DOMAIN } from '../organization.rules.js';
import { CountryLookupDto, CountryStateLookupDto, CurrencyLookupDto } from '../../reference/reference.dto.js';

/**
 * The arguments of `PATCH /organizations/:organization`, in their declared order; the published API has no such
 * endpoint. What is left out, or null, stays as it is.
 */
@ArgumentSet('CoreAPI/Endpoints/Organizations/UpdateEndpoint/BaseArgumentSet')
export class UpdateOrganizationDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @ApiArgument({ description: 'What people call the organization' })
  @Optional({ nullable: true })
  @StringField({ domain: line(ORGANIZATION_NAME) })
  name?: string | null;

  @ApiArgument({ description: 'The name by which URLs and look-ups name it' })
  @Optional({ nullable: true })
  @StringField({ domain: SUB_DOMAIN })
  sub_domain?: string | null;

  @ApiArgument({ description: 'Whom invoices name' })
  @Optional({ nullable: true })
  @StringField({ domain: freeLine(profileText('billing_name')) })
  billing_name?: string | null;

  @ApiArgument({ description: 'The first line of the address' })
  @Optional({ nullable: true })
  @StringField({ domain: freeLine(profileText('address1')) })
  address1?: string | null;

  @ApiArgument({ description: 'The second line of the address' })
  @Optional({ nullable: true })
  @StringField({ domain: freeLine(profileText('address2')) })
  address2?: string | null;

  @ApiArgument({ description: 'The third line of the address' })
  @Optional({ nullable: true })
  @StringField({ domain: freeLine(profileText('address3')) })
  address3?: string | null;

  @ApiArgument({ description: 'The fourth line of the address' })
  @Optional({ nullable: true })
  @StringField({ domain: freeLine(profileText('address4')) })
  address4?: string | null;

  @ApiArgument({ description: 'The postcode of the address' })
  @Optional({ nullable: true })
  @StringField({ domain: freeLine(profileText('postcode')) })
  postcode?: string | null;

  @ApiArgument({ description: 'The number for value-added tax' })
  @Optional({ nullable: true })
  @StringField({ domain: freeLine(profileText('vat_number')) })
  vat_number?: string | null;

  @ApiArgument({ description: 'The telephone number' })
  @Optional({ nullable: true })
  @StringField({ domain: freeLine(profileText('phone_number')) })
  phone_number?: string | null;

  @ApiDescription('The currency the organization is billed in')
  @Optional({ nullable: true })
  @LookupField(() => CurrencyLookupDto)
  currency?: CurrencyLookupDto | null;

  @ApiDescription('The country the organization is billed in; a state that is no part of it is cleared')
  @Optional({ nullable: true })
  @LookupField(() => CountryLookupDto)
  country?: CountryLookupDto | null;

  @ApiDescription('The part of that country')
  @Optional({ nullable: true })
  @LookupField(() => CountryStateLookupDto)
  country_state?: CountryStateLookupDto | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toInput(): ProfileChange {
    return {
      name: this.name?.trim(),
      subDomain: this.sub_domain ?? undefined,
      billingName: this.billing_name ?? undefined,
      address1: this.address1 ?? undefined,
      address2: this.address2 ?? undefined,
      address3: this.address3 ?? undefined,
      address4: this.address4 ?? undefined,
      postcode: this.postcode ?? undefined,
      vatNumber: this.vat_number ?? undefined,
      phoneNumber: this.phone_number ?? undefined,
      currency: this.currency?.toLookup(),
      country: this.country?.toLookup(),
      countryState: this.country_state?.toLookup(),
    };
  }
}
