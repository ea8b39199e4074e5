import type { Actor } from '../common/call-context.js';
import type { Condition } from '../common/standing.js';
import { placeholders } from '../database/placeholders.js';
import { sql, type Statement } from '../database/statement.js';
import type { MarkedList } from '../paging/list-marks.service.js';
import type { Enterprise } from './enterprise.js';
import type { AccountType } from './enterprise-fingerprint.js';
import { whole } from '../user/roles/organization-user.queries.js';
import { joinOrganization, joinOrganizationByKey } from '../organization/organization.queries.js';
import { ORGANIZATION_COLUMNS, organizationOf, type OrganizationRow } from '../organization/organization.row.js';
import {
  ID_OF_LEVEL,
  JOIN_PATH,
  PATH_STATE_COLUMNS,
  type PathStateRow,
  knownTo,
  PATH_BEHIND_ROLES,
  PATH_LEVELS,
  ROLE_ON_PATH,
  ROLES_ON_PATH,
} from '../organization/path/organization-path.queries.js';

const ENTERPRISE_COLUMNS = `e.id AS e_id, e.name AS e_name, e.account_type AS e_account_type,
  e.is_caas AS e_is_caas, e.user_id AS e_user_id, e.created_at AS e_created_at, e.version AS e_version,
  ${ORGANIZATION_COLUMNS}`;

/** A row of `ENTERPRISE_COLUMNS`, with those of its organization and of one organization of its path. */
export interface EnterpriseRow extends OrganizationRow, PathStateRow {
  readonly e_id: string;
  readonly e_name: string;
  readonly e_account_type: AccountType;
  readonly e_is_caas: number;
  readonly e_user_id: string;
  readonly e_created_at: number;
  readonly e_version: number;
}

/** @param suspended whether an organization on its path has a hold */
export function enterpriseOf(row: EnterpriseRow, suspended: boolean): Enterprise {
  return {
    id: row.e_id,
    organization: organizationOf(row, suspended),
    name: row.e_name,
    accountType: row.e_account_type,
    isCaaS: row.e_is_caas === 1,
    userId: row.e_user_id,
    createdAt: row.e_created_at,
    version: row.e_version,
  };
}

/** The organization `o` of the enterprise `e`. */
export const ITS_ORGANIZATION = joinOrganization('o', 'e.organization_id');

/** The organization `o` of each row, by primary key: the database must not apply a range over the column to it. */
export const organizationOfEach = (column: string) => joinOrganizationByKey('o', whole(column));

/** An enterprise with each organization on its path, if it is visible to the caller, who is not a user. */
export function enterpriseKnownTo(actor: Exclude<Actor, { kind: 'user' }>, id: string): Statement<EnterpriseRow> {
  const known = knownTo(actor);
  return sql(
    `SELECT ${ENTERPRISE_COLUMNS}, ${PATH_STATE_COLUMNS}
      FROM enterprises e ${ITS_ORGANIZATION}
      ${JOIN_PATH} WHERE e.id = ? AND ${known.sql}`,
    [id, ...known.params],
  );
}

/** The same for a user with a role in it, or one of these roles on its path; with the roles. */
export function enterpriseSeenByUser(
  userId: string,
  id: string,
  roles: readonly string[],
): Statement<EnterpriseRow & { e_role: string | null }> {
  return sql(
    `SELECT STRAIGHT_JOIN ${ENTERPRISE_COLUMNS}, ${PATH_STATE_COLUMNS}, ${ROLE_ON_PATH}, l.role AS e_role
      FROM users u LEFT JOIN enterprises e ON e.id = ? LEFT ${ITS_ORGANIZATION}
      LEFT JOIN enterprise_users l ON l.enterprise_id = e.id AND l.user_id = u.id
      LEFT JOIN ${ROLES_ON_PATH} AND k.role IN (${placeholders(roles)}) ${PATH_BEHIND_ROLES}
      WHERE u.id = ? AND (l.role IS NOT NULL OR k.role IS NOT NULL)`,
    [id, ...roles, userId],
  );
}

/**
 * The organization of a present or deleted enterprise, if this actor can have been shown an enterprise of it. A user's
 * role in the enterprise itself may be gone by the next page, and a deleted enterprise has no roles, so any role in the
 * organization or on its path suffices.
 */
export function organizationOfShown(actor: Actor, enterpriseId: string): Statement<{ organization_id: string }> {
  const shown: Condition =
    actor.kind === 'user'
      ? {
          sql: `(EXISTS (SELECT STRAIGHT_JOIN 1 FROM ${PATH_LEVELS} CROSS JOIN organization_users m FORCE INDEX (PRIMARY)
        ON m.organization_id = ${ID_OF_LEVEL} AND m.user_id = ?)
      OR EXISTS (SELECT 1 FROM enterprise_users x FORCE INDEX (ix_enterprise_users_user)
        WHERE x.user_id = ? AND x.organization_id = o.id))`,
          params: [actor.userId, actor.userId],
        }
      : knownTo(actor);
  return sql(
    `SELECT p.organization_id FROM (SELECT organization_id FROM enterprises WHERE id = ?
        UNION ALL SELECT organization_id FROM deleted_enterprises WHERE id = ?) p
      ${joinOrganization('o', 'p.organization_id')} WHERE ${shown.sql}`,
    [enterpriseId, enterpriseId, ...shown.params],
  );
}

/** One row if the organization has an enterprise, or none. */
export function anyEnterprise(organizationId: string): Statement<{ id: string }> {
  return sql('SELECT id FROM enterprises FORCE INDEX (ix_enterprises_organization) WHERE organization_id = ? LIMIT 1', [
    organizationId,
  ]);
}

/** An organization's enterprises of an account type. */
export function enterprisesOfType(organizationId: string, type: AccountType): MarkedList {
  const from =
    'enterprises e FORCE INDEX (ix_enterprises_account_type) WHERE e.organization_id = ? AND e.account_type = ?';
  return { kind: type, ownerId: organizationId, ids: { column: 'e.id', from, params: [organizationId, type] } };
}

/** The number of the next enterprises in the order of ids, at most `rows`; `last` is null behind the last one. */
export function enterprisesCounted(afterId: string, rows: number): Statement<{ last: string | null; total: number }> {
  return sql(
    `SELECT MAX(id) AS last, COUNT(*) AS total
      FROM (SELECT id FROM enterprises FORCE INDEX (PRIMARY) WHERE id > ? ORDER BY id LIMIT ?) s`,
    [afterId, rows],
  );
}

/** The version, with an exclusive lock on the row: no two changes count the admins at the same time. */
export function versionLocked(id: string): Statement<{ version: number }> {
  return sql('SELECT version FROM enterprises WHERE id = ? FOR UPDATE', [id]);
}

export function versionRaise(id: string): Statement {
  return sql('UPDATE enterprises SET version = version + 1 WHERE id = ?', [id], { rows: 1 });
}

export interface DeletableRow {
  id: string;
  name: string;
  key_hash: string;
  version: number;
}

/** The columns that its deletion keeps or compares, with an exclusive lock on the row. */
export function deletableEnterpriseLocked(id: string): Statement<DeletableRow> {
  return sql('SELECT id, name, key_hash, version FROM enterprises WHERE id = ? FOR UPDATE', [id]);
}

export function enterpriseDeletion(id: string): Statement {
  return sql('DELETE FROM enterprises WHERE id = ?', [id], { rows: 1 });
}
