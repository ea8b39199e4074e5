import type { OperationDoc } from '../http/docs/operation.js';
import { EventPage } from './event-feed.response.js';

const READING = `Read on with \`after\` of the answer, also of one without events: each event of the feed comes exactly once, in one order, whatever is written meanwhile and however late it is committed. Nothing is skipped and nothing is repeated; keep the cursor with what you made of the page. A cursor is for the feed that gave it, and never expires while the events behind it are kept: see \`oldest\`. One that is too old is 410, with the oldest cursor.

\`wait\` makes an answer without events wait for the first one, up to so many seconds; \`more\` says that there is more to read at once. With \`types\` a page ends after 1,000 events were looked at, so it may be empty though there is \`more\`. One token may wait with ten requests at a time.

An event is thin: it names what it is about by ids, and the reader asks for the rest with rights of their own. Types may be added.`;

export const LIST_EVENTS: OperationDoc<EventPage> = {
  operationId: 'listEvents',
  summary: 'Read the events of an organization and all below it, in order',
  description: `What happened in an organization and in everything below it, the oldest first. ${READING}

Actors from above the reader are named by their kind alone, as in the audit log.`,
  answer: {
    description: 'One page of events.',
    type: EventPage,
  },
};

export const LIST_ALL_EVENTS: OperationDoc<EventPage> = {
  ...LIST_EVENTS,
  operationId: 'listAllEvents',
  summary: 'Read all events, in order',
  description: `What happened in the whole installation, the oldest first; what is no organization's too. The operator's. ${READING}`,
};
