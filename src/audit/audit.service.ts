import { Injectable } from '@nestjs/common';
import { actorId, type CallContext } from '../common/call-context.js';
import { newId } from '../common/ids.js';
import { DATABASE_CLOCK } from '../database/clock.js';
import type { Statement, Tx } from '../database/statement.js';
import { actingFrom, LEVELS } from './actors-above.js';
import type { AuditAction } from './audit-actions.js';

/** A deed that was done: a dotted past tense and what it was done to. */
export interface AuditEvent {
  readonly action: AuditAction;
  readonly subjectType: 'organization' | 'enterprise' | 'user' | 'access_token';
  readonly subjectId: string;
  /** What it is about, and whose log and those above it tell it; absent for what concerns the whole installation. */
  readonly organizationId?: string;
  /** The ids of its path, root first, where the deed knows them; they are looked up where it does not. */
  readonly path?: readonly string[];
  /** Facts about the deed. Never a name or an address: erasing a person must not need this table. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The record of deeds, written with them. */
@Injectable()
export class AuditService {
  /**
   * Queues the record in the very transaction that does the deed: neither can be there without the other. Of statements
   * that wait for a lock as many as possible belong ahead of it: its time is that of its own writing.
   * @param id where it was drawn ahead of the first try, so that a retry after a lost COMMIT recognises its own deed
   */
  record(tx: Tx, ctx: CallContext, event: AuditEvent, id = newId()): void {
    // SELECT and not VALUES: a query among VALUES locks what it reads, an INSERT … SELECT does not.
    const place = actingFrom(ctx.actor, event.organizationId);
    tx.queue({
      sql: `INSERT INTO audit_events (id, at, action, actor_kind, actor_id, actor_organization_id, request_id, ip,
          organization_id, subject_type, subject_id, data)
        SELECT ?, ${DATABASE_CLOCK}, ?, ?, ?, ${place.sql}, ?, ?, ?, ?, ?, ?`,
      params: [
        id,
        event.action,
        ctx.actor.kind,
        actorId(ctx.actor),
        ...place.params,
        ctx.requestId,
        ctx.ip ?? null,
        event.organizationId ?? null,
        event.subjectType,
        event.subjectId,
        JSON.stringify(event.data ?? {}),
      ],
    });
    tx.queue(linesOf(id, event));
  }
}

/**
 * The lines of an event: in the log of each organization of the path, and in that of the whole installation. The time is
 * read back, since all of them must say the same.
 */
function linesOf(eventId: string, { action, organizationId, path = [] }: AuditEvent): Statement {
  if (organizationId !== undefined && path.length === 0) return linesByStoredPath(eventId);
  const logs = ['', ...path];
  const line = '(?, (SELECT e.at FROM audit_events e WHERE e.id = ?), ?, ?)';
  return {
    sql: `INSERT INTO audit_lines (organization_id, at, event_id, action) VALUES ${logs.map(() => line).join(', ')}`,
    params: logs.flatMap((log) => [log, eventId, eventId, action]),
  };
}

/** As above, at twice the cost. It locks no organization: an INSERT … SELECT reads under READ COMMITTED like any other. */
function linesByStoredPath(eventId: string): Statement {
  return {
    sql: `INSERT INTO audit_lines (organization_id, at, event_id, action)
      SELECT '', e.at, e.id, e.action FROM audit_events e WHERE e.id = ?
      UNION ALL SELECT SUBSTR(o.path, l.n * 33 + 1, 32), e.at, e.id, e.action
      FROM audit_events e JOIN organizations o ON o.id = e.organization_id JOIN (${LEVELS}) l ON l.n < o.depth
      WHERE e.id = ?`,
    params: [eventId, eventId],
  };
}
