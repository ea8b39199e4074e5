import type { Country } from '../reference/reference.js';
import type { Annotation } from './organization.rules.js';
import type { OrganizationDetails } from './organization.service.js';

const unixSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);

function country(shown: Country) {
  return {
    id: shown.id,
    name: shown.name,
    iso_code2: shown.isoCode2,
    iso_code3: shown.isoCode3,
    time_zone: shown.timeZone,
    eu: shown.eu,
  };
}

/**
 * The documented Organization object, member by member and in its order; what is not known is null and never left
 * out (create-managed-organization page, Returned Object; core-v1.md §4.1). Times are unix seconds.
 */
export function presentOrganization(organization: OrganizationDetails) {
  const { countryState } = organization;
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
    currency: {
      id: organization.currency.id,
      name: organization.currency.name,
      iso_code: organization.currency.isoCode,
      symbol: organization.currency.symbol,
    },
    country: organization.country && country(organization.country),
    country_state: countryState && {
      id: countryState.id,
      name: countryState.name,
      code: countryState.code,
      country: country(countryState.country),
    },
  };
}

/** The answer to a creation: the annotations stand beside the organization, `[]` when there are none. */
export function presentCreated(created: { organization: OrganizationDetails; annotations: readonly Annotation[] }) {
  return {
    organization: presentOrganization(created.organization),
    annotations: created.annotations.map(({ key, value }) => ({ key, value })),
  };
}
