import { newId } from '../../../src/common/ids.js';
import type { Sql, SqlRow } from '../database/sql.js';

/** How many rows one statement inserts. */
const AT_ONCE = 500;

/** Many rows of one table, which have the same columns. */
export async function insertRows(sql: Sql, table: string, rows: readonly SqlRow[]): Promise<void> {
  const names = Object.keys(rows[0]!);
  const marks = `(${names.map(() => '?').join(', ')})`;
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    const values = some.flatMap((row) => Object.values(row));
    await sql.execute(`INSERT INTO ${table} (${names.join(', ')}) VALUES ${some.map(() => marks).join(', ')}`, values);
  }
}

/** So many deliveries of one endpoint, due now unless the columns differ: of tests, which need no event. */
export async function insertDeliveries(
  sql: Sql,
  endpointId: string,
  count: number,
  columns: SqlRow = {},
): Promise<string[]> {
  const now = Date.now();
  const rows = Array.from({ length: count }, () => ({
    ...{ endpoint_id: endpointId, event_id: newId(), type: 'webhook.test', state: 'pending', attempts: 0 },
    ...{ next_attempt_at: now, created_at: now, finished_at: null },
    ...columns,
  }));
  await insertRows(sql, 'webhook_deliveries', rows);
  return rows.map(({ event_id: id }) => String(id));
}

/** The queue of an endpoint. */
export function insertQueue(sql: Sql, endpointId: string, dueAt: number | null = Date.now()): Promise<number> {
  return sql.execute('INSERT INTO webhook_queues (endpoint_id, lane, due_at) VALUES (?, 0, ?)', [endpointId, dueAt]);
}

/** So many events of an organization that were committed, now unless another time is given, and have no place yet. */
export async function insertPendingEvents(
  sql: Sql,
  organizationId: string,
  count: number,
  now = Date.now(),
): Promise<string[]> {
  const rows = Array.from({ length: count }, () => ({
    ...{ id: newId(), at: now, action: 'organization.changed', actor_kind: 'operator', actor_id: 'test' },
    ...{ request_id: 'test', organization_id: organizationId, subject_type: 'organization' },
    ...{ subject_id: organizationId, data: '{}', pending_since: now },
  }));
  await insertRows(sql, 'audit_events', rows);
  return rows.map(({ id }) => id);
}
