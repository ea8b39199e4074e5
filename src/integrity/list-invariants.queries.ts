import { sql } from '../database/statement.js';
import type { ListKind } from '../paging/list-block.queries.js';
import { type BrokenRow, type Invariant, MAX_BROKEN } from './invariant.js';
import type { Walk, WalkRange } from './walk.queries.js';

const BLOCKS: Walk = { table: 'list_blocks', alias: 'b', group: 'kind', member: 'owner_id' };

/** The entries of each kind of list, with the alias `x`. */
const ENTRIES: Readonly<Record<ListKind, string>> = {
  managed: 'organizations x WHERE x.parent_id = b.owner_id AND x.deleted_at IS NULL',
  tokens: 'access_tokens x WHERE x.organization_id = b.owner_id AND x.revoked_at IS NULL',
  individual: `enterprises x WHERE x.organization_id = b.owner_id AND x.account_type = 'individual'`,
  entity: `enterprises x WHERE x.organization_id = b.owner_id AND x.account_type = 'entity'`,
};

/** The places from which far pages of long lists begin. */
export const LIST_INVARIANTS: readonly Invariant[] = [
  {
    name: 'list-blocks',
    promise: 'A block of a long list has as many entries as it says, so its pages and its number are right.',
    surveys: (Object.keys(ENTRIES) as ListKind[]).map((kind) => ({
      walk: BLOCKS,
      broken: (range) => miscounted(kind, range),
    })),
  },
];

function miscounted(kind: ListKind, range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT b.owner_id AS subject, CONCAT('${kind} to ', b.last_id, ': ', b.size) AS found FROM list_blocks b
      WHERE ${range.sql} AND b.kind = '${kind}' AND b.level > 0
        AND b.size <> (SELECT COUNT(*) FROM ${ENTRIES[kind]} AND x.id <= b.last_id AND x.id > COALESCE(
          (SELECT MAX(p.last_id) FROM list_blocks p WHERE p.kind = b.kind AND p.owner_id = b.owner_id
            AND p.level = b.level AND p.last_id < b.last_id), '')) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}
