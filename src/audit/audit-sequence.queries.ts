import { DATABASE_CLOCK } from '../database/clock.js';
import { placeholders } from '../database/placeholders.js';
import { sql, type Statement } from '../database/statement.js';

/** One row where a committed event has no place yet. */
export function anyPending(): Statement<{ id: string }> {
  return sql(
    'SELECT id FROM audit_events FORCE INDEX (ix_audit_events_pending) WHERE pending_since IS NOT NULL LIMIT 1',
    [],
  );
}

/** For how many milliseconds the oldest committed event has been without a place, by the database's clock. */
export function oldestPendingAge(): Statement<{ age: number }> {
  return sql(
    `SELECT ${DATABASE_CLOCK} - pending_since AS age FROM audit_events FORCE INDEX (ix_audit_events_pending)
      WHERE pending_since IS NOT NULL ORDER BY pending_since, id LIMIT 1`,
    [],
  );
}

/** The last place that was given, locked: until COMMIT no other process gives one. */
export function lastPlaceForUpdate(): Statement<{ last_place: number }> {
  return sql('SELECT last_place FROM audit_sequence WHERE id = 1 FOR UPDATE', []);
}

export function lastPlaceUpdate(place: number): Statement {
  return sql('UPDATE audit_sequence SET last_place = ? WHERE id = 1', [place], { rows: 1 });
}

/** The oldest committed events without a place. Without a lock: what is being written neither waits nor is waited for. */
export function oldestPending(limit: number): Statement<{ id: string }> {
  return sql(
    `SELECT id FROM audit_events FORCE INDEX (ix_audit_events_pending) WHERE pending_since IS NOT NULL
      ORDER BY pending_since, id LIMIT ?`,
    [limit],
  );
}

/**
 * Notes that these have their places. An UPDATE, and no DELETE from a table of their own: where a plan reads more rows
 * than these, an UPDATE passes those that are being written (under READ COMMITTED), and a DELETE would wait for them.
 */
export function pendingUpdate(eventIds: readonly string[]): Statement {
  return sql(`UPDATE audit_events SET pending_since = NULL WHERE id IN (${placeholders(eventIds)})`, eventIds);
}
