import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import type { Page, PageRequest } from '../common/page.js';
import { Database } from '../database/database.js';
import type { Columns } from '../database/statement.js';
import { idCount, idPage, idsAfter, type Selection } from './id-page.queries.js';
import { BLOCK_SIZE, listSize, markPosition } from './list-block.queries.js';
import { ListMarksService, type MarkedList } from './list-marks.service.js';

/** So many entries are counted without a block. */
export const UNMARKED = 2 * BLOCK_SIZE;
/** One request adds blocks to so many lists at most. */
const MARKED_AT_ONCE = 4;

/** Reads lists that have marks. What a page costs depends neither on how far it is behind nor on how many there are. */
@Injectable()
export class MarkedListService {
  constructor(
    private readonly database: Database,
    private readonly marks: ListMarksService,
  ) {}

  /** One page, as it is at one moment; its rows have no order of their own. */
  async page<R extends Columns<R>>(
    ctx: CallContext,
    list: MarkedList,
    page: PageRequest,
    selection: Selection,
  ): Promise<Page<R>> {
    if ((page.page - 1) * page.perPage >= BLOCK_SIZE) return this.behindMark<R>(ctx, list, page, selection);
    const [[counted], items] = await this.database.read(ctx, (reader) =>
      reader.read(idCount(list.ids), idPage<R>(list.ids, page, selection)),
    );
    return { items, total: counted?.n ?? 0 };
  }

  /**
   * How many entries each of some lists has. Where there are very many without blocks, the next ones get theirs, so that
   * later calls cost less.
   */
  async sizes(ctx: CallContext, lists: readonly MarkedList[]): Promise<number[]> {
    const statements = lists.map((list) => listSize(list, list.ids));
    const counted = (await this.database.read(ctx, (reader) => reader.read(...statements))).flat();
    await this.mark(lists.filter((_, index) => counted[index]!.behind >= UNMARKED));
    return counted.map(({ in_blocks: inBlocks, behind }) => inBlocks + behind);
  }

  /** Adds the next blocks of the first of these lists. */
  async mark(lists: readonly MarkedList[]): Promise<void> {
    for (const list of lists.slice(0, MARKED_AT_ONCE)) await this.marks.add(list);
  }

  /**
   * The page is read from a mark on, and the position of the mark behind it: positions only ever fall, so one that is
   * still the same was right when the page was read.
   */
  private async behindMark<R extends Columns<R>>(
    ctx: CallContext,
    list: MarkedList,
    page: PageRequest,
    selection: Selection,
  ): Promise<Page<R>> {
    const offset = (page.page - 1) * page.perPage;
    let mark = await this.marks.nearest(ctx, list, offset);
    for (;;) {
      const { id, position } = mark;
      const [[counted], items, [now]] = await this.database.read(ctx, (reader) =>
        reader.read(
          idCount(list.ids),
          idPage<R>(idsAfter(list.ids, id), page, selection, offset - position),
          markPosition(list, mark),
        ),
      );
      if (now!.position === position) return { items, total: counted?.n ?? 0 };
      mark = await this.marks.corrected(ctx, list, offset, { ...mark, position: now!.position });
    }
  }
}
