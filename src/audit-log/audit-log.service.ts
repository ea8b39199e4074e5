import { Injectable } from '@nestjs/common';
import type { Actor, CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import type { Row } from '../database/statement.js';
import { type AuditQuery, type LogPlace, pageOf, settledPageOf } from './audit-page.js';

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

/** Those who run the installation: a tenant is told of them that they acted, and neither an id nor an address. */
const HIDDEN: ReadonlySet<string> = new Set<Actor['kind']>(['operator', 'system']);
const NOTHING: ReadonlySet<string> = new Set();

/** Reads the record of deeds. It judges nobody's permission to read it, and tells each what they may know. */
@Injectable()
export class AuditLogService {
  constructor(private readonly database: Database) {}

  /**
   * One page, the newest first, and whether there is more behind it. Whoever reads on to the end sees every event that
   * was there at the beginning exactly once, however many are written meanwhile.
   *
   * With an end in time it waits for what is being written before that end, so that nothing is told of it later: windows
   * that meet give each event once. An event has the time of its own row's writing, by the database's clock, and its row
   * is there within moments of it; only where the end is that near does this promise nothing.
   * @param above the organizations above the reader: of who acted from there no id and no address is told, as of the
   *   operator's, and no event tells their ids
   * @throws DomainError unavailable where what is being written is not done within the deadline
   */
  async list(
    ctx: CallContext,
    query: AuditQuery,
    above: ReadonlySet<string> = NOTHING,
  ): Promise<{ events: LoggedEvent[]; more: boolean }> {
    const rows = query.until === undefined ? await this.present(ctx, query) : await this.settled(ctx, query);
    const knowsAll = HIDDEN.has(ctx.actor.kind);
    const shown = rows.slice(0, query.limit);
    const events = shown.map((row) => eventOf(row, { knowsAll, above: knowsAll ? NOTHING : above }));
    return { events, more: rows.length > query.limit };
  }

  /** Where an event stands; undefined for an id that no event has. */
  async placeOf(ctx: CallContext, id: string): Promise<LogPlace | undefined> {
    const step = { sql: 'SELECT at FROM audit_events WHERE id = ?', params: [id] };
    const [rows] = await this.database.read(ctx, (reader) => reader.read(step));
    return rows![0] && { at: Number(rows![0].at), id };
  }

  private async present(ctx: CallContext, query: AuditQuery): Promise<Row[]> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(pageOf(query)));
    return rows!;
  }

  /** On SQLite the transaction is the waiting: whoever writes, in this process or another, has ended when it begins. */
  private settled(ctx: CallContext, query: AuditQuery): Promise<Row[]> {
    return this.database.write(ctx, async (tx) => {
      const [, rows] = await tx.flushAndCommit(settledPageOf(query), pageOf(query));
      return rows!;
    });
  }
}

interface Reader {
  readonly knowsAll: boolean;
  readonly above: ReadonlySet<string>;
}

function eventOf(row: Row, reader: Reader): LoggedEvent {
  const isTold = isActorTold(row, reader);
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
    data: factsOf(row, reader),
  };
}

function isActorTold({ actor_kind: kind, actor_organization_id: place }: Row, { knowsAll, above }: Reader): boolean {
  return knowsAll || !(HIDDEN.has(String(kind)) || above.has(String(place)));
}

/** Whether a person was known before is the installation's to know: an organization learns no more than it gave. */
const OPERATORS_FACTS: ReadonlySet<string> = new Set(['newUser', 'newUsers']);

/** Whatever fact is the id of an organization above the reader is null: which parent it was, for one. */
function factsOf({ data }: Row, { knowsAll, above }: Reader): Record<string, unknown> {
  const facts = Object.entries(JSON.parse(String(data)) as Record<string, unknown>);
  return Object.fromEntries(
    facts
      .filter(([name]) => knowsAll || !OPERATORS_FACTS.has(name))
      .map(([name, fact]) => [name, above.has(String(fact)) ? null : fact]),
  );
}
