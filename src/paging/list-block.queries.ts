import { placeholders } from '../database/placeholders.js';
import { sql, type Statement } from '../database/statement.js';
import { type Ids, idsAfter } from './id-page.queries.js';

/** So many entries are in a block when it is added. */
export const BLOCK_SIZE = 1_000;
/** So many blocks are in a section. */
const SECTION_BLOCKS = 50;

const [LIST, BLOCK, SECTION] = [0, 1, 2] as const;
type Level = typeof LIST | typeof BLOCK | typeof SECTION;

/** The lists that have blocks: managed organizations of a parent, an organization's tokens, and its enterprises by type. */
export type ListKind = 'managed' | 'tokens' | 'individual' | 'entity';

/** Names a list. */
export interface ListKey {
  readonly kind: ListKind;
  readonly ownerId: string;
}

/** A place in a list behind which a page is looked for: the end of a block. */
export interface Mark {
  /** The end of the last section that is not behind it; '' where there is none. */
  readonly sectionId: string;
  /** The end of the block; '' for the beginning of the list. */
  readonly id: string;
  /** How many entries are not behind it. */
  readonly position: number;
}

/** Where blocks are looked for, and how many at most. */
export interface BlockRange {
  readonly afterId: string;
  readonly beforeId: string;
  readonly blocks: number;
}

export interface BlockRow {
  readonly last_id: string;
  readonly size: number;
}

const OF_LIST = 'kind = ? AND owner_id = ? AND level =';

/** All sections of a list, in its order: one for 50,000 entries. */
export function sectionsOf({ kind, ownerId }: ListKey): Statement<BlockRow> {
  return sql(`SELECT last_id, size FROM list_blocks WHERE ${OF_LIST} 2 ORDER BY last_id`, [kind, ownerId]);
}

/** The blocks behind a section, as many as the next one has or will have. */
export function blocksBehind({ kind, ownerId }: ListKey, sectionId: string): Statement<BlockRow> {
  return sql(
    `SELECT last_id, size FROM list_blocks
      WHERE ${OF_LIST} 1 AND last_id > ? ORDER BY last_id LIMIT ${SECTION_BLOCKS}`,
    [kind, ownerId, sectionId],
  );
}

/** How many entries are not behind a mark now. What leaves the list ahead of it lowers the number; nothing raises it. */
export function markPosition(
  { kind, ownerId }: ListKey,
  { sectionId, id }: Mark,
): Statement<{ readonly position: number }> {
  const sum = (level: Level, range: string) =>
    `(SELECT COALESCE(SUM(size), 0) FROM list_blocks WHERE ${OF_LIST} ${level} AND ${range})`;
  return sql(
    `SELECT CAST(${sum(SECTION, 'last_id <= ?')} + ${sum(BLOCK, 'last_id > ? AND last_id <= ?')} AS SIGNED) AS position`,
    [kind, ownerId, sectionId, kind, ownerId, sectionId, id],
  );
}

/** The end of the last block, and of the last section, or nothing. */
export function lastBlocks({ kind, ownerId }: ListKey): readonly [block: Statement<End>, section: Statement<End>] {
  const last = (level: Level) =>
    sql<End>(`SELECT last_id FROM list_blocks WHERE ${OF_LIST} ${level} ORDER BY last_id DESC LIMIT 1`, [
      kind,
      ownerId,
    ]);
  return [last(BLOCK), last(SECTION)];
}

interface End {
  readonly last_id: string;
}

/** The last ids of the next full blocks of a list, between two ids. */
export function blockEnds(ids: Ids, { afterId, beforeId, blocks }: BlockRange): Statement<{ readonly id: string }> {
  const { column, from, params } = idsAfter(ids, afterId);
  return sql(
    `SELECT n.id FROM (SELECT i.id, ROW_NUMBER() OVER (ORDER BY i.id) AS place
      FROM (SELECT ${column} AS id FROM ${from} AND ${column} < ? ORDER BY ${column} LIMIT ${BLOCK_SIZE * blocks}) i) n
      WHERE n.place % ${BLOCK_SIZE} = 0 ORDER BY n.id`,
    [...params, beforeId],
  );
}

/** How many entries are in blocks, and how many behind the last one. */
export interface SizeRow {
  readonly in_blocks: number;
  readonly behind: number;
}

