import { sql, type Statement } from '../../database/statement.js';
import { ITS_ORGANIZATION } from '../enterprise.queries.js';
import { FREEZE_COLUMNS, type FreezeRow } from '../freeze/enterprise-freeze.queries.js';

export type EnterpriseDetailRow = FreezeRow & {
  readonly id: string;
  readonly organization_id: string;
  readonly sub_domain: string;
  readonly name: string;
  readonly account_type: string;
  readonly is_caas: number;
  readonly created_at: number;
  readonly user_id: string;
};

export function enterpriseDetail(id: string): Statement<EnterpriseDetailRow> {
  return sql(
    `SELECT e.id, e.organization_id, o.sub_domain, e.name, e.account_type, e.is_caas, e.created_at, e.user_id,
          ${FREEZE_COLUMNS}
        FROM enterprises e ${ITS_ORGANIZATION}
        LEFT JOIN enterprise_freezes f ON f.enterprise_id = e.id WHERE e.id = ?`,
    [id],
  );
}

export function identifiersOf(
  enterpriseId: string,
  limit: number,
): Statement<{ readonly label: string; readonly identifier: string }> {
  return sql(
    `SELECT label, identifier FROM third_party_identifiers
        WHERE enterprise_id = ? ORDER BY position LIMIT ${limit}`,
    [enterpriseId],
  );
}

export interface EnterpriseMemberRow {
  readonly user_id: string;
  readonly email: string | null;
  readonly role: string;
  readonly created_at: number;
}

export function membersOf(enterpriseId: string, rows: number): Statement<EnterpriseMemberRow> {
  return sql(
    `SELECT l.user_id, u.email, l.role, l.created_at FROM enterprise_users l JOIN users u ON u.id = l.user_id
        WHERE l.enterprise_id = ? ORDER BY l.user_id LIMIT ?`,
    [enterpriseId, rows],
  );
}

export interface UserEnterpriseRow {
  readonly enterprise_id: string;
  readonly name: string;
  readonly organization_id: string;
  readonly role: string;
  readonly created_at: number;
}

/** A user's roles in enterprises, whatever the state of their organizations. */
export function allEnterprisesOfUser(userId: string, rows: number): Statement<UserEnterpriseRow> {
  return sql(
    `SELECT l.enterprise_id, e.name, l.organization_id, l.role, l.created_at
          FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          JOIN enterprises e ON e.id = l.enterprise_id
          WHERE l.user_id = ? ORDER BY l.organization_id, l.enterprise_id LIMIT ?`,
    [userId, rows],
  );
}
