import { Injectable } from '@nestjs/common';
import { ReadersCatchUp } from '../audit/readers-catch-up.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError, type Violation } from '../common/errors.js';
import { Database } from '../database/database.js';
import { noRows } from '../database/statement.js';
import {
  clearedPlace,
  eventAtPlace,
  eventsBehind,
  eventsOfActionsBehind,
  lastPlace,
  lineBehind,
  longestPending,
  OVERDUE_MS,
  type PlacedEventRow,
} from './event-feed.queries.js';
import { FeedCursors, type FeedPosition, positionOf } from './feed-cursors.js';

/** Ahead of what is kept, behind what is there, or behind a position. */
export type FeedStart = 'oldest' | 'now' | FeedPosition;

/** A part of a log to read. */
export interface FeedRange {
  /** The id of an organization; '' for the installation. */
  readonly log: string;
  readonly start: FeedStart;
  readonly query: {
    readonly actions?: readonly string[];
    readonly limit: number;
    readonly badCursor: Violation;
  };
}

/** What was read, oldest first. */
export interface FeedPart {
  readonly rows: readonly PlacedEventRow[];
  /** Where the next part begins. */
  readonly end: FeedPosition;
  /** Whether there is more behind it already. */
  readonly more: boolean;
  /** The last place whose event was cleared. */
  readonly cleared: number;
}

/** Of a log that is read by types a part looks at so many lines, and then ends, whatever it has found. */
export const LINES_AT_ONCE = 1_000;

/**
 * Reads a log in the order of events, by one trip. Places are given in their order, so all that was ever to be at a place
 * or ahead of it is there once the last place has been read.
 */
@Injectable()
export class FeedReader {
  constructor(
    private readonly database: Database,
    private readonly catchUp: ReadersCatchUp,
    private readonly cursors: FeedCursors,
  ) {}

  /** @throws DomainError invalid_arguments for a position of another order, event_cursor_expired */
  async read(ctx: CallContext, range: FeedRange): Promise<FeedPart> {
    const part = await this.readOnce(ctx, range);
    if (part.pendingMs <= OVERDUE_MS) return part;
    await this.catchUp.run();
    return this.readOnce(ctx, range);
  }

  private async readOnce(
    ctx: CallContext,
    { log, start, query }: FeedRange,
  ): Promise<FeedPart & { pendingMs: number }> {
    const { actions, limit } = query;
    const place = typeof start === 'object' ? start.place : 0;
    const [[pending], [last], [known], [boundary], rows, [kept]] = await this.database.read(ctx, (reader) =>
      reader.read(
        longestPending(),
        lastPlace(),
        eventAtPlace(place),
        actions ? lineBehind(log, place, LINES_AT_ONCE) : noRows<{ sequence: number; event_id: string }>(),
        actions
          ? eventsOfActionsBehind(log, place, { actions, lines: LINES_AT_ONCE, limit: limit + 1 })
          : eventsBehind(log, place, limit + 1),
        // Behind the events: what was cleared meanwhile is not among them.
        clearedPlace(),
      ),
    );
    if (!last || !kept) throw new Error('The row of audit_sequence or event_feed is not there.');
    const { cleared_place: cleared } = kept;
    const state = { pendingMs: pending?.age ?? 0, cleared };
    const head = positionOf(last.last_place, last.event_id);
    if (start === 'now') return { ...state, rows: [], end: head, more: false };
    if (start !== 'oldest')
      this.refuseUnknown(log, start, { last: head.place, known: known?.event_id, cleared, query });
    const stop = boundary && boundary.sequence < head.place ? positionOf(boundary.sequence, boundary.event_id) : head;
    return { ...state, ...cut(rows, limit, { stop, isHead: stop === head }) };
  }

  private refuseUnknown(
    log: string,
    start: FeedPosition,
    {
      last,
      known,
      cleared,
      query,
    }: { last: number; known: string | undefined; cleared: number; query: FeedRange['query'] },
  ): void {
    const { place, mark } = start;
    if (place < cleared) {
      const oldest = this.cursors.cursorAt(log, { place: cleared, mark: '' });
      throw new DomainError('event_cursor_expired', { oldest });
    }
    // The event of the place that was cleared last is gone, and nothing behind it is.
    const isKnown =
      place === cleared || (place <= last && known !== undefined && positionOf(place, known).mark === mark);
    if (!isKnown) throw new DomainError('invalid_arguments', { fields: [query.badCursor] });
  }
}

/** The page of these rows, of which one more than the limit was read, up to where everything is known to be there. */
function cut(
  rows: readonly PlacedEventRow[],
  limit: number,
  { stop, isHead }: { stop: FeedPosition; isHead: boolean },
): Pick<FeedPart, 'rows' | 'end' | 'more'> {
  const there = rows.filter(({ sequence }) => sequence <= stop.place);
  const shown = there.slice(0, limit);
  const last = shown.at(-1);
  if (last && there.length > limit) return { rows: shown, end: positionOf(last.sequence, last.id), more: true };
  return { rows: shown, end: stop, more: !isHead };
}
