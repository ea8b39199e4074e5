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

/** How many events get their places in one transaction at most: some milliseconds. */
const AT_ONCE = 500;

/** What else has to be done with events that get their places. */
export interface PlacesFollower {
  /**
   * How many of these events, from the first on and at least one, make a transaction that is short enough. It is asked
   * ahead of the places, in their transaction.
   */
  fitting?(tx: Tx, eventIds: readonly string[]): Promise<number>;
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
  async catchUp(ctx: Pick<CallContext, 'signal'>): Promise<void> {
    for (let limit = AT_ONCE; limit > 0;) limit = await this.placeSome(ctx, limit);
  }

  /**
   * Gives the oldest events without a place theirs, in one transaction.
   * @param limit how many at most
   * @returns the limit of the next step; 0 where each event that was committed before the call has its place
   * @throws DomainError unavailable where the database takes no writes
   */
  async placeSome({ signal }: Pick<CallContext, 'signal'>, limit = AT_ONCE): Promise<number> {
    const { found, placed } = await this.sequenceSome(signal, limit);
    if (placed > 0) for (const follower of this.followers) follower.placed();
    const isDone = found < limit && placed === found;
    // Not much more than fitted: the followers look at all that they are asked about.
    return isDone ? 0 : Math.min(AT_ONCE, placed * 2);
  }

  /** Without the caller's standing: what is committed gets its place whatever the caller may do by now. */
  private sequenceSome(signal: CallSignal, limit: number): Promise<{ found: number; placed: number }> {
    return this.database.write({ signal }, async (tx) => {
      const [[sequence], pending] = await tx.query(lastPlaceForUpdate(), oldestPending(limit));
      if (pending.length === 0) return { found: 0, placed: 0 };
      const last = sequence?.last_place ?? 0;
      const ids = await this.fitting(
        tx,
        pending.map(({ id }) => id),
      );
      tx.queue(linesInsert(ids, last));
      tx.queue(pendingUpdate(ids));
      for (const follower of this.followers) await follower.inTransaction?.(tx, ids);
      // A lost reply is harmless: what has its place is not pending when the work is run again.
      await tx.flushAndCommit(lastPlaceUpdate(last + ids.length));
      return { found: pending.length, placed: ids.length };
    });
  }

  /** As many of these as every follower can take. */
  private async fitting(tx: Tx, eventIds: readonly string[]): Promise<readonly string[]> {
    let fitting = eventIds;
    for (const follower of this.followers) {
      const count = await follower.fitting?.(tx, fitting);
      if (count !== undefined) fitting = fitting.slice(0, count);
    }
    return fitting;
  }
}
