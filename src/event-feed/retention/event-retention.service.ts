import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import {
  type AgedEventRow,
  agedEventsBehind,
  clearedPlaceForUpdate,
  clearedPlaceUpdate,
  eventDeletion,
  linesDeletion,
} from './event-retention.queries.js';

/** How many events are cleared in one transaction: some milliseconds. */
export const CLEARED_AT_ONCE = 100;

/** Clears events with their lines, so from the audit log as from the feed, in the order of their places. */
@Injectable()
export class EventRetentionService {
  constructor(private readonly database: Database) {}

  /**
   * Clears the oldest events, up to the first that is younger than that. What has no place yet is never cleared.
   * @param ageMs in milliseconds
   * @returns how many were cleared; as many as at once, where there may be more
   */
  clearSome({ signal }: Pick<CallContext, 'signal'>, ageMs: number): Promise<number> {
    return this.database.write({ signal }, async (tx) => {
      const [[feed]] = await tx.query(clearedPlaceForUpdate());
      if (!feed) throw new Error('The row of event_feed is not there.');
      const [next] = await tx.query(agedEventsBehind(feed.cleared_place, ageMs, CLEARED_AT_ONCE));
      const young = next.findIndex(({ is_old: isOld }) => isOld === 0);
      const old = young < 0 ? next : next.slice(0, young);
      const last = old.at(-1);
      if (!last) return 0;
      for (const log of logsOf(old)) tx.queue(linesDeletion(log, last.sequence));
      for (const { event_id: id } of old) tx.queue(eventDeletion(id));
      await tx.flushAndCommit(clearedPlaceUpdate(last.sequence));
      return old.length;
    });
  }
}

/** The logs in which these have lines; '' is that of the installation. */
function logsOf(events: readonly AgedEventRow[]): ReadonlySet<string> {
  return new Set(['', ...events.flatMap(({ path }) => path?.split('/') ?? [])]);
}
