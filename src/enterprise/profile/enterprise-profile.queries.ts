import { sql, type Statement } from '../../database/statement.js';
import { FREEZE_COLUMNS, type FreezeRow } from '../freeze/enterprise-freeze.queries.js';
import type { EnterpriseProfile } from './enterprise-profile.js';

const PROFILE_COLUMNS = 'p.legal_person_name AS p_legal_person_name, p.users_view_all_wallets AS p_view_all';

/** A row of `PROFILE_COLUMNS`; all null if the table is joined and has no row. */
export interface ProfileRow {
  readonly p_legal_person_name: string | null;
  readonly p_view_all: number | null;
}

/** Without a row the profile is as it was at the creation. */
export function profileOf(row: ProfileRow | undefined): EnterpriseProfile {
  return { legalPersonName: row?.p_legal_person_name ?? null, usersViewAllWallets: row?.p_view_all === 1 };
}

/** An enterprise's version and the data that the version is about, in one statement, so that the two agree. */
export function profiledEnterprise(
  enterpriseId: string,
): Statement<ProfileRow & FreezeRow & { readonly version: number; readonly name: string }> {
  return sql(
    `SELECT e.version, e.name, ${PROFILE_COLUMNS}, ${FREEZE_COLUMNS} FROM enterprises e
          LEFT JOIN enterprise_profiles p ON p.enterprise_id = e.id
          LEFT JOIN enterprise_freezes f ON f.enterprise_id = e.id
          WHERE e.id = ?`,
    [enterpriseId],
  );
}

export function profileById(enterpriseId: string): Statement<ProfileRow> {
  return sql(`SELECT ${PROFILE_COLUMNS} FROM enterprise_profiles p WHERE p.enterprise_id = ?`, [enterpriseId]);
}

export function enterpriseProfileUpdate(enterpriseId: string, profile: EnterpriseProfile): Statement {
  return sql(
    'UPDATE enterprise_profiles SET legal_person_name = ?, users_view_all_wallets = ? WHERE enterprise_id = ?',
    valuesOf(enterpriseId, profile),
  );
}

export function profileInsertion(enterpriseId: string, profile: EnterpriseProfile): Statement {
  return sql(
    'INSERT INTO enterprise_profiles (legal_person_name, users_view_all_wallets, enterprise_id) VALUES (?, ?, ?)',
    valuesOf(enterpriseId, profile),
  );
}

const valuesOf = (enterpriseId: string, { legalPersonName, usersViewAllWallets }: EnterpriseProfile) => [
  legalPersonName,
  usersViewAllWallets ? 1 : 0,
  enterpriseId,
];
