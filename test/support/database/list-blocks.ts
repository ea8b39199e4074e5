import type { ListKind } from '../../../src/paging/list-block.queries.js';
import type { Sql } from './sql.js';

export interface StoredBlock {
  readonly lastId: string;
  readonly size: number;
}

/** The blocks of a list in their order, or its sections. */
export async function blocksOf(sql: Sql, kind: ListKind, ownerId: string, level: 1 | 2 = 1): Promise<StoredBlock[]> {
  const rows = await sql.rows(
    'SELECT last_id, size FROM list_blocks WHERE kind = ? AND owner_id = ? AND level = ? ORDER BY last_id',
    [kind, ownerId, level],
  );
  return rows.map(({ last_id: lastId, size }) => ({ lastId: String(lastId), size: Number(size) }));
}
