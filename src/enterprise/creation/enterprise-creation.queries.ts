import type { JoinableCondition } from '../../common/standing.js';
import { placeholders } from '../../database/placeholders.js';
import { type Parameter, sql, type Statement } from '../../database/statement.js';
import type { OrganizationPath } from '../../organization/organization.js';
import { activePath, type PathDefaultsRow } from '../../organization/path/organization-path.queries.js';
import { livingUsersJoined } from '../../user/user.queries.js';
import { reachInsertion } from '../../user/user-reach.queries.js';
import { DEFAULT_ACCOUNT_TYPE, searchable } from '../enterprise-constants.js';
import {
  type Fingerprint,
  FINGERPRINT_COLUMNS,
  fingerprintParams,
  type NewEnterprise,
  pairHash,
} from '../enterprise-fingerprint.js';
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
 * The enterprise's own row. It inserts nothing if an organization of the path is no longer active, the key is that of a
 * deleted enterprise, a user has been erased, or the caller has lost the permission. All that is read is locked shared,
 * so each such change is either seen here or waits for our COMMIT. The order of the locks is that of the joins: path,
 * deleted keys, users, the caller's standing.
 *
 * What is joined by its key is read ahead of any plan; a sub-select costs MariaDB several times as much. The deleted key
 * is joined behind its organization: a deletion locks that row exclusively, and afterwards the unique key is free.
 * @param admission of the transaction
 */
export function enterpriseInsertion(rows: NewRows, admission: JoinableCondition): Statement {
  const { organization, input, keyDigest, fingerprint, generated, userId } = rows;
  const path = activePath(organization.path);
  const known = adminsOf(rows).filter((id) => id !== generated.newUser.id);
  const joins = [...livingUsersJoined(known), admission.join ?? { where: admission }];
  const conditions = [path, ...joins].map(({ where }) => where);
  const { name, accountType } = defaultsOf(rows);
  const values: Parameter[] = [
    ...[generated.id, organization.id, userId, name, searchable(name), accountType],
    (input.isCaaS ?? true) ? 1 : 0,
    1,
    generated.createdAt,
    keyDigest,
    ...fingerprintParams(fingerprint),
  ];
  return sql(
    `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version,
        created_at, key_hash, ${FINGERPRINT_COLUMNS})
      SELECT ${placeholders(values)} FROM ${path.table}
        LEFT JOIN deleted_enterprises d ON d.organization_id = ${path.last}.id AND d.key_hash = ?
        ${joins.map(({ table }) => (table === undefined ? '' : `CROSS JOIN ${table}`)).join(' ')}
      WHERE d.id IS NULL AND ${conditions.map((each) => each.sql).join(' AND ')} LOCK IN SHARE MODE`,
    [...values, keyDigest, ...conditions.flatMap(({ params }) => params)],
    { rows: 1, foreignKey: 'fk_enterprises_user' },
  );
}

/** The email as given with the organization's suffix (decisions §7), and the account type where none is given. */
function defaultsOf({ input, settings }: NewRows) {
  return {
    name: `${input.email}${settings?.a_name_suffix ?? ''}`,
    accountType: input.accountType ?? settings?.a_default_account_type ?? DEFAULT_ACCOUNT_TYPE,
  };
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
