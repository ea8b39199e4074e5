import type { Currencies, Page, Row } from './store.js';
import type { NewOrganization } from './validation.js';

const DOMAIN = 'floor.localhost';
const LARGE_SET = 1_000;

const seconds = (time: Row[string] | undefined) => (typeof time === 'number' ? Math.floor(time / 1_000) : null);

function listed(row: Row): object {
  return {
    id: row.id,
    name: row.name,
    sub_domain: row.sub_domain,
    infrastructure_domain: `${row.sub_domain}.${DOMAIN}`,
    created_at: seconds(row.created_at),
    managed: row.managed === 1,
  };
}

export function presentOrganization(row: Row, currencies: Currencies): { organization: object } {
  return {
    organization: {
      ...listed(row),
      activated_at: seconds(row.activated_at),
      suspended: row.suspended === 1,
      billing_name: row.billing_name ?? null,
      address1: row.address1 ?? null,
      address2: row.address2 ?? null,
      address3: row.address3 ?? null,
      address4: row.address4 ?? null,
      postcode: row.postcode ?? null,
      vat_number: row.vat_number ?? null,
      phone_number: row.phone_number ?? null,
      currency: currencies.get(String(row.currency_id)) ?? null,
      country: null,
      country_state: null,
    },
  };
}

/** What was just made, out of what it was made from. */
export function presentMade(made: Row, input: NewOrganization, currencies: Currencies): object {
  const { name, sub_domain, annotations = [] } = input;
  const organization = { ...made, name, sub_domain, suspended: 0, managed: 1 };
  return { ...presentOrganization(organization, currencies), annotations };
}

/** @param rows each with the number of all */
export function presentPage(rows: readonly Row[], { page, size }: Page): object {
  const total = Number(rows[0]?.total ?? 0);
  const pagination = { current_page: page, total_pages: Math.ceil(total / size), total, per_page: size };
  return { pagination: { ...pagination, large_set: total > LARGE_SET }, organizations: rows.map(listed) };
}

export function presentEnterprises(rows: readonly Row[]): object {
  return { enterprises: rows.map(({ id, name }) => ({ id, name })) };
}

export function currenciesOf(rows: readonly Row[]): Currencies {
  return new Map(rows.map(({ id, name, iso_code, symbol }) => [String(id), { id, name, iso_code, symbol }]));
}
