import { type Organization, PATH_SEPARATOR } from './organization.js';

/** The columns of `OrganizationRow`, of the table with the alias `o`. */
export const ORGANIZATION_COLUMNS = `o.id, o.parent_id, o.path, o.depth, o.managed, o.version, o.name, o.sub_domain, o.created_at,
  o.activated_at, o.billing_name, o.address1, o.address2, o.address3, o.address4, o.postcode, o.vat_number,
  o.phone_number, o.currency_id, o.country_id, o.country_state_id, o.enterprise_name_suffix, o.default_account_type`;

/** A row of `ORGANIZATION_COLUMNS`. */
export interface OrganizationRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly path: string;
  readonly depth: number;
  readonly managed: number;
  readonly version: number;
  readonly name: string;
  readonly sub_domain: string;
  readonly created_at: number;
  readonly activated_at: number | null;
  readonly billing_name: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly address3: string | null;
  readonly address4: string | null;
  readonly postcode: string | null;
  readonly vat_number: string | null;
  readonly phone_number: string | null;
  readonly currency_id: string;
  readonly country_id: string | null;
  readonly country_state_id: string | null;
  readonly enterprise_name_suffix: string | null;
  readonly default_account_type: string | null;
}

/** @param suspended whether an organization on its path is held */
export function organizationOf(row: OrganizationRow, suspended: boolean): Organization {
  return {
    id: row.id,
    parentId: row.parent_id,
    path: row.path.split(PATH_SEPARATOR),
    depth: row.depth,
    managed: row.managed === 1,
    version: row.version,
    name: row.name,
    subDomain: row.sub_domain,
    createdAt: row.created_at,
    activatedAt: row.activated_at,
    suspended,
    billingName: row.billing_name,
    address1: row.address1,
    address2: row.address2,
    address3: row.address3,
    address4: row.address4,
    postcode: row.postcode,
    vatNumber: row.vat_number,
    phoneNumber: row.phone_number,
    currencyId: row.currency_id,
    countryId: row.country_id,
    countryStateId: row.country_state_id,
    enterpriseNameSuffix: row.enterprise_name_suffix,
    defaultAccountType: row.default_account_type,
  };
}
