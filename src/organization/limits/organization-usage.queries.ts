import type { Condition } from '../../common/standing.js';
import { sql, type Statement } from '../../database/statement.js';

/** What a tree uses of its limit. */
export interface UsageRow {
  readonly managed_count: number;
  readonly managed_limit: number | null;
}

/** Whether the tree of a root may have one more managed organization. */
const HAS_ROOM = '(managed_limit IS NULL OR managed_count < managed_limit)';

export function usageOfTree(rootId: string): Statement<UsageRow> {
  return sql('SELECT managed_count, managed_limit FROM organization_usage WHERE organization_id = ?', [rootId]);
}

export function limitOfTree(rootId: string): Statement<Pick<UsageRow, 'managed_limit'>> {
  return sql('SELECT managed_limit FROM organization_usage WHERE organization_id = ?', [rootId]);
}

/** One row if the tree of a root may have one more managed organization, or none. */
export function roomInTree(rootId: string): Statement<{ one: number }> {
  return sql(
    `SELECT 1 AS one FROM organization_usage
          WHERE organization_id = ? AND ${HAS_ROOM}`,
    [rootId],
  );
}

/** The usage of a new root. @param limit null is unlimited */
export function usageInsert(rootId: string, limit: number | null): Statement {
  return sql('INSERT INTO organization_usage (organization_id, managed_count, managed_limit) VALUES (?, 0, ?)', [
    rootId,
    limit,
  ]);
}

/** @param limit null is unlimited */
export function limitUpdate(rootId: string, limit: number | null): Statement {
  return sql('UPDATE organization_usage SET managed_limit = ? WHERE organization_id = ?', [limit, rootId], { rows: 1 });
}

/** One managed organization more in a tree that has room for it, where the caller may still make it. */
export function managedCountIncrement(rootId: string, admission: Condition): Statement {
  return sql(
    `UPDATE organization_usage SET managed_count = managed_count + 1
        WHERE organization_id = ? AND ${HAS_ROOM} AND ${admission.sql}`,
    [rootId, ...admission.params],
    { rows: 1 },
  );
}

/** One managed organization less in a tree. */
export function managedCountDecrement(rootId: string): Statement {
  return sql('UPDATE organization_usage SET managed_count = managed_count - 1 WHERE organization_id = ?', [rootId], {
    rows: 1,
  });
}
