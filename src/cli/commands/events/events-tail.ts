import { Command } from 'commander';
import type { LoggedEvent } from '../../../audit-log/logged-event.js';
import { iso } from '../../output/times.js';
import type { Cli } from '../../support/cli.js';
import { type FeedOptions, feedPages, withFeedOptions } from '../../support/feed-pages.js';
import type { CommandSession } from '../../support/session.js';
import { untilStopped } from '../../support/stop-signal.js';

const PAGE = 100;

/** `tenantry events tail`. */
export function eventsTailCommand(cli: Cli): Command {
  return withFeedOptions(new Command('tail'))
    .description('Follows the feed of events, the oldest first, until it is interrupted.')
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
    .action((options: FeedOptions) =>
      cli.run(async (session) => {
        const after = await untilStopped((stopped) => follow(cli, session, options, stopped));
        return { text: `Read on with --after ${after}`, json: { after } };
      }),
    );
}

/** Prints events until the limit is reached, the output is closed or the command is stopped; gives the cursor then. */
async function follow(cli: Cli, session: CommandSession, options: FeedOptions, stopped: AbortSignal): Promise<string> {
  let { after } = options;
  for await (const page of feedPages(session, options, PAGE, stopped)) {
    after = page.after;
    for (const event of page.events) if (!(await cli.printOn(printed(event)))) return after;
  }
  return after;
}

function printed(event: LoggedEvent) {
  const { id, at, action, actor, organizationId, subjectType, subjectId, data } = event;
  const facts = Object.entries(data).map(([name, value]) => `${name}: ${String(value)}`);
  return {
    text: [iso(at), action, `${subjectType} ${subjectId}`, ...facts].join('  '),
    json: { id, type: action, at: iso(at), organizationId, subjectType, subjectId, actor, data },
  };
}
