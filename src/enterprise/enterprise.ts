import type { Row } from '../database/statement.js';
import { type Organization, ORGANIZATION_COLUMNS, organizationOf } from '../organization/organization.js';

/** An enterprise as its row says it; times in milliseconds since 1970. */
export interface Enterprise {
  readonly id: string;
  readonly organization: Organization;
  readonly name: string;
  /** `individual` or `entity`. */
  readonly accountType: string;
  readonly isCaaS: boolean;
  /** The user who was answered when it was created. */
  readonly userId: string;
  readonly createdAt: number;
  /** Grows with each change of it, of its profile, of its freeze and of its users. */
  readonly version: number;
}

/** The columns that `enterpriseOf` reads, of the tables known as `e` and, for its organization, `o`. */
export const ENTERPRISE_COLUMNS = `e.id AS e_id, e.name AS e_name, e.account_type AS e_account_type,
  e.is_caas AS e_is_caas, e.user_id AS e_user_id, e.created_at AS e_created_at, e.version AS e_version,
  ${ORGANIZATION_COLUMNS}`;

/** Reads a row of `ENTERPRISE_COLUMNS`. @param suspended whether something on its organization's path is held */
export function enterpriseOf(row: Row, suspended: boolean): Enterprise {
  return {
    id: String(row.e_id),
    organization: organizationOf(row, suspended),
    name: String(row.e_name),
    accountType: String(row.e_account_type),
    isCaaS: Number(row.e_is_caas) === 1,
    userId: String(row.e_user_id),
    createdAt: Number(row.e_created_at),
    version: Number(row.e_version),
  };
}

/** A tag for what `GET` shows of an enterprise: its own version, and its organization's where that is shown. */
export function enterpriseTagOf({ version, organization }: Enterprise): string {
  return organization.suspended ? `${version}-suspended` : String(version);
}
