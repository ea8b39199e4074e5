import type { Parameter, Statement } from '../database/statement.js';

/** Where a reader has come to: behind this event, in the order of time and, within a millisecond, of ids. */
export interface LogPlace {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
}

/** Which events are asked for. Times in milliseconds since 1970. */
export interface AuditQuery {
  /** Whose log is read: what happened in it and below it; absent is everybody's. */
  readonly organizationId?: string;
  /** Whether of that organization's log no more is wanted than what is about itself. */
  readonly isOwnOnly?: boolean;
  /** Exactly this one. */
  readonly action?: string;
  /** At this moment or later. */
  readonly from?: number;
  /** Earlier than this moment. */
  readonly until?: number;
  /** Those that stand behind this place, so older ones. */
  readonly behind?: LogPlace;
  /** At most so many. */
  readonly limit: number;
}

/** The log of the whole installation. */
const EVERYBODYS = '';
/** Later than every event. */
const LAST: LogPlace = { at: 253_402_300_800_000, id: 'g' };
const COLUMNS = `e.id, e.at, e.action, e.actor_kind, e.actor_id, e.actor_organization_id, e.request_id, e.ip,
  e.organization_id, e.subject_type, e.subject_id, e.data`;

/** One row more than the page tells whether another page follows. */
export function pageOf(query: AuditQuery): Statement {
  const { id, from, rest, params } = logOf(query);
  // LEFT, so that no database begins with the events.
  return { sql: `SELECT ${COLUMNS} FROM ${from} LEFT JOIN audit_events e ON e.id = ${id} ${rest}`, params };
}

/**
 * Waits for what is being written into the page that is asked for: the rows of a transaction that is open are locked by
 * it. It is answered once they are committed or gone; what the next statement reads is what there will ever be.
 */
export function settledPageOf(query: AuditQuery): Statement {
  const { id, from, rest, params } = logOf(query);
  return { sql: `SELECT ${id} FROM ${from} ${rest} LOCK IN SHARE MODE`, params };
}

function logOf({ organizationId = EVERYBODYS, isOwnOnly = false, action, behind = LAST, ...rest }: AuditQuery) {
  const { from = 0, until = LAST.at, limit } = rest;
  const id = isOwnOnly ? 'l.id' : 'l.event_id';
  const place = until <= behind.at ? { at: until - 1, id: LAST.id } : behind;
  const ofAction: Parameter[] = action === undefined ? [] : [action];
  // The `+` says nothing on MySQL; on SQLite it keeps an OR from being read as two searches, and then sorted.
  return {
    id,
    from: `${isOwnOnly ? 'audit_events' : 'audit_lines'} l FORCE INDEX (${indexOf(isOwnOnly, action)})`,
    rest: `WHERE l.organization_id = ? ${action === undefined ? '' : 'AND l.action = ?'} AND l.at >= ? AND l.at <= ?
        AND (+l.at < ? OR +${id} < ?)
      ORDER BY l.at DESC, ${id} DESC LIMIT ?`,
    params: [organizationId, ...ofAction, from, place.at, place.at, place.id, limit + 1],
  };
}

function indexOf(isOwnOnly: boolean, action: string | undefined): string {
  if (isOwnOnly) return action === undefined ? 'ix_audit_events_own' : 'ix_audit_events_own_action';
  return action === undefined ? 'PRIMARY' : 'ix_audit_lines_action';
}
