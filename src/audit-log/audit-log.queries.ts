import type { AuditAction } from '../audit/audit-actions.js';
import { type Parameter, sql, type Statement } from '../database/statement.js';
import { joinOrganization } from '../organization/organization.queries.js';
import { placeholders } from '../database/placeholders.js';

/** A position in a log: this event, in the order of time and, within a millisecond, of ids. */
export interface LogPosition {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
}

/** Which events to list. Times in milliseconds since 1970. */
export interface AuditQuery {
  /** The organization whose log is read: events in it and below it; absent is the whole installation's. */
  readonly organizationId?: string;
  /** Only the events about that organization itself. */
  readonly isOwnOnly?: boolean;
  /** Only events of exactly this action. */
  readonly action?: string;
  /** At this moment or later. */
  readonly from?: number;
  /** Earlier than this moment. */
  readonly until?: number;
  /** Those behind this position, so older ones. */
  readonly behind?: LogPosition;
  /** At most so many. */
  readonly limit: number;
}

/** The log of the whole installation. */
const INSTALLATION = '';
/** Later than every event. */
const LAST: LogPosition = { at: 253_402_300_800_000, id: 'g' };

export interface AuditEventRow {
  id: string;
  at: number;
  action: AuditAction;
  actor_kind: string;
  actor_id: string;
  actor_organization_id: string | null;
  request_id: string;
  ip: string | null;
  organization_id: string | null;
  subject_type: string;
  subject_id: string;
  data: string;
}

/** The columns of `AuditEventRow`, of the table with the alias `e`. */
export const EVENT_COLUMNS = `e.id, e.at, e.action, e.actor_kind, e.actor_id, e.actor_organization_id, e.request_id, e.ip,
  e.organization_id, e.subject_type, e.subject_id, e.data`;

/** Reads one row more than the page has, which shows whether another page follows. */
export function eventPage(query: AuditQuery): Statement<AuditEventRow> {
  const { id, from, rest, params } = logOf(query);
  // LEFT, so that no optimizer begins with the events.
  return sql(`SELECT ${EVENT_COLUMNS} FROM ${from} LEFT JOIN audit_events e ON e.id = ${id} ${rest}`, params);
}

/** Of the events without a place in the order of events, a page of the log looks at no more than so many. */
const MOST_PENDING = 1_000;
/** The oldest of them. */
const PENDING = `SELECT id FROM audit_events FORCE INDEX (ix_audit_events_pending) WHERE pending_since IS NOT NULL
  ORDER BY pending_since, id LIMIT ${MOST_PENDING}`;

/** A row where there are so many that they have to be sequenced first; half, as what is being written adds to them. */
export function morePending(): Statement<{ id: string }> {
  return sql(
    `SELECT id FROM audit_events FORCE INDEX (ix_audit_events_pending) WHERE pending_since IS NOT NULL
      LIMIT 1 OFFSET ${MOST_PENDING / 2}`,
    [],
  );
}

/** As `eventPage` of the log of a tree or of the installation: those that have no lines yet. */
export function pendingPage(query: AuditQuery): Statement<AuditEventRow> {
  const { from = 0, action, limit } = query;
  const { at, id } = beginOf(query);
  const ofLog = pendingOf(query);
  return sql(
    `SELECT STRAIGHT_JOIN ${EVENT_COLUMNS} FROM (${PENDING}) p JOIN audit_events e ON e.id = p.id ${ofLog.join}
      WHERE e.at >= ? AND e.at <= ? AND (e.at < ? OR e.id < ?) ${action === undefined ? '' : 'AND e.action = ?'}
        ${ofLog.condition} ORDER BY e.at DESC, e.id DESC LIMIT ?`,
    [from, at, at, id, ...(action === undefined ? [] : [action]), ...ofLog.params, limit + 1],
  );
}

/** The ids of the events of this log before the end of the window that have no place: committed ones, or all. */
export function pendingBefore(query: AuditQuery): Statement<{ id: string }> {
  const { join, condition, params } = pendingOf(query);
  return sql(
    `SELECT STRAIGHT_JOIN e.id FROM (${PENDING}) p JOIN audit_events e ON e.id = p.id ${join}
      WHERE e.at < ? ${condition}`,
    [query.until ?? LAST.at, ...params],
  );
}

/** Waits until the transaction that writes this event is over, by its lock. */
export function endOfWriting(eventId: string): Statement {
  return sql('SELECT id FROM audit_events WHERE id = ? LOCK IN SHARE MODE', [eventId]);
}

function pendingOf({ organizationId, isOwnOnly = false }: AuditQuery) {
  if (organizationId === undefined) return { join: '', condition: '', params: [] };
  const join = isOwnOnly ? '' : joinOrganization('o', 'e.organization_id');
  const condition = isOwnOnly ? 'AND e.organization_id = ?' : 'AND INSTR(o.path, ?) > 0';
  return { join, condition, params: [organizationId] };
}

/** Where a page begins. */
function beginOf({ until = LAST.at, behind = LAST }: AuditQuery): LogPosition {
  return until <= behind.at ? { at: until - 1, id: LAST.id } : behind;
}

function logOf(query: AuditQuery) {
  const { organizationId = INSTALLATION, isOwnOnly = false, action, from = 0, limit } = query;
  const id = isOwnOnly ? 'l.id' : 'l.event_id';
  const place = beginOf(query);
  const ofAction: Parameter[] = action === undefined ? [] : [action];
  // The `+` has no effect on MySQL; on SQLite it keeps the OR from becoming two searches and a sort.
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

export interface TokenActorRow {
  id: string;
  name: string | null;
  /** Of a user's token. */
  email: string | null;
  /** Of an organization's token. */
  sub_domain: string | null;
}

/** The tokens of these ids, with the names of their owners; there is at least one id. */
export function tokenActors(ids: readonly string[]): Statement<TokenActorRow> {
  return sql(
    `SELECT t.id, t.name, u.email, o.sub_domain FROM access_tokens t LEFT JOIN users u ON u.id = t.user_id
      LEFT ${joinOrganization('o', 't.organization_id')} WHERE t.id IN (${placeholders(ids)})`,
    ids,
  );
}
