import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import { READ_UNCOMMITTED } from '../database/statement.js';
import { timeOfEvent } from '../audit/audit.queries.js';
import { EventSequencer } from '../audit/event-sequencer.service.js';
import {
  type AuditEventRow,
  type AuditQuery,
  endOfWriting,
  eventPage,
  type LogPosition,
  morePending,
  pendingBefore,
  pendingPage,
} from './audit-log.queries.js';
import { type LoggedEvent, shownTo } from './logged-event.js';

/** Reads the audit log. The caller's permission to read it is checked before; what is hidden from them is left out. */
@Injectable()
export class AuditLogService {
  constructor(
    private readonly database: Database,
    private readonly sequencer: EventSequencer,
  ) {}

  /**
   * One page, the newest first, and whether there is more behind it. A reader who reads on to the end sees every event
   * that was there at the beginning exactly once, however many are written meanwhile.
   *
   * With `until` it waits for the open transactions that write before that time, so that no event is added to the window
   * later: adjacent windows give each event once. An event has the time of its own row's writing, by the database's clock,
   * and its row is there within moments of it; only where `until` is that near is nothing promised.
   * @param above the organizations above the reader: of actors there no id and no address is shown, as of the operator,
   *   and no event shows the ids of these organizations
   * @throws DomainError unavailable where an open transaction does not end within the deadline
   */
  async list(
    ctx: CallContext,
    query: AuditQuery,
    above: ReadonlySet<string> = new Set(),
  ): Promise<{ events: LoggedEvent[]; more: boolean }> {
    const rows = query.until === undefined ? await this.page(ctx, query) : await this.settled(ctx, query);
    const events = rows.slice(0, query.limit).map(shownTo(ctx.actor, above));
    return { events, more: rows.length > query.limit };
  }

  /** The position of an event; undefined for an unknown id. */
  async positionOf(ctx: CallContext, id: string): Promise<LogPosition | undefined> {
    const at = await this.database.read(ctx, (reader) => timeOfEvent(reader, id));
    return at === undefined ? undefined : { at, id };
  }

  /**
   * What has no lines yet is read beside them, ahead of them: an event that gets its lines in between is in both. So
   * reading a log needs no write, and goes on where the database takes none.
   */
  private async page(ctx: CallContext, query: AuditQuery): Promise<AuditEventRow[]> {
    if (query.isOwnOnly) {
      const [rows] = await this.database.read(ctx, (reader) => reader.read(eventPage(query)));
      return rows;
    }
    const [more, pending, rows] = await this.database.read(ctx, (reader) =>
      reader.read(morePending(), pendingPage(query), eventPage(query)),
    );
    if (more.length === 0) return merged(pending, rows).slice(0, query.limit + 1);
    await this.sequencer.catchUp(ctx);
    return this.page(ctx, query);
  }

  /**
   * On SQLite an empty transaction is the wait: every other writer, in any process, has ended when it begins. Elsewhere
   * what is being written is what a read of uncommitted rows shows, and one of committed rows does not.
   */
  private async settled(ctx: CallContext, query: AuditQuery): Promise<AuditEventRow[]> {
    await this.database.write(ctx, (tx) => tx.query(morePending()));
    for (;;) {
      const [more, , written, committed] = await this.database.read(ctx, (reader) =>
        reader.read(morePending(), READ_UNCOMMITTED, pendingBefore(query), pendingBefore(query)),
      );
      const known = new Set(committed.map(({ id }) => id));
      const open = written.filter(({ id }) => !known.has(id));
      if (more.length > 0) await this.sequencer.catchUp(ctx);
      else if (open.length === 0) return this.page(ctx, query);
      // One after the other: the sequencer would wait for a lock on the next, while this one is waited for.
      for (const { id } of open) await this.database.write(ctx, (tx) => tx.query(endOfWriting(id)));
    }
  }
}

/** Both in the order of the log, each event once. */
function merged(pending: readonly AuditEventRow[], rows: readonly AuditEventRow[]): AuditEventRow[] {
  const all = new Map([...pending, ...rows].map((row) => [row.id, row]));
  return [...all.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}
