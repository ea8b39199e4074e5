import type { LoggedEvent } from '../audit-log/logged-event.js';
import type { EventPage, EventResponse } from './event-feed.response.js';
import type { FeedPage } from './event-feed.service.js';

/** One page of a feed. Times are unix seconds. */
export function presentEvents({ events, after, more, oldest }: FeedPage): EventPage {
  return { events: events.map(presentFeedEvent), after, more, oldest };
}

/** An event without what its readers do not need to know of persons: neither an address nor a name. */
export function presentFeedEvent(event: LoggedEvent): EventResponse {
  const { id, at, action, actor, organizationId, subjectType, subjectId, data } = event;
  return {
    id,
    type: action,
    at: Math.floor(at / 1_000),
    organization_id: organizationId,
    subject: { type: subjectType, id: subjectId },
    actor: { kind: actor.kind, id: actor.id },
    data,
  };
}
