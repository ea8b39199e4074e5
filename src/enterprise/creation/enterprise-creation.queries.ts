import type { Condition } from '../../common/standing.js';
import { placeholders } from '../../database/placeholders.js';
import { type Parameter, sql, type Statement } from '../../database/statement.js';
import type { OrganizationPath } from '../../organization/organization.js';
import type { PathDefaultsRow } from '../../organization/path/organization-path.queries.js';
import { reachInsertion } from '../../user/user-reach.queries.js';
import { DEFAULT_ACCOUNT_TYPE, searchable } from '../enterprise-constants.js';
import {
  type Fingerprint,
  FINGERPRINT_COLUMNS,
  fingerprintParams,
  type NewEnterprise,
  pairHash,
} from '../enterprise-fingerprint.js';
import { activePathWithoutKey } from '../enterprise.queries.js';
import type { PreparedEnterprise } from './prepared-enterprise.js';

/** The source of the rows of a new enterprise. */
export interface NewRows {
  readonly organization: OrganizationPath;
  /** The organization's row, for what it gives to its enterprises. */
  readonly settings: PathDefaultsRow | undefined;
  readonly input: NewEnterprise;
  readonly keyDigest: string;
  readonly fingerprint: Fingerprint;
  readonly generated: PreparedEnterprise;
  readonly userId: string;
}

/**
 * The enterprise's own row. It inserts nothing if an organization of the path is no longer active, a user has been
 * erased, or the caller has lost the permission. The sub-selects lock shared what they read, so each such change is
 * either seen here or waits for our COMMIT. The order of the locks is: path and deleted keys, users, the caller's
 * standing.
 * @param admission of the transaction
 */
export function enterpriseInsertion(rows: NewRows, admission: Condition): Statement {
  const { organization, settings, input, keyDigest, fingerprint, generated, userId } = rows;
  const admins = adminsOf(rows);
  const path = activePathWithoutKey(organization, keyDigest);
  // The email as given and the organization's suffix (decisions §7).
  const name = `${input.email}${settings?.a_name_suffix ?? ''}`;
  const values: Parameter[] = [
    generated.id,
    organization.id,
    userId,
    name,
    searchable(name),
    input.accountType ?? settings?.a_default_account_type ?? DEFAULT_ACCOUNT_TYPE,
    (input.isCaaS ?? true) ? 1 : 0,
    1,
    generated.createdAt,
    keyDigest,
    ...fingerprintParams(fingerprint),
  ];
  return sql(
    `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version,
        created_at, key_hash, ${FINGERPRINT_COLUMNS})
      SELECT ${placeholders(values)} FROM DUAL
      WHERE ${path.sql}
      AND (SELECT COUNT(*) FROM users u WHERE u.id IN (${placeholders(admins)})
        AND u.erased_at IS NULL LOCK IN SHARE MODE) = ?
      AND ${admission.sql}`,
    [...values, ...path.params, ...admins, admins.length, ...admission.params],
    { rows: 1, foreignKey: 'fk_enterprises_user' },
  );
}

/** The user and the additional admins, each once. */
function adminsOf({ input, userId }: NewRows): string[] {
  return [...new Set([userId, ...input.additionalAdmins])];
}

export function adminInsertions(rows: NewRows): Statement {
  const { organization, generated } = rows;
  const admins = adminsOf(rows);
  return sql(
    `INSERT INTO enterprise_users (enterprise_id, user_id, organization_id, role, created_at)
      VALUES ${admins.map(() => `(?, ?, ?, 'admin', ?)`).join(', ')}`,
    admins.flatMap((admin) => [generated.id, admin, organization.id, generated.createdAt]),
    { foreignKey: 'fk_enterprise_users_user' },
  );
}

/** That the admins are visible to the organization and to those above it. */
export function adminReachInsertion(rows: NewRows): Statement {
  return reachInsertion(adminsOf(rows), rows.organization.path);
}

/** The third-party identifiers, each pair once; undefined if there are none. */
export function identifierInsertions({ organization, input, generated }: NewRows): Statement | undefined {
  const identifiers = [...new Map(input.thirdPartyIdentifiers.map((each) => [pairHash(each), each]))];
  if (identifiers.length === 0) return undefined;
  return sql(
    `INSERT INTO third_party_identifiers
      (enterprise_id, position, organization_id, label, identifier, pair_hash)
      VALUES ${identifiers.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
    identifiers.flatMap(([hash, { id, label }], position) => [
      generated.id,
      position,
      organization.id,
      label,
      id,
      hash,
    ]),
  );
}
