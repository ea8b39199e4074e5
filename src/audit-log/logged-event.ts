import type { AuditAction } from '../audit/audit-actions.js';
import type { Actor } from '../common/call-context.js';
import type { AuditEventRow } from './audit-log.queries.js';

/** An event as the log shows it; `at` in milliseconds since 1970. */
export interface LoggedEvent {
  readonly id: string;
  readonly at: number;
  readonly action: AuditAction;
  /** A token's id, or `cli:<system user>`; null where it is hidden from the reader. */
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly requestId: string;
  /** Null for the command line, and where it is hidden from the reader. */
  readonly ip: string | null;
  readonly organizationId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Those who run the installation: a tenant sees that they acted, but neither an id nor an address. */
const HIDDEN: ReadonlySet<string> = new Set<Actor['kind']>(['operator', 'system']);
const NOTHING: ReadonlySet<string> = new Set();

/**
 * How this reader sees an event: the same in the log, in the feed and in whatever is sent of it.
 * @param above the organizations above the reader: of actors there no id and no address is shown, as of the operator, and
 *   no event shows the ids of these organizations
 */
export function shownTo(actor: Actor, above: ReadonlySet<string>): (row: AuditEventRow) => LoggedEvent {
  const knowsAll = HIDDEN.has(actor.kind);
  const visibility = { knowsAll, above: knowsAll ? NOTHING : above };
  return (row) => eventOf(row, visibility);
}

interface Visibility {
  readonly knowsAll: boolean;
  readonly above: ReadonlySet<string>;
}

function eventOf(row: AuditEventRow, visibility: Visibility): LoggedEvent {
  const isVisible = isActorVisible(row, visibility);
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    actor: { kind: row.actor_kind, id: isVisible ? row.actor_id : null },
    requestId: row.request_id,
    ip: isVisible ? row.ip : null,
    organizationId: row.organization_id,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    data: factsOf(row, visibility),
  };
}

function isActorVisible(row: AuditEventRow, { knowsAll, above }: Visibility): boolean {
  const { actor_kind: kind, actor_organization_id: organizationId } = row;
  return knowsAll || !(HIDDEN.has(kind) || (organizationId !== null && above.has(organizationId)));
}

/** Only the operator may know whether a person existed before: an organization learns no more than it gave. */
const OPERATORS_FACTS: ReadonlySet<string> = new Set(['newUser', 'newUsers']);

/** A value that is the id of an organization above the reader is null: which parent it was, for one. */
function factsOf({ data }: AuditEventRow, { knowsAll, above }: Visibility): Record<string, unknown> {
  const facts = Object.entries(JSON.parse(data) as Record<string, unknown>);
  return Object.fromEntries(
    facts
      .filter(([name]) => knowsAll || !OPERATORS_FACTS.has(name))
      .map(([name, fact]) => [name, above.has(String(fact)) ? null : fact]),
  );
}
