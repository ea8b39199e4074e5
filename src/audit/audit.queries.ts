import type { Actor } from '../common/call-context.js';
import type { Condition } from '../common/standing.js';
import { DATABASE_CLOCK } from '../database/clock.js';
import { placeholders } from '../database/placeholders.js';
import { type Reader, sql, type Statement } from '../database/statement.js';
import type { AuditAction } from './audit-actions.js';
import { AuditEventEntity } from './audit-event.entity.js';

/** What an event stores, without its time, which the database gives. */
export interface NewAuditEvent {
  readonly id: string;
  readonly action: AuditAction;
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  /** SQL for the id of an organization: see `actingOrganization`. */
  readonly actorOrganization: Condition;
  readonly requestId: string;
  readonly ip: string | null;
  readonly organizationId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  /** JSON. */
  readonly data: string;
}

/** How deep a path is at most. */
const LEVELS = 8;

/** In how many logs an event has a line at most: those of its path, and that of the installation. */
export const MAX_LOGS = LEVELS + 1;

/** The levels of a path, for a join that takes it apart. */
export const LEVELS_OF_PATH = Array.from({ length: LEVELS }, (_, level) => `SELECT ${level} AS n`).join(' UNION ALL ');

/**
 * The id of the organization from which an actor acts on an organization, as an expression for the row that records the
 * act: the token's own organization; for a user the highest of the path in which that user has a role. NULL for a role
 * in an enterprise alone, and for the operator.
 *
 * It is stored with the act and not looked up by its readers: a role that is granted or revoked later must neither reveal
 * nor hide who acted before. It reads one row for each level, by primary key. It belongs into an INSERT … SELECT or an
 * UPDATE, which lock none of these rows under READ COMMITTED; among VALUES it would.
 */
export function actingOrganization(actor: Actor, organizationId: string | undefined): Condition {
  if (actor.kind === 'organization') return { sql: '?', params: [actor.organizationId] };
  if (actor.kind !== 'user' || organizationId === undefined) return { sql: 'NULL', params: [] };
  return {
    sql: `(SELECT m.organization_id FROM organizations o JOIN (${LEVELS_OF_PATH}) l ON l.n < o.depth
      JOIN organization_users m FORCE INDEX (PRIMARY)
        ON m.organization_id = SUBSTR(o.path, l.n * 33 + 1, 32) AND m.user_id = ?
      WHERE o.id = ? ORDER BY l.n LIMIT 1)`,
    params: [actor.userId, organizationId],
  };
}

/** SELECT and not VALUES: a subquery among VALUES locks the rows that it reads, an INSERT … SELECT does not. */
export function eventInsert(event: NewAuditEvent): Statement {
  const { id, action, actorKind, actorId, actorOrganization, requestId, ip, organizationId } = event;
  const { subjectType, subjectId, data } = event;
  return sql(
    `INSERT INTO audit_events (id, at, action, actor_kind, actor_id, actor_organization_id, request_id, ip,
          organization_id, subject_type, subject_id, data, pending_since)
        SELECT ?, ${DATABASE_CLOCK}, ?, ?, ?, ${actorOrganization.sql}, ?, ?, ?, ?, ?, ?, ${DATABASE_CLOCK}`,
    [
      id,
      action,
      actorKind,
      actorId,
      ...actorOrganization.params,
      requestId,
      ip,
      organizationId,
      subjectType,
      subjectId,
      data,
    ],
  );
}

/**
 * The lines of these events, in the logs of all organizations of their paths and in that of the installation, with the
 * places behind `last`, in the order of their times. It locks neither event nor organization: an INSERT … SELECT reads
 * without locks under READ COMMITTED.
 */
export function linesInsert(eventIds: readonly string[], last: number): Statement {
  return sql(
    `INSERT INTO audit_lines (organization_id, at, event_id, action, sequence)
      SELECT CASE l.n WHEN 0 THEN '' ELSE SUBSTR(s.path, l.n * 33 - 32, 32) END, s.at, s.id, s.action, s.place
      FROM (SELECT e.id, e.at, e.action, o.path, COALESCE(o.depth, 0) AS depth,
          ? + ROW_NUMBER() OVER (ORDER BY e.at, e.id) AS place
        FROM audit_events e FORCE INDEX (PRIMARY) LEFT JOIN organizations o ON o.id = e.organization_id
        WHERE e.id IN (${placeholders(eventIds)})) s
      JOIN (${LEVELS_OF_PATH} UNION ALL SELECT 8) l ON l.n <= s.depth`,
    [last, ...eventIds],
  );
}

/**
 * The logs in which these events have a line: rows with `event_id`, `at`, `action` and `organization_id`, which is '' for
 * that of the installation. For a join with what is kept for each log; there is at least one event.
 */
export function logsOfEvents(eventIds: readonly string[]): Condition {
  return {
    sql: `(SELECT e.id AS event_id, e.at, e.action,
        CASE l.n WHEN 0 THEN '' ELSE SUBSTR(o.path, l.n * 33 - 32, 32) END AS organization_id
      FROM audit_events e FORCE INDEX (PRIMARY) LEFT JOIN organizations o ON o.id = e.organization_id
      JOIN (${LEVELS_OF_PATH} UNION ALL SELECT 8) l ON l.n <= COALESCE(o.depth, 0)
      WHERE e.id IN (${placeholders(eventIds)}))`,
    params: eventIds,
  };
}

/** One row where the event is recorded: a retry with the same event id finds that its change was committed. */
export function eventById(id: string): Statement<{ id: string }> {
  return sql('SELECT id FROM audit_events WHERE id = ?', [id]);
}

/** What an event has beside its subject, as JSON. */
export function dataOfEvent(id: string): Statement<{ readonly data: string }> {
  return sql('SELECT data FROM audit_events WHERE id = ?', [id]);
}

/** The id of the subject of an event. */
export function subjectOfEvent(id: string): Statement<{ readonly id: string }> {
  return sql('SELECT subject_id AS id FROM audit_events WHERE id = ?', [id]);
}

/** When an event was written; undefined for an unknown id. */
export async function timeOfEvent({ manager }: Reader, id: string): Promise<number | undefined> {
  const event = await manager.findOne(AuditEventEntity, { select: { id: true, at: true }, where: { id } });
  return event?.at;
}
