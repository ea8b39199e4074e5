import { newId } from '../../common/ids.js';
import type { Parameter, Tx } from '../../database/statement.js';
import type { Organization } from '../../organization/organization.js';
import { newUserOf, type User } from '../../user/user.service.js';
import {
  keyHash,
  type Fingerprint,
  MEANING_COLUMNS,
  meaningParams,
  type NewEnterprise,
  pairHash,
} from '../enterprise-fingerprint.js';
import { searchable, DEFAULT_ACCOUNT_TYPE } from '../enterprise-constants.js';

/** What is drawn before the first try of a creation, so that every try writes the same rows. */
export interface EnterpriseRow {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
  readonly accountType: string;
  /** The user who will be made if nobody has the email. */
  readonly newUser: User;
}

/** The name is the email as given and the organization's suffix (decisions §7). */
export function newEnterpriseRow(organization: Organization, input: NewEnterprise): EnterpriseRow {
  const createdAt = Date.now();
  return {
    id: newId(),
    createdAt,
    name: `${input.email}${organization.enterpriseNameSuffix ?? ''}`,
    accountType: input.accountType ?? organization.defaultAccountType ?? DEFAULT_ACCOUNT_TYPE,
    newUser: newUserOf(input.email, createdAt),
  };
}

interface NewRows {
  readonly organization: Organization;
  readonly input: NewEnterprise;
  readonly meaning: Fingerprint;
  readonly row: EnterpriseRow;
  readonly userId: string;
}

/** Queues all rows of a new enterprise; the first touches no row when the path is not open any more, or a user gone. */
export function addEnterprise(tx: Tx, rows: NewRows): void {
  addEnterpriseRow(tx, rows);
  addAdmins(tx, rows);
  addIdentifiers(tx, rows);
}

/**
 * The sub-select takes a shared lock on every organization of the path and reads what it holds still, so that a
 * suspension is either seen here or waits for our COMMIT. An INSERT … SELECT without it locks nothing under READ
 * COMMITTED (decisions §8, §9). The second does the same with the users: who is erased meanwhile is not linked, and who
 * is being linked is not erased before the enterprise can be seen. A key of an enterprise that was deleted is asked for
 * within the first, so for each row when it is locked: whoever deletes takes that of the organization for himself, and
 * the unique key is free from then on. The last is the caller's own standing.
 */
function addEnterpriseRow(tx: Tx, rows: NewRows): void {
  const { organization, input, meaning, row, userId } = rows;
  const admins = adminsOf(rows);
  const admission = tx.admission();
  const ofPath = [...organization.path, keyHash(input.idempotencyKey), organization.depth];
  const values: Parameter[] = [
    row.id,
    organization.id,
    userId,
    row.name,
    searchable(row.name),
    row.accountType,
    (input.isCaaS ?? true) ? 1 : 0,
    1,
    row.createdAt,
    keyHash(input.idempotencyKey),
    ...meaningParams(meaning),
  ];
  tx.queue({
    sql: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version,
        created_at, key_hash, ${MEANING_COLUMNS})
      SELECT ${values.map(() => '?').join(', ')} FROM DUAL
      WHERE (SELECT COUNT(*) FROM organizations a WHERE a.id IN (${organization.path.map(() => '?').join(', ')})
        AND a.holds = 0 AND a.activated_at IS NOT NULL AND a.deleted_at IS NULL
        AND (SELECT COUNT(*) FROM deleted_enterprises d WHERE d.organization_id = a.id AND d.key_hash = ?
          LOCK IN SHARE MODE) = 0 LOCK IN SHARE MODE) = ?
      AND (SELECT COUNT(*) FROM users u WHERE u.id IN (${admins.map(() => '?').join(', ')})
        AND u.erased_at IS NULL LOCK IN SHARE MODE) = ?
      AND ${admission.sql}`,
    params: [...values, ...ofPath, ...admins, admins.length, ...admission.params],
    rows: 1,
    foreignKey: 'fk_enterprises_user',
  });
}

/** Each once: the user, and those who are to be admins beside him. */
function adminsOf({ input, userId }: NewRows): string[] {
  return [...new Set([userId, ...input.additionalAdmins])];
}

function addAdmins(tx: Tx, rows: NewRows): void {
  const { organization, row } = rows;
  const admins = adminsOf(rows);
  tx.queue({
    sql: `INSERT INTO enterprise_users (enterprise_id, user_id, organization_id, role, created_at)
      VALUES ${admins.map(() => `(?, ?, ?, 'admin', ?)`).join(', ')}`,
    params: admins.flatMap((admin) => [row.id, admin, organization.id, row.createdAt]),
    foreignKey: 'fk_enterprise_users_user',
  });
}

function addIdentifiers(tx: Tx, { organization, input, row }: NewRows): void {
  const identifiers = [...new Map(input.thirdPartyIdentifiers.map((each) => [pairHash(each), each]))];
  if (identifiers.length === 0) return;
  tx.queue({
    sql: `INSERT INTO third_party_identifiers
      (enterprise_id, position, organization_id, label, identifier, pair_hash)
      VALUES ${identifiers.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
    params: identifiers.flatMap(([hash, { id, label }], position) => [
      row.id,
      position,
      organization.id,
      label,
      id,
      hash,
    ]),
  });
}
