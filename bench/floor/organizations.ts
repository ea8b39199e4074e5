import { newId } from '../../src/common/ids.js';
import { batch, type ConnectionPool, prepared, type Row, values } from './connection-pool.js';
import { Refusal } from './refusal.js';
import type { NewOrganization } from './validation.js';

const DOMAIN = 'floor.localhost';
const COLUMNS = `id, name, sub_domain, created_at, activated_at, suspended, managed, billing_name, address1, address2,
  address3, address4, postcode, vat_number, phone_number, currency_id`;
const PARENT = `SELECT o.activated_at, o.suspended, o.currency_id, g.managed_count, g.managed_limit FROM organization o
  JOIN organization_usage g ON g.organization_id = o.id WHERE o.id = ?`;
const GET = `SELECT ${COLUMNS} FROM organization WHERE id = ?`;
/** A page by its number, and how many there are, counted up to a thousand and one. */
const LIST = `SELECT id, name, sub_domain, created_at, managed, (SELECT COUNT(*) FROM (SELECT 1 FROM organization
  FORCE INDEX (ix_organization_parent) WHERE parent_id = ? LIMIT 1001) counted) AS total
  FROM organization FORCE INDEX (ix_organization_parent) WHERE parent_id = ? ORDER BY id LIMIT ? OFFSET ?`;

/** The reference data, which is in memory: no statement joins it. */
export type Currencies = ReadonlyMap<string, object>;

export async function currenciesOf(pool: ConnectionPool): Promise<Currencies> {
  const rows = await pool.read('SELECT id, name, iso_code, symbol FROM currency', []);
  return new Map(rows.map(({ id, name, iso_code, symbol }) => [String(id), { id, name, iso_code, symbol }]));
}

/** Three round trips: one reads, one writes, and one commits where the limit was not reached. */
export function createManaged(
  pool: ConnectionPool,
  currencies: Currencies,
  parent: string,
  input: NewOrganization,
): Promise<object> {
  return pool.use(async (connection) => {
    const [above] = await prepared(connection, PARENT, [parent]);
    if (above === undefined) throw new Refusal(404, 'organization_not_found');
    if (above.activated_at === null) throw new Refusal(403, 'organization_not_activated');
    if (above.suspended === 1) throw new Refusal(403, 'organization_suspended');
    const [id, now, annotations] = [newId(), Date.now(), input.annotations ?? []];
    const notes = annotations.map(({ key, value }) => values(id, key, value ?? null));
    const row = values(id, parent, input.name, input.sub_domain, now, now, 1, above.currency_id!);
    try {
      const results = await batch(connection, [
        'START TRANSACTION',
        `INSERT INTO organization (id, parent_id, name, sub_domain, created_at, activated_at, managed, currency_id)
          VALUES ${row}`,
        ...(annotations.length === 0 ? [] : [`INSERT INTO organization_annotation VALUES ${notes.join(',')}`]),
        `UPDATE organization_usage SET managed_count = managed_count + 1 WHERE organization_id = ${values(parent)}
          AND (managed_limit IS NULL OR managed_count < managed_limit)`,
      ]);
      if (results.at(-1)!.affectedRows === 0) throw new Refusal(422, 'organization_limit_reached');
      await batch(connection, ['COMMIT']);
    } catch (error) {
      await batch(connection, ['ROLLBACK']);
      throw (error as { errno?: number }).errno === 1062 ? new Refusal(422, 'validation_error') : error;
    }
    const made = { id, ...input, created_at: now, activated_at: now, suspended: 0, managed: 1 };
    return { ...presented({ ...made, currency_id: above.currency_id! } as unknown as Row, currencies), annotations };
  });
}

export async function getOrganization(pool: ConnectionPool, currencies: Currencies, id: string): Promise<object> {
  const [row] = await pool.read(GET, [id]);
  if (row === undefined) throw new Refusal(404, 'organization_not_found');
  return presented(row, currencies);
}

export async function listManaged(
  pool: ConnectionPool,
  parent: string,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<object> {
  const rows = await pool.read(LIST, [parent, parent, size, (page - 1) * size]);
  const total = Number(rows[0]?.total ?? 0);
  const pagination = { current_page: page, total_pages: Math.ceil(total / size), total, per_page: size };
  return { pagination: { ...pagination, large_set: total > 1_000 }, organizations: rows.map(listed) };
}

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

function presented(row: Row, currencies: Currencies): { organization: object } {
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
