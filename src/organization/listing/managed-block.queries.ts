import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';

/** So many living organizations are in a block when it is added. */
export const BLOCK_SIZE = 1_000;
/** So many blocks are in a section. */
const SECTION_BLOCKS = 50;

const [BLOCK, SECTION] = [1, 2] as const;
type Level = typeof BLOCK | typeof SECTION;

/** A place in a list behind which a page is looked for: the end of a block. */
export interface Mark {
  /** The end of the last section that is not behind it; '' where there is none. */
  readonly sectionId: string;
  /** The end of the block; '' for the beginning of the list. */
  readonly id: string;
  /** How many living organizations are not behind it. */
  readonly position: number;
}

/** Where blocks are looked for, how many living organizations each has, and how many blocks at most. */
export interface BlockRange {
  readonly afterId: string;
  readonly beforeId: string;
  readonly size: number;
  readonly blocks: number;
}

export interface ManagedBlockRow {
  readonly last_id: string;
  readonly size: number;
}

/** All sections of a list, in its order: one for 50,000 organizations. */
export function managedSections(parentId: string): Statement<ManagedBlockRow> {
  return sql('SELECT last_id, size FROM managed_blocks WHERE parent_id = ? AND level = 2 ORDER BY last_id', [parentId]);
}

/** The blocks behind a section, as many as the next one has or will have. */
export function managedBlocksBehind(parentId: string, sectionId: string): Statement<ManagedBlockRow> {
  return sql(
    `SELECT last_id, size FROM managed_blocks
      WHERE parent_id = ? AND level = 1 AND last_id > ? ORDER BY last_id LIMIT ${SECTION_BLOCKS}`,
    [parentId, sectionId],
  );
}

/** How many living organizations are not behind a mark now. Deletions ahead of it lower the number; nothing raises it. */
export function markPosition(parentId: string, { sectionId, id }: Mark): Statement<{ readonly position: number }> {
  const sum = (level: Level, range: string) =>
    `(SELECT COALESCE(SUM(size), 0) FROM managed_blocks WHERE parent_id = ? AND level = ${level} AND ${range})`;
  return sql(
    `SELECT CAST(${sum(SECTION, 'last_id <= ?')} + ${sum(BLOCK, 'last_id > ? AND last_id <= ?')} AS SIGNED) AS position`,
    [parentId, sectionId, parentId, sectionId, id],
  );
}

/** The end of the last block, and of the last section, or nothing. */
export function lastManagedBlocks(parentId: string): readonly [block: Statement<End>, section: Statement<End>] {
  const last = (level: Level) =>
    sql<End>(
      `SELECT last_id FROM managed_blocks WHERE parent_id = ? AND level = ${level} ORDER BY last_id DESC LIMIT 1`,
      [parentId],
    );
  return [last(BLOCK), last(SECTION)];
}

interface End {
  readonly last_id: string;
}

/** Adds full blocks that end with these organizations. @param ends at least one */
export function managedBlocksInsert(parentId: string, ends: readonly string[]): Statement {
  const rows = ends.map((id) => [parentId, BLOCK, id, BLOCK_SIZE]);
  return sql(
    `INSERT INTO managed_blocks (parent_id, level, last_id, size) VALUES ${rows.map((row) => `(${placeholders(row)})`).join(', ')}`,
    rows.flat(),
  );
}

/** Adds the section behind another one, where all of its blocks are there. */
export function managedSectionInsert(parentId: string, sectionId: string): Statement {
  const { sql: blocks, params } = managedBlocksBehind(parentId, sectionId);
  return sql(
    `INSERT INTO managed_blocks (parent_id, level, last_id, size)
      SELECT ?, ${SECTION}, s.last_id, s.size
      FROM (SELECT MAX(b.last_id) AS last_id, SUM(b.size) AS size, COUNT(*) AS n FROM (${blocks}) b) s
      WHERE s.n = ${SECTION_BLOCKS}`,
    [parentId, ...params],
  );
}

/**
 * One living organization less, in its block and its section. Where it is behind all of them, nothing changes. It comes
 * behind the lock on the tree's usage, behind which blocks are added as well.
 */
export function managedBlockDecrements(parentId: string, id: string): readonly Statement[] {
  return [BLOCK, SECTION].map((level) => {
    const where = `parent_id = ? AND level = ${level} AND last_id`;
    return sql(
      `UPDATE managed_blocks SET size = size - 1
        WHERE ${where} = (SELECT b.id FROM (SELECT MIN(last_id) AS id FROM managed_blocks WHERE ${where} >= ?) b)`,
      [parentId, parentId, id],
    );
  });
}
