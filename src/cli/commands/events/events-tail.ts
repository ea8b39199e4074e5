import { Command, Option } from 'commander';
import type { AuditAction } from '../../../audit/audit-actions.js';
import type { LoggedEvent } from '../../../audit-log/logged-event.js';
import type { FeedPage, FeedQuery } from '../../../event-feed/event-feed.service.js';
import { iso } from '../../output/times.js';
import { eventTypes, ORGANIZATION, pageLength } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { operatorWithoutDeadline } from '../../support/operator.js';
import { organizationNamed } from '../../support/organization-named.js';
import type { CommandSession } from '../../support/session.js';
import { stopSignal } from '../../support/stop-signal.js';

interface Options {
  readonly organization?: string;
  readonly types?: readonly AuditAction[];
  readonly after: string;
  readonly limit?: number;
}

const PAGE = 100;
const WAIT_MS = 30_000;
const OLDEST = 'oldest';

/** `tenantry events tail`. */
export function eventsTailCommand(cli: Cli): Command {
  return new Command('tail')
    .description('Follows the feed of events, the oldest first, until it is interrupted.')
    .option('--organization <organization>', `events in this one and all below it: ${ORGANIZATION}`)
    .addOption(
      new Option('--types <types>', 'types with commas between them; organization.* is all that begin so').argParser(
        eventTypes,
      ),
    )
    .option('--after <cursor>', `read on behind this cursor; ${OLDEST} from the oldest event, now from now on`, 'now')
    .addOption(new Option('--limit <number>', 'end after so many, 1 to 500').argParser(pageLength))
    .addHelpText(
      'after',
      `
At its end it prints the cursor with which --after reads on. The API takes the same cursor. With --json each event is a
line, and the last line is the cursor.

Examples:
  tenantry events tail
  tenantry events tail --organization my-platform --types organization.*
  tenantry events tail --after oldest --limit 10 --json`,
    )
    .action((options: Options) =>
      cli.run(async (session) => {
        const after = await follow(cli, session, options);
        return { text: `Read on with --after ${after}`, json: { after } };
      }),
    );
}

/** Prints events until the limit is reached, the output is closed or the command is stopped; gives the cursor then. */
async function follow(cli: Cli, session: CommandSession, { limit = Infinity, ...options }: Options): Promise<string> {
  const stopped = stopSignal();
  const read = await readerOf(session, options, stopped);
  let left = limit;
  let after = options.after;
  for (;;) {
    let page: FeedPage;
    try {
      page = await read({ after, limit: Math.min(left, PAGE), waitMs: WAIT_MS });
    } catch (error) {
      if (stopped.aborted) return after;
      throw error;
    }
    after = page.after;
    for (const event of page.events) if (!(await cli.printOn(printed(event)))) return after;
    left -= page.events.length;
    if (left <= 0 || stopped.aborted) return after;
  }
}

type Part = Pick<FeedQuery, 'limit' | 'waitMs'> & { readonly after: string };

async function readerOf(
  session: CommandSession,
  { organization: named, types }: Pick<Options, 'organization' | 'types'>,
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

function printed(event: LoggedEvent) {
  const { id, at, action, actor, organizationId, subjectType, subjectId, data } = event;
  const facts = Object.entries(data).map(([name, value]) => `${name}: ${String(value)}`);
  return {
    text: [iso(at), action, `${subjectType} ${subjectId}`, ...facts].join('  '),
    json: { id, type: action, at: iso(at), organizationId, subjectType, subjectId, actor, data },
  };
}
