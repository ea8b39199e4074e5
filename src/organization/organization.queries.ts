import type { Condition } from '../common/standing.js';
import { sql, type Statement } from '../database/statement.js';
import { type Organization, PATH_SEPARATOR } from './organization.js';
import {
  IDS_OF_PATH,
  PATH_BEHIND_ROLES,
  PATH_STATE_COLUMNS,
  type PathStateRow,
  ROLE_ON_PATH,
  ROLES_ON_PATH,
} from './path/organization-path.queries.js';

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

/** What a look-up finds an organization by. */
export interface OrganizationKey {
  readonly column: 'id' | 'sub_domain';
  readonly value: string;
}

/** An organization with one organization of its path. */
export type OrganizationOnPathRow = OrganizationRow & PathStateRow;

/** The organization of a key with each organization of its path, where the condition on `o` is true. */
export function organizationByKey(
  { column, value }: OrganizationKey,
  condition: Condition,
): Statement<OrganizationOnPathRow> {
  return sql(
    `SELECT ${ORGANIZATION_COLUMNS}, ${PATH_STATE_COLUMNS}
      FROM organizations o JOIN organizations a ON a.id IN (${IDS_OF_PATH})
      WHERE o.${column} = ? AND ${condition.sql}`,
    [value, ...condition.params],
  );
}

/** The same for a user who has a role on its path, with the roles. */
export function organizationSeenByUser(
  userId: string,
  { column, value }: OrganizationKey,
): Statement<OrganizationOnPathRow> {
  return sql(
    `SELECT STRAIGHT_JOIN ${ORGANIZATION_COLUMNS}, ${PATH_STATE_COLUMNS}, ${ROLE_ON_PATH}
      FROM users u LEFT JOIN organizations o ON o.${column} = ? JOIN ${ROLES_ON_PATH} ${PATH_BEHIND_ROLES}
      WHERE u.id = ?`,
    [value, userId],
  );
}

/** An organization with its own state, under an exclusive lock: creations below it hold the same row shared. */
export function organizationLocked(
  id: string,
): Statement<OrganizationOnPathRow & { readonly deleted_at: number | null }> {
  return sql(
    `SELECT ${ORGANIZATION_COLUMNS}, o.deleted_at, o.id AS a_id, o.holds AS a_holds,
          o.activated_at AS a_activated_at, o.deleted_at AS a_deleted_at
        FROM organizations o WHERE o.id = ? FOR UPDATE`,
    [id],
  );
}

/** Every other column begins as NULL, 0 or 1 by the schema. */
export function organizationInsert(organization: Organization): Statement {
  return sql(
    `INSERT INTO organizations (id, parent_id, path, depth, managed, name, sub_domain, created_at, activated_at,
      holds, version, currency_id, country_id, country_state_id, enterprise_name_suffix)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?, ?, ?, ?)`,
    [
      organization.id,
      organization.parentId,
      organization.path.join(PATH_SEPARATOR),
      organization.depth,
      organization.managed ? 1 : 0,
      organization.name,
      organization.subDomain,
      organization.createdAt,
      organization.activatedAt,
      organization.currencyId,
      organization.countryId,
      organization.countryStateId,
      organization.enterpriseNameSuffix,
    ],
    { foreignKey: 'fk_organizations_parent' },
  );
}

export function activationUpdate(id: string, at: number): Statement {
  return sql('UPDATE organizations SET activated_at = ?, version = version + 1 WHERE id = ?', [at, id], { rows: 1 });
}

export function holdsIncrement(id: string): Statement {
  return sql('UPDATE organizations SET holds = holds + 1, version = version + 1 WHERE id = ?', [id], { rows: 1 });
}

export function holdsDecrement(id: string): Statement {
  return sql('UPDATE organizations SET holds = holds - 1, version = version + 1 WHERE id = ?', [id], { rows: 1 });
}