/** Counts a list at one moment: sections, the blocks behind the last one, and in the index what is behind all blocks. */
export function listSize({ kind, ownerId }: ListKey, { column, from, params }: Ids): Statement<SizeRow> {
  const of = (what: string, level: Level) => `SELECT ${what} FROM list_blocks WHERE ${OF_LIST} ${level}`;
  const end = (level: Level) => `COALESCE((${of('MAX(last_id)', level)}), '')`;
  return sql(
    `SELECT CAST(COALESCE((${of('SUM(size)', SECTION)}), 0)
        + COALESCE((${of('SUM(size)', BLOCK)} AND last_id > ${end(SECTION)}), 0) AS SIGNED) AS in_blocks,
      (SELECT COUNT(*) FROM ${from} AND ${column} > ${end(BLOCK)}) AS behind`,
    [kind, ownerId, kind, ownerId, kind, ownerId, ...params, kind, ownerId],
  );
}

/** How many entries have left each of an owner's lists. */
export function leftLists(ownerId: string, kinds: readonly ListKind[]): Statement<{ readonly n: number }> {
  return sql(
    `SELECT CAST(COALESCE(SUM(size), 0) AS SIGNED) AS n FROM list_blocks
      WHERE kind IN (${placeholders(kinds)}) AND owner_id = ? AND level = ${LIST}`,
    [...kinds, ownerId],
  );
}

/** Whether a list of this kind has a block, by the SQL that names its owner: 1, or NULL. */
export function hasBlocks(kind: ListKind, owner: string): string {
  return `(SELECT 1 FROM list_blocks WHERE kind = '${kind}' AND owner_id = ${owner} AND level = ${BLOCK} LIMIT 1)`;
}

/** Takes the exclusive lock behind which blocks are added and entries leave, and counts so many as having left. */
export function listLocked({ kind, ownerId }: ListKey, leaving: 0 | 1): Statement {
  return sql(
    `INSERT INTO list_blocks (kind, owner_id, level, last_id, size) VALUES (?, ?, ${LIST}, '', ?)
      ON DUPLICATE KEY UPDATE size = size + ?`,
    [kind, ownerId, leaving, leaving],
  );
}

/** Adds full blocks that end with these entries. @param ends at least one */
export function blocksInsert({ kind, ownerId }: ListKey, ends: readonly string[]): Statement {
  const rows = ends.map((id) => [kind, ownerId, BLOCK, id, BLOCK_SIZE]);
  return sql(
    `INSERT INTO list_blocks (kind, owner_id, level, last_id, size)
      VALUES ${rows.map((row) => `(${placeholders(row)})`).join(', ')}`,
    rows.flat(),
  );
}

/** Adds the section behind another one, where all of its blocks are there. */
export function sectionInsert(list: ListKey, sectionId: string): Statement {
  const { sql: blocks, params } = blocksBehind(list, sectionId);
  return sql(
    `INSERT INTO list_blocks (kind, owner_id, level, last_id, size)
      SELECT ?, ?, ${SECTION}, s.last_id, s.size
      FROM (SELECT MAX(b.last_id) AS last_id, SUM(b.size) AS size, COUNT(*) AS n FROM (${blocks}) b) s
      WHERE s.n = ${SECTION_BLOCKS}`,
    [list.kind, list.ownerId, ...params],
  );
}

/** Removes the blocks of a list that is read no more, behind the lock on the list. */
export function listErasure(list: ListKey): readonly Statement[] {
  return [
    listLocked(list, 0),
    sql('DELETE FROM list_blocks WHERE kind = ? AND owner_id = ? AND level > 0', [list.kind, list.ownerId]),
  ];
}

/**
 * What is written with an entry that leaves its list for good: the lock on the list, and one entry less in its block and
 * its section. Where it is behind all of them, they stay as they are.
 */
export function leavesList(list: ListKey, id: string): readonly Statement[] {
  const { kind, ownerId } = list;
  const lowered = [BLOCK, SECTION].map((level) => {
    const where = `${OF_LIST} ${level} AND last_id`;
    return sql(
      `UPDATE list_blocks SET size = size - 1
        WHERE ${where} = (SELECT b.id FROM (SELECT MIN(last_id) AS id FROM list_blocks WHERE ${where} >= ?) b)`,
      [kind, ownerId, kind, ownerId, id],
    );
  });
  return [listLocked(list, 1), ...lowered];
}
