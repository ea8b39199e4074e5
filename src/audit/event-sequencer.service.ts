import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import type { CallSignal } from '../common/call-signal.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/statement.js';
import { linesInsert } from './audit.queries.js';
import {
  anyPending,
  lastPlaceForUpdate,
  lastPlaceUpdate,
  oldestPending,
  oldestPendingAge,
  pendingUpdate,
} from './audit-sequence.queries.js';

/** How many events get their places in one transaction: some milliseconds. */
const AT_ONCE = 500;

/** What else has to be done with events that get their places. */
export interface PlacesFollower {
  /**
   * In the transaction that gives the places, behind their lines: so it is done once for each event. It may run several
   * times, of which one is committed, and must wait for no lock but for moments: no event gets a place meanwhile.
   */
  inTransaction?(tx: Tx, eventIds: readonly string[]): Promise<void>;
  /** After the commit, in the process that gave the places. It must not throw. */
  placed(): void;
}

/**
 * Gives each committed event its place in one order of all events, and its lines in the logs of its path.
 *
 * An id or a time is drawn ahead of the COMMIT, so reading on behind one would miss what is committed late. A place is
 * given behind it: one transaction at a time, over all processes, holds the row of `audit_sequence` and gives the next
 * places to the events that are committed and have none. So what is read up to a place is all that will ever be there.
 */
@Injectable()
export class EventSequencer {
  private readonly followers: PlacesFollower[] = [];

  constructor(private readonly database: Database) {}

  /** From now on it takes part in each batch. */
  follow(follower: PlacesFollower): void {
    this.followers.push(follower);
  }

  /** Whether a committed event has no place yet. */
  async isBehind(ctx: Pick<CallContext, 'signal'>): Promise<boolean> {
    const [pending] = await this.database.read(ctx, (reader) => reader.read(anyPending()));
    return pending.length > 0;
  }

  /** For how many milliseconds the oldest committed event has been without a place; 0 where all have theirs. */
  async lagMs(ctx: Pick<CallContext, 'signal'>): Promise<number> {
    const [[oldest]] = await this.database.read(ctx, (reader) => reader.read(oldestPendingAge()));
    return Math.max(0, oldest?.age ?? 0);
  }

  /**
   * Every event that was committed before the call has its place after it. It waits for no transaction but those of other
   * sequencers, which last milliseconds; on SQLite for its turn to write.
   * @throws DomainError unavailable where the database takes no writes
   */
  async catchUp({ signal }: Pick<CallContext, 'signal'>): Promise<void> {
    for (let placed = AT_ONCE; placed === AT_ONCE;) {
      placed = await this.sequenceSome(signal);
      if (placed > 0) for (const follower of this.followers) follower.placed();
    }
  }

  /** Without the caller's standing: what is committed gets its place whatever the caller may do by now. */
  private sequenceSome(signal: CallSignal): Promise<number> {
    return this.database.write({ signal }, async (tx) => {
      const [[sequence], pending] = await tx.query(lastPlaceForUpdate(), oldestPending(AT_ONCE));
      if (pending.length === 0) return 0;
      const last = sequence?.last_place ?? 0;
      const ids = pending.map(({ id }) => id);
      tx.queue(linesInsert(ids, last));
      tx.queue(pendingUpdate(ids));
      for (const follower of this.followers) await follower.inTransaction?.(tx, ids);
      // A lost reply is harmless: what has its place is not pending when the work is run again.
      await tx.flushAndCommit(lastPlaceUpdate(last + ids.length));
      return ids.length;
    });
  }
}
