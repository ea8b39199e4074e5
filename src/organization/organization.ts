import type { Row } from '../database/statement.js';

/** How a request says which organization it means (core-v1.md §2, create-enterprise page). */
export type OrganizationLookup = { readonly id: string } | { readonly subDomain: string };

/** An organization as its row says it; times in milliseconds since 1970. */
export interface Organization {
  readonly id: string;
  readonly parentId: string | null;
  /** The ids of its ancestors, root first, and its own at the end. */
  readonly path: readonly string[];
  readonly depth: number;
  readonly managed: boolean;
  /** Grows with each change of its row. */
  readonly version: number;
  readonly name: string;
  readonly subDomain: string;
  readonly createdAt: number;
  readonly activatedAt: number | null;
  /** Whether it or one of its ancestors is held. */
  readonly suspended: boolean;
  readonly billingName: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly address3: string | null;
  readonly address4: string | null;
  readonly postcode: string | null;
  readonly vatNumber: string | null;
  readonly phoneNumber: string | null;
  readonly currencyId: string;
  readonly countryId: string | null;
  readonly countryStateId: string | null;
  readonly enterpriseNameSuffix: string | null;
  readonly defaultAccountType: string | null;
}

/**
 * A tag for what `GET` shows of an organization: two answers with the same tag are the same. It names the version of
 * the row, and whether something on the path holds it, which no row of its own tells.
 */
export function tagOf({ version, suspended }: Pick<Organization, 'version' | 'suspended'>): string {
  return suspended ? `${version}-suspended` : String(version);
}

/** Between the ids of a stored path. */
export const PATH_SEPARATOR = '/';

/** The columns that `organizationOf` reads, of the table known as `o`. */
export const ORGANIZATION_COLUMNS = `o.id, o.parent_id, o.path, o.depth, o.managed, o.version, o.name, o.sub_domain, o.created_at,
  o.activated_at, o.billing_name, o.address1, o.address2, o.address3, o.address4, o.postcode, o.vat_number,
  o.phone_number, o.currency_id, o.country_id, o.country_state_id, o.enterprise_name_suffix, o.default_account_type`;

/** Reads a row of `ORGANIZATION_COLUMNS`; whether it is suspended is a matter of its whole path. */
export function organizationOf(row: Row, suspended: boolean): Organization {
  const text = (column: string): string | null => (row[column] === null ? null : String(row[column]));
  return {
    id: String(row.id),
    parentId: text('parent_id'),
    path: String(row.path).split(PATH_SEPARATOR),
    depth: Number(row.depth),
    managed: Number(row.managed) === 1,
    version: Number(row.version),
    name: String(row.name),
    subDomain: String(row.sub_domain),
    createdAt: Number(row.created_at),
    activatedAt: row.activated_at === null ? null : Number(row.activated_at),
    suspended,
    billingName: text('billing_name'),
    address1: text('address1'),
    address2: text('address2'),
    address3: text('address3'),
    address4: text('address4'),
    postcode: text('postcode'),
    vatNumber: text('vat_number'),
    phoneNumber: text('phone_number'),
    currencyId: String(row.currency_id),
    countryId: text('country_id'),
    countryStateId: text('country_state_id'),
    enterpriseNameSuffix: text('enterprise_name_suffix'),
    defaultAccountType: text('default_account_type'),
  };
}
