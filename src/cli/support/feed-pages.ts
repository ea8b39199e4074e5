import { type Command, Option } from 'commander';
import type { AuditAction } from '../../audit/audit-actions.js';
import type { FeedPage, FeedQuery } from '../../event-feed/event-feed.service.js';
import { eventTypes, ORGANIZATION, pageLength } from './arguments.js';
import { operatorWithoutDeadline } from './operator.js';
import { organizationNamed } from './organization-named.js';
import type { CommandSession } from './session.js';

/** The options of commands that follow the feed. */
export interface FeedOptions {
  readonly organization?: string;
  readonly types?: readonly AuditAction[];
  readonly after: string;
  readonly limit?: number;
}

const WAIT_MS = 30_000;
/** The cursor ahead of all events, on the command line. */
export const OLDEST = 'oldest';
const NOW = 'now';

/** Adds the options of `FeedOptions` to a command. */
export function withFeedOptions(command: Command): Command {
  return command
    .option('--organization <organization>', `events in this one and all below it: ${ORGANIZATION}`)
    .addOption(
      new Option('--types <types>', 'types with commas between them; organization.* is all that begin so').argParser(
        eventTypes,
      ),
    )
    .option('--after <cursor>', `read on behind this cursor; ${OLDEST} from the oldest event, now from now on`, NOW)
    .addOption(new Option('--limit <number>', 'end after so many, 1 to 500').argParser(pageLength));
}

/**
 * The pages of the feed as they come, until the limit is reached or the signal is aborted. The first may be empty: its
 * cursor is where the command begins, so that a command that is interrupted before the first event reads on from there.
 * @param size at most so many events a page; with 1 there is a cursor behind each event
 */
export async function* feedPages(
  session: CommandSession,
  { limit = Infinity, ...options }: FeedOptions,
  size: number,
  stopped: AbortSignal,
): AsyncGenerator<FeedPage, void> {
  const read = await readerOf(session, options, stopped);
  let left = limit;
  let { after } = options;
  let waitMs = 0;
  while (left > 0 && !stopped.aborted) {
    let page: FeedPage;
    try {
      page = await read({ after, limit: Math.min(left, size), waitMs });
    } catch (error) {
      if (stopped.aborted) return;
      throw error;
    }
    yield page;
    after = page.after;
    left -= page.events.length;
    waitMs = WAIT_MS;
  }
}

type Part = Pick<FeedQuery, 'limit' | 'waitMs'> & { readonly after: string };

async function readerOf(
  session: CommandSession,
  { organization: named, types }: Pick<FeedOptions, 'organization' | 'types'>,
  signal: AbortSignal,
): Promise<(part: Part) => Promise<FeedPage>> {
  const { feed, organizations } = session;
  const ctx = { ...operatorWithoutDeadline(), signal };
  const queryOf = ({ after, ...part }: Part): FeedQuery => ({
    ...part,
    badCursor: { path: ['--after'], rule: 'pattern' },
    ...(after !== OLDEST && { after }),
    ...(types && { actions: types }),
  });
  if (named === undefined) return (part) => feed.ofInstallation(ctx, queryOf(part));
  const { id } = await organizationNamed(session, named);
  const access = await organizations.findAccess(ctx, { id }, 'read');
  return (part) => feed.ofOrganization(ctx, access, queryOf(part));
}
