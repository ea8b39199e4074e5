import { Command } from 'commander';
import { NO_CLAIM } from '../../../idempotency/idempotency.service.js';
import type { NamedWebhookEndpoint } from '../../../webhook/endpoints/webhook-endpoint-lookup.service.js';
import type { Report } from '../../output/report.js';
import type { Cli } from '../../support/cli.js';
import { OLDEST } from '../../support/feed-pages.js';
import { operator } from '../../support/operator.js';
import type { CommandSession } from '../../support/session.js';
import { untilStopped } from '../../support/stop-signal.js';
import { refuseSecret, TOKEN } from '../../support/token-argument.js';
import { deliveryJson } from './delivery-shown.js';
import { endpointNamed } from './webhook-named.js';

interface Options {
  readonly since?: string;
}

/** `tenantry webhook replay`. */
export function webhookReplayCommand(cli: Cli): Command {
  return new Command('replay')
    .description('Has the running service send events to a webhook endpoint again, with the same webhook-id.')
    .argument('<endpoint>', TOKEN)
    .argument('[event]', 'the id of one event, as `tenantry webhook deliveries` shows it')
    .option('--since <cursor>', `all events behind this cursor of the feed; ${OLDEST} from the oldest event`)
    .addHelpText(
      'after',
      `
A delivery that is pending stays as it is. --since takes a cursor of the feed that the endpoint hears of, as the API and
\`tenantry events tail\` give it. It sends events of the endpoint's types, also those that are older than the endpoint. An
interrupt ends it with the cursor to go on with.

Examples:
  tenantry webhook replay 019aa3c0b1f27001a3b4c5d6e7f80912 019aa3c1d2e37002b4c5d6e7f8091a2b
  tenantry webhook replay 019aa3c0b1f27001a3b4c5d6e7f80912 --since oldest`,
    )
    .action((id: string, event: string | undefined, { since }: Options, command: Command) => {
      refuseSecret(id, command);
      if (event !== undefined) refuseSecret(event, command);
      if ((event === undefined) === (since === undefined)) command.error('give either an event or --since');
      return cli.run(async (session) => {
        const named = await endpointNamed(session, id, 'write');
        if (event !== undefined) return replayOne(session, named, event);
        return untilStopped((stopped) => replaySince(cli, { session, named, stopped }, since!));
      });
    });
}

async function replayOne(session: CommandSession, named: NamedWebhookEndpoint, event: string): Promise<Report> {
  const delivery = await session.deliveries.replay(named, event);
  const text = `The event ${delivery.eventId} is due. ${resultsOf(named)}`;
  return { text, json: deliveryJson(delivery) };
}

interface Run {
  readonly session: CommandSession;
  readonly named: NamedWebhookEndpoint;
  readonly stopped: AbortSignal;
}

/** Queues some hundred events at a time, each in a transaction of its own, until nothing is left or it is stopped. */
async function replaySince(cli: Cli, { session, named, stopped }: Run, since: string): Promise<Report> {
  let queued = 0;
  let next: string | null = since;
  while (next !== null && !stopped.aborted) {
    const start = {
      badCursor: { path: ['--since'], rule: 'pattern' as const },
      ...(next !== OLDEST && { after: next }),
    };
    // Each with the time that a command has.
    const part = await session.replays.replay({ ...named, ctx: operator() }, start, NO_CLAIM);
    queued += part.queued;
    ({ next } = part);
    // Whatever ends the command: what is left can be sent from here on.
    if (next !== null) cli.progress(`${dueOf(queued)} ${goOnWith(next)}`);
  }
  return { text: `${dueOf(queued)} ${next === null ? resultsOf(named) : goOnWith(next)}`, json: { queued, next } };
}

function dueOf(queued: number): string {
  return queued === 1 ? '1 event is due.' : `${queued} events are due.`;
}

function goOnWith(cursor: string): string {
  return `The rest is behind --since ${cursor}`;
}

function resultsOf({ endpoint }: NamedWebhookEndpoint): string {
  return `Results: tenantry webhook deliveries ${endpoint.id}`;
}
