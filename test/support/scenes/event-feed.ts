import { EventSequencer } from '../../../src/audit/event-sequencer.service.js';
import type { Answer, Call } from '../answers.js';
import type { TestApp } from '../harness.js';
import type { Log } from './audit-log.js';
import type { Refused } from './managed-organizations.js';

/** An event as the feed shows it. */
export interface FeedEvent {
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly organization_id: string | null;
  readonly subject: { type: string; id: string };
  readonly actor: { kind: string; id: string | null };
  readonly data: Record<string, unknown>;
}

export interface Feed extends Refused {
  readonly events: readonly FeedEvent[];
  readonly after: string;
  readonly more: boolean;
  readonly oldest: string;
}

/** Reads a page of a feed. */
export function reading(log: Log, token: string, query = ''): Call {
  const path = log === 'all' ? '' : `/organizations/${log.id}`;
  return { method: 'GET', url: `/core/v1${path}/events${query}`, token };
}

/** Gives every committed event its place. */
export function sequence({ app }: Pick<TestApp, 'app'>): Promise<void> {
  return app.get(EventSequencer, { strict: false }).catchUp({ signal: AbortSignal.timeout(10_000) });
}

/** Reads a feed from a cursor to its end. */
export async function readOn(
  send: (call: Call) => Promise<Answer<Feed>>,
  log: Log,
  token: string,
  { after, query = '' }: { after?: string; query?: string } = {},
): Promise<{ events: FeedEvent[]; after: string; pages: number }> {
  const events: FeedEvent[] = [];
  let cursor = after;
  for (let pages = 1; ; pages++) {
    const { body } = await send(reading(log, token, `?${query}${cursor === undefined ? '' : `&after=${cursor}`}`));
    events.push(...body.events);
    cursor = body.after;
    if (!body.more) return { events, after: cursor, pages };
  }
}
