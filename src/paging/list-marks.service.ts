import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { firstIdAt } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Ids } from './id-page.queries.js';
import {
  BLOCK_SIZE,
  blockEnds,
  type BlockRow,
  blocksBehind,
  blocksInsert,
  lastBlocks,
  type ListKey,
  listLocked,
  type Mark,
  sectionInsert,
  sectionsOf,
} from './list-block.queries.js';

/** A list in the order of its ids: entries come at its end alone, and leave it for good, from anywhere. */
export interface MarkedList extends ListKey {
  readonly ids: Ids;
}

/** The beginning of a list. */
const BEGINNING: Mark = { sectionId: '', id: '', position: 0 };

/** How many are added by one transaction, which keeps what leaves the list waiting for some milliseconds. */
const BLOCKS_AT_ONCE = 5;

/**
 * An entry of a block is older than any that can still come: as far as the clocks of two processes differ, and
 * the longest deadline, since an id is drawn before the transaction that writes it.
 */
const [CLOCKS_MS, MAX_DEADLINE_MS] = [60_000, 120_000];

const PATIENCE_MS = 5_000;
/** Where no further block is full or old enough, this process tries again after so long. */
const REST_MS = 10_000;
const MAX_ENTRIES = 10_000;

/**
 * Finds marks in lists: known places from which a page is reached in few steps.
 *
 * The reader of a page far behind the last mark adds the blocks on the way, in transactions of bounded size, so that
 * the next one finds them. A mark that was found is remembered; it is a guess, whose position is read again together with
 * the page that begins at it (`markPosition`).
 */
@Injectable()
export class ListMarksService {
  private readonly found = new Map<string, Mark>();
  private readonly adding = new Map<string, Promise<boolean>>();
  private readonly restsUntil = new Map<string, number>();

  constructor(private readonly database: Database) {}

  /** The last mark that is not behind this offset, from 0; its position may have been lowered meanwhile. */
  async nearest(ctx: CallContext, list: MarkedList, offset: number): Promise<Mark> {
    const known = this.found.get(placeOf(list, offset));
    // Where blocks have become smaller, the mark of a neighbour may be behind this page.
    if (known && known.position <= offset) return known;
    for (;;) {
      const mark = await this.locate(ctx, list, offset);
      if (isNear(mark, offset) || !(await this.add(list))) return this.remember(list, offset, mark);
    }
  }

  /** The mark for this offset, where the position of one that was found before turned out to be another. */
  async corrected(ctx: CallContext, list: MarkedList, offset: number, mark: Mark): Promise<Mark> {
    this.found.delete(placeOf(list, offset));
    return isNear(mark, offset) ? this.remember(list, offset, mark) : this.nearest(ctx, list, offset);
  }

  private remember(list: MarkedList, offset: number, mark: Mark): Mark {
    // One that is far away would hide those that are added later.
    if (isNear(mark, offset)) keep(this.found, placeOf(list, offset), mark);
    return mark;
  }

  private async locate(ctx: CallContext, list: ListKey, offset: number): Promise<Mark> {
    const [sections] = await this.database.read(ctx, (reader) => reader.read(sectionsOf(list)));
    const section = lastUpTo(offset, sections, BEGINNING);
    const [blocks] = await this.database.read(ctx, (reader) => reader.read(blocksBehind(list, section.id)));
    return lastUpTo(offset, blocks, { ...section, sectionId: section.id });
  }

  /** Adds the next blocks of a list, once for all who wait for it. @returns whether there may be more to add */
  async add(list: MarkedList): Promise<boolean> {
    const name = nameOf(list);
    if (performance.now() < (this.restsUntil.get(name) ?? 0)) return false;
    let adding = this.adding.get(name);
    if (!adding) {
      adding = this.addBlocks(list).finally(() => this.adding.delete(name));
      this.adding.set(name, adding);
    }
    return adding;
  }

  private async addBlocks(list: MarkedList): Promise<boolean> {
    let added = 0;
    try {
      added = await this.addInTransaction(list);
    } catch {
      // A list can be read without them, though slower: it is not refused because the database takes no writes.
    }
    if (added < BLOCKS_AT_ONCE) keep(this.restsUntil, nameOf(list), performance.now() + REST_MS);
    return added > 0;
  }

  private addInTransaction(list: MarkedList): Promise<number> {
    const beforeId = firstIdAt(Date.now() - CLOCKS_MS - MAX_DEADLINE_MS);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return this.database.write(
      { signal },
      async (tx) => {
        // What leaves takes the same lock ahead of its own statement on blocks: it lowers a block, or is not counted in it.
        tx.queue(listLocked(list, 0));
        const [[block], [section]] = await tx.query(...lastBlocks(list));
        const range = { afterId: block?.last_id ?? '', beforeId, blocks: BLOCKS_AT_ONCE };
        const [ends] = await tx.query(blockEnds(list.ids, range));
        if (ends.length === 0) return 0;
        const lastIds = ends.map(({ id }) => id);
        tx.queue(blocksInsert(list, lastIds));
        tx.queue(sectionInsert(list, section?.last_id ?? ''));
        await tx.flush();
        return ends.length;
      },
      { rethrowLockTimeout: true },
    );
  }
}

/** A block never has more than it began with: where a page is farther from its mark, there is no block behind the mark. */
function isNear({ position }: Mark, offset: number): boolean {
  return offset - position < BLOCK_SIZE;
}

function nameOf({ kind, ownerId }: ListKey): string {
  return `${kind}/${ownerId}`;
}

/** Pages next to each other share a mark. */
function placeOf(list: ListKey, offset: number): string {
  return `${nameOf(list)}/${Math.floor(offset / BLOCK_SIZE)}`;
}

function keep<T>(entries: Map<string, T>, key: string, value: T): void {
  if (entries.size >= MAX_ENTRIES && !entries.has(key)) entries.delete(entries.keys().next().value!);
  entries.set(key, value);
}

/** The end of the last of these blocks, one behind another from a mark on, that is not behind an offset. */
function lastUpTo(offset: number, blocks: readonly BlockRow[], from: Mark): Mark {
  let mark = from;
  for (const { last_id: id, size } of blocks) {
    if (mark.position + size > offset) break;
    mark = { ...mark, id, position: mark.position + size };
  }
  return mark;
}
