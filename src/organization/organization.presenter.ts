import { presentCountry, presentCountryState, presentCurrency } from '../reference/reference.presenter.js';
import type { OrganizationDetails } from './organization.service.js';
import type { OrganizationResponse } from './organization.response.js';

/** The form of core-v1 for a time that is stored in milliseconds. */
export const unixSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);

/**
 * The documented Organization object, member by member and in its order; a missing value is null and never left
 * out (create-managed-organization page, Returned Object; core-v1.md §4.1). Times are unix seconds.
 */
export function presentOrganization(organization: OrganizationDetails): OrganizationResponse {
  const { country, countryState } = organization;
  return {
    id: organization.id,
    name: organization.name,
    sub_domain: organization.subDomain,
    infrastructure_domain: organization.infrastructureDomain,
    created_at: unixSeconds(organization.createdAt),
    activated_at: organization.activatedAt === null ? null : unixSeconds(organization.activatedAt),
    suspended: organization.suspended,
    managed: organization.managed,
    billing_name: organization.billingName,
    address1: organization.address1,
    address2: organization.address2,
    address3: organization.address3,
    address4: organization.address4,
    postcode: organization.postcode,
    vat_number: organization.vatNumber,
    phone_number: organization.phoneNumber,
    currency: presentCurrency(organization.currency),
    country: country && presentCountry(country),
    country_state: countryState && presentCountryState(countryState),
  };
}
