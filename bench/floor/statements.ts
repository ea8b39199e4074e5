import { Refusal } from './refusal.js';
import type { Created, Row } from './store.js';

/** Everything that must be known ahead of the write, by look-ups of unique keys. */
export const BEFORE_ENTERPRISE = `SELECT o.activated_at, o.suspended, e.id AS enterprise_id,
  e.user_id AS enterprise_user_id, e.request_hash, u.id AS user_id FROM organization o
  LEFT JOIN enterprise e ON e.organization_id = o.id AND e.key_hash = ? LEFT JOIN user u ON u.email = ? WHERE o.id = ?`;

export const PARENT = `SELECT o.activated_at, o.suspended, o.currency_id FROM organization o WHERE o.id = ?`;

export const ORGANIZATION = `SELECT id, name, sub_domain, created_at, activated_at, suspended, managed, billing_name,
  address1, address2, address3, address4, postcode, vat_number, phone_number, currency_id FROM organization WHERE id = ?`;

export const CURRENCIES = 'SELECT id, name, iso_code, symbol FROM currency';
export const TOKEN = 'SELECT 1 FROM access_token WHERE secret_hash = ? AND revoked_at IS NULL';

/** A page by its number, and how many there are, counted up to a thousand and one. */
export const managedPage = (hint: string): string =>
  `SELECT id, name, sub_domain, created_at, managed, (SELECT COUNT(*) FROM (SELECT 1 FROM organization ${hint}
    WHERE parent_id = ? LIMIT 1001) counted) AS total
    FROM organization ${hint} WHERE parent_id = ? ORDER BY id LIMIT ? OFFSET ?`;

export const enterprisePage = (hint: string): string =>
  `SELECT id, name FROM enterprise ${hint} WHERE organization_id = ? ORDER BY id DESC LIMIT ?`;

/** Takes a place below a limit; no row where there is none left. */
export const TAKE_PLACE = `UPDATE organization_usage SET managed_count = managed_count + 1 WHERE organization_id = ?
  AND (managed_limit IS NULL OR managed_count < managed_limit)`;

/** @throws Refusal unless the organization is there and active */
export function assertActive(row: Row | undefined): asserts row is Row {
  if (row === undefined) throw new Refusal(404, 'organization_not_found');
  if (row.activated_at === null) throw new Refusal(403, 'organization_not_activated');
  if (row.suspended === 1) throw new Refusal(403, 'organization_suspended');
}

/** The first answer to this key, if it was used already. */
export function replay(row: Row, requestHash: string): Created | undefined {
  if (row.enterprise_id === null) return undefined;
  if (row.request_hash !== requestHash) throw new Refusal(409, 'idempotency_key_conflict');
  return { enterpriseId: String(row.enterprise_id), userId: String(row.enterprise_user_id) };
}
