import { type AuditEventRow, EVENT_COLUMNS } from '../audit-log/audit-log.queries.js';
import { DATABASE_CLOCK } from '../database/clock.js';
import { placeholders } from '../database/placeholders.js';
import { sql, type Statement } from '../database/statement.js';
import { joinOrganization } from '../organization/organization.queries.js';

/** The log of the whole installation: one line for each place. */
export const INSTALLATION = '';

/** An event that has no place by then is sequenced by a reader: no process does it beside its requests. */
export const OVERDUE_MS = 1_000;

const LINES = 'audit_lines FORCE INDEX (uq_audit_lines_sequence)';

/** What the cursors are sealed with. */
export function cursorKey(): Statement<{ cursor_key: string }> {
  return sql('SELECT cursor_key FROM event_feed WHERE id = 1', []);
}

/** The last place whose event was cleared. */
export function clearedPlace(): Statement<{ cleared_place: number }> {
  return sql('SELECT cleared_place FROM event_feed WHERE id = 1', []);
}

/** The last place that was given, and its event; null where that was cleared, and while there is none. */
export function lastPlace(): Statement<{ last_place: number; event_id: string | null }> {
  return sql(
    `SELECT s.last_place, l.event_id FROM audit_sequence s LEFT JOIN audit_lines l FORCE INDEX (uq_audit_lines_sequence)
      ON l.organization_id = ? AND l.sequence = s.last_place WHERE s.id = 1`,
    [INSTALLATION],
  );
}

/** For how many milliseconds the oldest event without a place has been waiting for one. */
export function longestPending(): Statement<{ age: number }> {
  return sql(
    `SELECT ${DATABASE_CLOCK} - pending_since AS age FROM audit_events FORCE INDEX (ix_audit_events_pending)
      WHERE pending_since IS NOT NULL ORDER BY pending_since, id LIMIT 1`,
    [],
  );
}

/** The event of a place; no row where it was cleared, and where the place has not been given. */
export function eventAtPlace(place: number): Statement<{ event_id: string }> {
  return sql(`SELECT event_id FROM ${LINES} WHERE organization_id = ? AND sequence = ?`, [INSTALLATION, place]);
}

/** An event with its place. */
export type PlacedEventRow = AuditEventRow & { sequence: number };

/** The events of a log behind a place, in their order. LEFT, so that no optimizer begins with the events. */
export function eventsBehind(log: string, place: number, limit: number): Statement<PlacedEventRow> {
  return sql(
    `SELECT l.sequence, ${EVENT_COLUMNS} FROM audit_lines l FORCE INDEX (uq_audit_lines_sequence)
      LEFT JOIN audit_events e ON e.id = l.event_id
      WHERE l.organization_id = ? AND l.sequence > ? ORDER BY l.sequence LIMIT ?`,
    [log, place, limit],
  );
}

/** Of the next `lines` lines of a log behind a place, the events of these actions, of which there is at least one. */
export function eventsOfActionsBehind(
  log: string,
  place: number,
  { actions, lines, limit }: { actions: readonly string[]; lines: number; limit: number },
): Statement<PlacedEventRow> {
  return sql(
    `SELECT STRAIGHT_JOIN l.sequence, ${EVENT_COLUMNS}
      FROM (SELECT event_id, sequence, action FROM ${LINES} WHERE organization_id = ? AND sequence > ?
        ORDER BY sequence LIMIT ?) l LEFT JOIN audit_events e ON e.id = l.event_id
      WHERE l.action IN (${placeholders(actions)}) ORDER BY l.sequence LIMIT ?`,
    [log, place, lines, ...actions, limit],
  );
}

/** The line that is so many behind a place; no row where there are fewer. */
export function lineBehind(
  log: string,
  place: number,
  lines: number,
): Statement<{ sequence: number; event_id: string }> {
  return sql(
    `SELECT sequence, event_id FROM ${LINES} WHERE organization_id = ? AND sequence > ?
      ORDER BY sequence LIMIT 1 OFFSET ?`,
    [log, place, lines - 1],
  );
}

/** What got its place behind this one, with the path of its organization, whose logs it is in. */
export function pathsBehind(place: number, limit: number): Statement<{ sequence: number; path: string | null }> {
  return sql(
    `SELECT l.sequence, o.path FROM audit_lines l FORCE INDEX (uq_audit_lines_sequence)
      LEFT JOIN audit_events e ON e.id = l.event_id LEFT ${joinOrganization('o', 'e.organization_id')}
      WHERE l.organization_id = ? AND l.sequence > ? ORDER BY l.sequence LIMIT ?`,
    [INSTALLATION, place, limit],
  );
}
