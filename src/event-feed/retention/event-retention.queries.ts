import { DATABASE_CLOCK } from '../../database/clock.js';
import { sql, type Statement } from '../../database/statement.js';
import { joinOrganization } from '../../organization/organization.queries.js';

/** The last place whose event was cleared, locked: one process clears at a time. */
export function clearedPlaceForUpdate(): Statement<{ cleared_place: number }> {
  return sql('SELECT cleared_place FROM event_feed WHERE id = 1 FOR UPDATE', []);
}

export function clearedPlaceUpdate(place: number): Statement {
  return sql('UPDATE event_feed SET cleared_place = ? WHERE id = 1', [place], { rows: 1 });
}

/** An event that may be cleared; `path` is that of its organization, in whose logs it has its lines. */
export interface AgedEventRow {
  sequence: number;
  event_id: string;
  path: string | null;
  /** Whether it is as old as that: 1 or 0. */
  is_old: number;
}

/** The next events behind a place, in their order. @param ageMs in milliseconds, by the database's clock */
export function agedEventsBehind(place: number, ageMs: number, limit: number): Statement<AgedEventRow> {
  return sql(
    `SELECT l.sequence, l.event_id, o.path, CASE WHEN l.at < ${DATABASE_CLOCK} - ? THEN 1 ELSE 0 END AS is_old
      FROM audit_lines l FORCE INDEX (uq_audit_lines_sequence)
      LEFT JOIN audit_events e ON e.id = l.event_id LEFT ${joinOrganization('o', 'e.organization_id')}
      WHERE l.organization_id = '' AND l.sequence > ? ORDER BY l.sequence LIMIT ?`,
    [ageMs, place, limit],
  );
}

/** Deletes the lines of a log up to a place. Of one log, as a list of them might be answered by reading all lines. */
export function linesDeletion(log: string, place: number): Statement {
  return sql('DELETE FROM audit_lines WHERE organization_id = ? AND sequence <= ?', [log, place]);
}

/** Deletes one event. By its key, as a list of keys might lock what is being written. */
export function eventDeletion(id: string): Statement {
  return sql('DELETE FROM audit_events WHERE id = ?', [id]);
}
