import { digestOf, sha256 } from '../../../src/common/digest.js';
import { newId } from '../../../src/common/ids.js';
import { pairHash, type ThirdPartyIdentifier } from '../../../src/enterprise/enterprise-fingerprint.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Sql, Value } from '../database/sql.js';
import { searchable } from '../../../src/enterprise/enterprise-constants.js';

const AT_ONCE = 500;

/** The chosen values of one of many enterprises. */
interface Values {
  /** In ascending order. */
  readonly id?: string;
  readonly name?: string;
  readonly accountType?: 'individual' | 'entity';
  readonly thirdPartyIdentifier?: ThirdPartyIdentifier;
}

/**
 * So many enterprises of an organization, with one user as the admin of each, written past the application with
 * everything that their creation would have written but the audit rows.
 * @param valuesOf the values of the one of this number, from 0
 * @returns their ids, oldest first
 */
export async function manyEnterprises(
  sql: Sql,
  organization: Pick<Organization, 'id' | 'path'>,
  userId: string,
  number: number,
  valuesOf: (index: number) => Values = () => ({}),
): Promise<string[]> {
  const ids = Array.from({ length: number }, (_, index) => valuesOf(index).id ?? newId());
  for (let from = 0; from < number; from += AT_ONCE) {
    const batch = ids.slice(from, from + AT_ONCE).map((id, at) => ({ ...valuesOf(from + at), id, index: from + at }));
    const now = Date.now();
    await insert(
      sql,
      `enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at,
        key_hash, email_digest, admins_digest)`,
      batch.map(({ id, index, name = `many-${index}@example.com`, accountType = 'individual' }) => [
        ...[id, organization.id, userId, name, searchable(name), accountType, 1, 1, now],
        ...[sha256(id), sha256(name), digestOf([])],
      ]),
    );
    await insert(
      sql,
      'enterprise_users (enterprise_id, user_id, organization_id, role, created_at)',
      batch.map(({ id }) => [id, userId, organization.id, 'admin', now]),
    );
    await insert(
      sql,
      'third_party_identifiers (enterprise_id, position, organization_id, label, identifier, pair_hash)',
      batch.flatMap(({ id, thirdPartyIdentifier: known }) =>
        known ? [[id, 0, organization.id, known.label, known.id, pairHash(known)]] : [],
      ),
    );
  }
  if (number > 0) await makeVisible(sql, organization.path, userId);
  return ids;
}

/** Writes what comes with a role in an enterprise of the organization with this path, where the role was written past the application. */
export async function makeVisible(sql: Sql, path: readonly string[], userId: string): Promise<void> {
  for (const id of path) {
    const row = [userId, id, path.at(-1)!];
    const known = await sql.count('user_reach', 'user_id = ? AND ancestor_id = ? AND organization_id = ?', row);
    if (known === 0) await insert(sql, 'user_reach (user_id, ancestor_id, organization_id)', [row]);
  }
}

async function insert(sql: Sql, into: string, rows: readonly Value[][]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
  await sql.execute(`INSERT INTO ${into} VALUES ${values}`, rows.flat());
}
