import { Injectable } from '@nestjs/common';
import type { Actor, CallContext } from '../common/call-context.js';
import { firstIdAt } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Parameter, Row, Step } from '../database/steps.js';

/** Which events are asked for. Times in milliseconds since 1970. */
export interface AuditQuery {
  /** Whose log is read; absent is everybody's. */
  readonly organizationId?: string;
  /** Exactly this one; asked of one organization's log alone, which has an index for it. */
  readonly action?: string;
  /** At this moment or later. */
  readonly from?: number;
  /** Earlier than this moment. */
  readonly until?: number;
  /** Those that stand behind this one, so older ones. */
  readonly afterId?: string;
  /** At most so many. */
  readonly limit: number;
}

/** A deed as the log shows it; `at` in milliseconds since 1970. */
export interface LoggedEvent {
  readonly id: string;
  readonly at: number;
  readonly action: string;
  /** A token's id, or `cli:<system user>`; null where the reader is not told. */
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly requestId: string;
  /** Null for the command line, and where the reader is not told. */
  readonly ip: string | null;
  readonly organizationId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An id is drawn when a deed begins, which may be as long before its row is written as a command's patience. */
const LONGEST_DEED_MS = 60_000;
/** Ids go on growing while a clock is set back. */
const CLOCK_STEP_MS = 5_000;
/** Behind every id. */
const LAST = 'g';
/** Those who run the installation: what they are called and where they sit is not their customers' business. */
const HIDDEN: ReadonlySet<string> = new Set<Actor['kind']>(['operator', 'system']);

/** Reads the record of deeds. It judges nobody's permission to read it, and tells each what he may know. */
@Injectable()
export class AuditLog {
  constructor(private readonly database: Database) {}

  /**
   * One page, the newest first, and whether there is more behind it. Pages are told apart by ids, and ids are in the
   * order of their making: whoever reads on to the end sees every event that was there when he began exactly once,
   * however many are written meanwhile.
   */
  async list(ctx: CallContext, query: AuditQuery): Promise<{ events: LoggedEvent[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(pageOf(query)));
    const knowsAll = HIDDEN.has(ctx.actor.kind);
    const events = rows!.slice(0, query.limit).map((row) => eventOf(row, knowsAll));
    return { events, more: rows!.length > query.limit };
  }
}

/**
 * One row more than the page tells whether another page follows. The times become bounds of the id, which the index
 * has; of the few rows whose id is not quite of their time the second comparison decides.
 */
function pageOf({ organizationId, action, from, until, afterId = LAST, limit }: AuditQuery): Step {
  const lowest = from === undefined ? '' : firstIdAt(Math.max(0, from - LONGEST_DEED_MS));
  const highest = until === undefined ? LAST : firstIdAt(until + CLOCK_STEP_MS);
  const conditions = [
    ...asked('e.organization_id = ?', organizationId),
    ...asked('e.action = ?', action),
    ...asked('e.id >= ?', lowest),
    ...asked('e.id < ?', afterId < highest ? afterId : highest),
    ...asked('e.at >= ?', from),
    ...asked('e.at < ?', until),
  ];
  const ofOne = action === undefined ? 'ix_audit_events_organization' : 'ix_audit_events_action';
  return {
    sql: `SELECT e.id, e.at, e.action, e.actor_kind, e.actor_id, e.request_id, e.ip, e.organization_id, e.subject_type,
        e.subject_id, e.data
      FROM audit_events e FORCE INDEX (${organizationId === undefined ? 'PRIMARY' : ofOne})
      WHERE ${conditions.map(({ sql }) => sql).join(' AND ')} ORDER BY e.id DESC LIMIT ?`,
    params: [...conditions.map(({ value }) => value), limit + 1],
  };
}

function asked(sql: string, value: Parameter | undefined): { sql: string; value: Parameter }[] {
  return value === undefined ? [] : [{ sql, value }];
}

function eventOf(row: Row, knowsAll: boolean): LoggedEvent {
  const isTold = knowsAll || !HIDDEN.has(String(row.actor_kind));
  return {
    id: String(row.id),
    at: Number(row.at),
    action: String(row.action),
    actor: { kind: String(row.actor_kind), id: isTold ? String(row.actor_id) : null },
    requestId: String(row.request_id),
    ip: isTold && row.ip !== null ? String(row.ip) : null,
    organizationId: row.organization_id === null ? null : String(row.organization_id),
    subjectType: String(row.subject_type),
    subjectId: String(row.subject_id),
    data: JSON.parse(String(row.data)) as Record<string, unknown>,
  };
}
