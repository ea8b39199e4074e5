import { digestOf, sha256 } from '../../../src/common/digest.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Sql, Value } from '../database/sql.js';
import type { Annotation } from '../../../src/annotation/annotation.rules.js';

const AT_ONCE = 500;

/**
 * So many managed organizations under a parent, written past the application with everything that their creation would
 * have written but the audit rows.
 * @param annotationsOf what is noted about the one of this number, from 0
 * @param idOf ids in ascending order; new ones unless given
 * @returns their ids, oldest first
 */
export async function manyManaged(
  sql: Sql,
  parent: Organization,
  number: number,
  annotationsOf: (index: number) => readonly Annotation[] = () => [],
  idOf: (index: number) => string = newId,
): Promise<string[]> {
  const ids = Array.from({ length: number }, (_, index) => idOf(index));
  for (let from = 0; from < number; from += AT_ONCE) {
    const batch = ids.slice(from, from + AT_ONCE);
    await insert(
      sql,
      'organizations (id, parent_id, path, depth, managed, name, sub_domain, created_at, activated_at, holds, version, currency_id)',
      batch.map((id, at) => rowOf(parent, id, from + at)),
    );
    await insert(
      sql,
      'organization_annotations (organization_id, position, parent_id, name, value, name_hash, pair_hash)',
      batch.flatMap((id, at) =>
        annotationsOf(from + at).map(({ key, value }, position) => [
          ...[id, position, parent.id, key, value],
          ...[sha256(key), digestOf([key, value])],
        ]),
      ),
    );
  }
  const counted = 'UPDATE organization_usage SET managed_count = managed_count + ? WHERE organization_id = ?';
  await sql.execute(counted, [number, parent.path[0]!]);
  return ids;
}

function rowOf(parent: Organization, id: string, index: number): Value[] {
  const now = Date.now();
  const path = [...parent.path, id].join('/');
  const identity = [id, parent.id, path, parent.depth + 1, 1, `Many ${index}`, `m-${id}`];
  return [...identity, now, now, 0, 1, parent.currencyId];
}

async function insert(sql: Sql, into: string, rows: readonly Value[][]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
  await sql.execute(`INSERT INTO ${into} VALUES ${values}`, rows.flat());
}
