import { cursorAt } from './audit-cursor.js';
import type { LoggedEvent } from './logged-event.js';
import type { AuditEventPage, AuditEventResponse } from './audit-log.response.js';

/** One page of a log; `next_cursor` is null at its end. Times are unix seconds. */
export function presentAuditEvents({
  events,
  more,
}: {
  events: readonly LoggedEvent[];
  more: boolean;
}): AuditEventPage {
  const last = events.at(-1);
  return { audit_events: events.map(presentEvent), next_cursor: more && last ? cursorAt(last) : null };
}

function presentEvent(event: LoggedEvent): AuditEventResponse {
  const { id, at, action, actor, requestId, ip, organizationId, subjectType, subjectId, data } = event;
  return {
    id,
    at: Math.floor(at / 1_000),
    action,
    actor: { kind: actor.kind, id: actor.id },
    request_id: requestId,
    ip,
    organization_id: organizationId,
    subject: { type: subjectType, id: subjectId },
    data,
  };
}
