import type { Condition } from '../common/standing.js';
import { placeholders } from '../database/placeholders.js';
import { sql, type Statement } from '../database/statement.js';
import { type DrawnOrganization, type Organization, PATH_SEPARATOR } from './organization.js';
import { ORGANIZATION_COLUMNS, type OrganizationRow } from './organization.row.js';
import {
  JOIN_PATH,
  PATH_BEHIND_ROLES,
  PATH_STATE_COLUMNS,
  type PathStateRow,
  ROLE_ON_PATH,
  ROLES_ON_PATH,
} from './path/organization-path.queries.js';

/** A join of the organization of each row, by primary key; `LEFT` may precede it. @param id the column with its id */
export function joinOrganization(alias: string, id: string): string {
  return `JOIN organizations ${alias} ON ${alias}.id = ${id}`;
}

/** The same with a hint, where a database would begin with all organizations. */
export function joinOrganizationByKey(alias: string, id: string): string {
  return `JOIN organizations ${alias} FORCE INDEX (PRIMARY) ON ${alias}.id = ${id}`;
}

/** The organization of an id, with the alias `o`: for a statement that selects from other tables as well. */
export const FROM_ORGANIZATION = 'FROM organizations o WHERE o.id = ?';

/** The sub-domains of these organizations, deleted ones too; there is at least one id. */
export function subDomains(ids: readonly string[]): Statement<{ readonly id: string; readonly sub_domain: string }> {
  return sql(`SELECT id, sub_domain FROM organizations WHERE id IN (${placeholders(ids)})`, ids);
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
      FROM organizations o ${JOIN_PATH}
      WHERE o.${column} = ? AND ${condition.sql}`,
    [value, ...condition.params],
  );
}

const OWN_STATE_COLUMNS = PATH_STATE_COLUMNS.replaceAll('a.', 'o.');

/**
 * The organization at the end of a path that is known, and each one above it, in any order: half the cost of
 * `organizationByKey`, which takes the path from the row.
 */
export function organizationsOnPath(path: readonly string[]): Statement<OrganizationOnPathRow> {
  return sql(
    `SELECT ${ORGANIZATION_COLUMNS}, ${OWN_STATE_COLUMNS}
      FROM organizations o WHERE o.id IN (${placeholders(path)})`,
    path,
  );
}

/** As `organizationByKey` for a user who has a role on its path, with the roles. */
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
        ${FROM_ORGANIZATION} FOR UPDATE`,
    [id],
  );
}

/** The row of a new organization. Every other column begins as NULL by the schema. */
const INSERT = `INSERT INTO organizations (id, path, depth, name, sub_domain, created_at, activated_at, managed, holds,
      version, parent_id, currency_id, country_id, country_state_id, enterprise_name_suffix)`;

const insertedValues = ({ id, path, depth, name, subDomain, createdAt, activatedAt }: DrawnOrganization) =>
  [id, path.join(PATH_SEPARATOR), depth, name, subDomain, createdAt, activatedAt] as const;

/** The row of a managed organization, with the locale of its parent; none if the parent is not there. */
export function managedOrganizationInsert(organization: DrawnOrganization): Statement {
  return sql(
    `${INSERT}
      SELECT ?, ?, ?, ?, ?, ?, ?, 1, 0, 1, p.id, p.currency_id, p.country_id, p.country_state_id, NULL
      FROM organizations p WHERE p.id = ?`,
    [...insertedValues(organization), organization.parentId],
    { foreignKey: 'fk_organizations_parent' },
  );
}

/** The row of a root organization. */
export function rootOrganizationInsert(organization: Organization): Statement {
  const { currencyId, countryId, countryStateId, enterpriseNameSuffix } = organization;
  return sql(
    `${INSERT}
      VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 1, NULL, ?, ?, ?, ?)`,
    [...insertedValues(organization), currencyId, countryId, countryStateId, enterpriseNameSuffix],
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

/** For a change of what is in other tables and shown with the organization. */
export function organizationVersionRaise(id: string): Statement {
  return sql('UPDATE organizations SET version = version + 1 WHERE id = ?', [id], { rows: 1 });
}

/** The version in each row, with one annotation; without annotations in one row, whose name is null. */
export function versionWithAnnotations(
  id: string,
): Statement<{ readonly version: number; readonly name: string | null; readonly value: string | null }> {
  return sql(
    `SELECT o.version, a.name, a.value FROM organizations o
          LEFT JOIN organization_annotations a ON a.organization_id = o.id WHERE o.id = ? ORDER BY a.position`,
    [id],
  );
}

/** @param keepsSubDomain else the id takes the place of the sub-domain, which frees it: no id is a sub-domain */
export function organizationDelete(id: string, keepsSubDomain: boolean): Statement {
  return sql(
    `UPDATE organizations SET deleted_at = ?, sub_domain = ${keepsSubDomain ? 'sub_domain' : 'id'},
          version = version + 1 WHERE id = ?`,
    [Date.now(), id],
    { rows: 1 },
  );
}

/** @param differences at least one; each `column` is one of the table */
export function organizationProfileUpdate(
  id: string,
  differences: readonly { readonly column: string; readonly value: string | null }[],
): Statement {
  return sql(
    `UPDATE organizations SET ${differences.map(({ column }) => `${column} = ?`).join(', ')},
      version = version + 1 WHERE id = ?`,
    [...differences.map(({ value }) => value), id],
    { rows: 1 },
  );
}

/** The organizations directly below others that were deleted since a time, at most `limit`. */
export function deletedBelow(
  parentIds: readonly string[],
  { since, limit }: { readonly since: number; readonly limit: number },
): Statement<{ readonly id: string }> {
  return sql(
    `SELECT o.id FROM organizations o FORCE INDEX (ix_organizations_living)
      WHERE o.parent_id IN (${placeholders(parentIds)}) AND o.deleted_at >= ? LIMIT ?`,
    [...parentIds, since, limit],
  );
}

/** The deleted organization that keeps a sub-domain, under an exclusive lock. */
export function deletedHolderLocked(subDomain: string): Statement<{ readonly id: string }> {
  return sql('SELECT id FROM organizations WHERE sub_domain = ? AND deleted_at IS NOT NULL FOR UPDATE', [subDomain]);
}

/** The id of a deleted organization takes the place of its sub-domain, which frees it: no id is a sub-domain. */
export function deletedSubDomainRelease(subDomain: string): Statement {
  return sql('UPDATE organizations SET sub_domain = id WHERE sub_domain = ? AND deleted_at IS NOT NULL', [subDomain]);
}
