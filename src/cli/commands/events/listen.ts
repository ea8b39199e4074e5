import { Command, InvalidArgumentError } from 'commander';
import { EXIT, Failure } from '../../output/failure.js';
import type { Report } from '../../output/report.js';
import type { Cli } from '../../support/cli.js';
import { type FeedOptions, feedPages, withFeedOptions } from '../../support/feed-pages.js';
import type { CommandSession } from '../../support/session.js';
import { untilStopped } from '../../support/stop-signal.js';

interface Options extends FeedOptions {
  readonly forwardTo: URL;
}

const SECRET_VARIABLE = 'WEBHOOK_SECRET';
/** After Standard Webhooks: 24 to 64 bytes in base64. */
const SECRET = /^whsec_(?=.{32,88}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** `tenantry listen`. */
export function listenCommand(cli: Cli): Command {
  return withFeedOptions(
    new Command('listen')
      .description('Sends events to a receiver of webhooks that is being developed, until it is interrupted.')
      .requiredOption('--forward-to <url>', 'the receiver; any address, by http or https', receiverArgument),
  )
    .addHelpText(
      'after',
      `
Each event is the message that an endpoint of webhooks would get, signed by the secret that is shown at the beginning.
No endpoint is created, and the service's deliveries are not touched. Events are sent one at a time, in their order. One
that gets no answer within 15 seconds, or finds no receiver, is sent again every 2 seconds. One that is answered is done,
whatever the status. At its end it prints the cursor with which --after reads on. With --json each line is a document.

${SECRET_VARIABLE}  the secret to sign with (whsec_...); without it one is made for this run

Examples:
  tenantry listen --forward-to http://localhost:4000/webhooks
  tenantry listen --forward-to http://localhost:4000 --organization my-platform --types organization.*
  tenantry listen --forward-to http://localhost:4000 --after oldest --limit 10 --json`,
    )
    .action((options: Options) => {
      const given = givenSecret(cli);
      return cli.run(async (session) => {
        const after = await untilStopped((stopped) => forward(cli, { session, options, given, stopped }));
        return { text: `Read on with --after ${after}`, json: { after } };
      });
    });
}

interface Run {
  readonly session: CommandSession;
  readonly options: Options;
  /** The secret of the environment. */
  readonly given: string | undefined;
  readonly stopped: AbortSignal;
}

/** Sends events until the limit is reached, the output is closed or the command is stopped; gives the cursor then. */
async function forward(cli: Cli, { session, options, given, stopped }: Run): Promise<string> {
  const [{ Forwarding }, { newWebhookSecret }] = await Promise.all([
    import('./forwarding.js'),
    import('../../../webhook/secrets/webhook-secrets.js'),
  ]);
  const secret = given ?? newWebhookSecret();
  const { href } = options.forwardTo;
  const forwarding = new Forwarding(href, secret, stopped);
  let { after } = options;
  let isBegun = false;
  // A page is one event: the cursor at the end is behind what was answered, and nothing else.
  for await (const page of feedPages(session, options, 1, stopped)) {
    // Shown only now: what happens from here on is sent.
    if (!isBegun && !(await cli.printOn(beginning(href, given === undefined ? secret : undefined)))) return after;
    isBegun = true;
    for (const event of page.events) {
      if (!(await forwarding.send(event, (report) => cli.printOn(report)))) return after;
    }
    after = page.after;
  }
  return after;
}

function beginning(url: string, made: string | undefined): Report {
  const key = made === undefined ? `the secret of ${SECRET_VARIABLE}` : made;
  return {
    text: `Events go to ${url}, signed by ${key}`,
    json: { forwardTo: url, ...(made !== undefined && { secret: made }) },
    ...(made !== undefined && { unseen: 'The secret could not be printed, so no event was sent.' }),
  };
}

function receiverArgument(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError('Give a URL such as http://localhost:4000/webhooks.');
  if (url.username !== '' || url.password !== '')
    throw new InvalidArgumentError('It must not hold credentials: messages are signed.');
  return url;
}

/** @throws Failure webhook_secret_not_valid, without the secret */
function givenSecret(cli: Cli): string | undefined {
  const secret = cli.variable(SECRET_VARIABLE);
  if (secret === undefined || SECRET.test(secret)) return secret;
  const form = 'whsec_ and 24 to 64 bytes in base64, as an endpoint of webhooks has it';
  throw new Failure(EXIT.usage, 'webhook_secret_not_valid', `${SECRET_VARIABLE} is no secret: it is ${form}.`);
}
