import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { firstIdAt } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { usageLocked } from '../limits/organization-usage.queries.js';
import { managedBlockEnds } from '../listing/organization-list.queries.js';
import type { OrganizationPath } from '../organization.js';
import {
  BLOCK_SIZE,
  lastManagedBlocks,
  type ManagedBlockRow,
  managedBlocksBehind,
  managedBlocksInsert,
  managedSectionInsert,
  managedSections,
  type Mark,
} from '../listing/managed-block.queries.js';

/** The beginning of a list. */
const BEGINNING: Mark = { sectionId: '', id: '', position: 0 };

/** How many are added by one transaction, which keeps creations in the tree waiting for some milliseconds. */
const BLOCKS_AT_ONCE = 5;

/**
 * An organization of a block is older than any that can still appear: as far as the clocks of two processes differ, and
 * the longest deadline, since an id is drawn before the transaction that writes it.
 */
const [CLOCKS_MS, MAX_DEADLINE_MS] = [60_000, 120_000];

const PATIENCE_MS = 5_000;
/** Where no further block is full or old enough, this process tries again after so long. */
const REST_MS = 10_000;
const MAX_ENTRIES = 10_000;

/**
 * Finds marks in the lists of what organizations manage: known places from which a page is reached in few steps.
 *
 * The reader of a page far behind the last mark adds the blocks on the way, in transactions of bounded size, so that
 * the next one finds them. A mark that was found is remembered; it is a guess, whose position is read again together with
 * the page that begins at it (`markPosition`).
 */
@Injectable()
export class ManagedMarksService {
  private readonly found = new Map<string, Mark>();
  private readonly adding = new Map<string, Promise<boolean>>();
  private readonly restsUntil = new Map<string, number>();

  constructor(private readonly database: Database) {}

  /** The last mark that is not behind this offset, from 0; its position may have been lowered meanwhile. */
  async nearest(ctx: CallContext, parent: OrganizationPath, offset: number): Promise<Mark> {
    const known = this.found.get(keyOf(parent, offset));
    // Where blocks have become smaller, the mark of a neighbour may be behind this page.
    if (known && known.position <= offset) return known;
    for (;;) {
      const mark = await this.locate(ctx, parent.id, offset);
      if (isNear(mark, offset) || !(await this.add(parent))) return this.remember(parent, offset, mark);
    }
  }

  /** The mark for this offset, where the position of one that was found before turned out to be another. */
  async corrected(ctx: CallContext, parent: OrganizationPath, offset: number, mark: Mark): Promise<Mark> {
    this.found.delete(keyOf(parent, offset));
    return isNear(mark, offset) ? this.remember(parent, offset, mark) : this.nearest(ctx, parent, offset);
  }

  private remember(parent: OrganizationPath, offset: number, mark: Mark): Mark {
    // One that is far away would hide those that are added later.
    if (isNear(mark, offset)) keep(this.found, keyOf(parent, offset), mark);
    return mark;
  }

  private async locate(ctx: CallContext, parentId: string, offset: number): Promise<Mark> {
    const [sections] = await this.database.read(ctx, (reader) => reader.read(managedSections(parentId)));
    const section = lastUpTo(offset, sections, BEGINNING);
    const [blocks] = await this.database.read(ctx, (reader) => reader.read(managedBlocksBehind(parentId, section.id)));
    return lastUpTo(offset, blocks, { ...section, sectionId: section.id });
  }

  /** Adds the next blocks of a list, once for all who wait for it. @returns whether there may be more to add */
  private async add(parent: OrganizationPath): Promise<boolean> {
    if (performance.now() < (this.restsUntil.get(parent.id) ?? 0)) return false;
    let adding = this.adding.get(parent.id);
    if (!adding) {
      adding = this.addBlocks(parent).finally(() => this.adding.delete(parent.id));
      this.adding.set(parent.id, adding);
    }
    return adding;
  }

  private async addBlocks(parent: OrganizationPath): Promise<boolean> {
    let added = 0;
    try {
      added = await this.addInTransaction(parent);
    } catch {
      // A page can be read without them, though slower: it is not refused because the database takes no writes.
    }
    if (added < BLOCKS_AT_ONCE) keep(this.restsUntil, parent.id, performance.now() + REST_MS);
    return added > 0;
  }

  private addInTransaction({ id, path }: OrganizationPath): Promise<number> {
    const beforeId = firstIdAt(Date.now() - CLOCKS_MS - MAX_DEADLINE_MS);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return this.database.write(
      { signal },
      async (tx) => {
        // A deletion takes the same lock ahead of its own statement on blocks: it lowers a block, or is not counted in it.
        tx.queue(usageLocked(path[0]!));
        const [[block], [section]] = await tx.query(...lastManagedBlocks(id));
        const part = { afterId: block?.last_id ?? '', beforeId, size: BLOCK_SIZE, blocks: BLOCKS_AT_ONCE };
        const [ends] = await tx.query(managedBlockEnds(id, part));
        if (ends.length === 0) return 0;
        tx.queue(
          managedBlocksInsert(
            id,
            ends.map((end) => end.id),
          ),
        );
        tx.queue(managedSectionInsert(id, section?.last_id ?? ''));
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

/** Pages next to each other share a mark. */
function keyOf({ id }: OrganizationPath, offset: number): string {
  return `${id}/${Math.floor(offset / BLOCK_SIZE)}`;
}

function keep<T>(entries: Map<string, T>, key: string, value: T): void {
  if (entries.size >= MAX_ENTRIES && !entries.has(key)) entries.delete(entries.keys().next().value!);
  entries.set(key, value);
}

/** The end of the last of these blocks, one behind another from a mark on, that is not behind an offset. */
function lastUpTo(offset: number, blocks: readonly ManagedBlockRow[], from: Mark): Mark {
  let mark = from;
  for (const { last_id: id, size } of blocks) {
    if (mark.position + size > offset) break;
    mark = { ...mark, id, position: mark.position + size };
  }
  return mark;
}
