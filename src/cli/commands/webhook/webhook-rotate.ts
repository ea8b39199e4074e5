import { Command, Option } from 'commander';
import { overlap } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { aboutEndpoint } from './webhook-named.js';
import { secretFileOption, type SecretOptions, secretReport } from './webhook-secret.js';

const DEFAULT_OVERLAP = '1d';

interface Options extends SecretOptions {
  readonly oldValidFor: number;
}

/** `tenantry webhook rotate`. */
export function webhookRotateCommand(cli: Cli): Command {
  const oldValidFor = new Option('--old-valid-for <span>', 'such as 7d, 12h or 15m, at most 30d; 0 ends it at once');
  const command = secretFileOption(
    new Command('rotate')
      .description('Gives a webhook endpoint a new secret and prints it, once.')
      .addOption(oldValidFor.argParser(overlap).default(overlap(DEFAULT_OVERLAP), DEFAULT_OVERLAP)),
  ).addHelpText(
    'after',
    `
For the time of --old-valid-for each delivery has a signature of the old secret and one of the new: give the new one to
the receiver within it. Where the old one has leaked, use 0. With DATABASE_URL the variable SECRETS_KEY has to be that of
the service.

Examples:
  tenantry webhook rotate 019aa3c0b1f27001a3b4c5d6e7f80912
  tenantry webhook rotate 019aa3c0b1f27001a3b4c5d6e7f80912 --old-valid-for 0 --secret-file ./hook`,
  );
  return aboutEndpoint<Options>(
    command,
    'write',
    (named, { webhooks }, options) =>
      secretReport('The webhook endpoint has a new secret.', options, () =>
        webhooks.rotateSecret(named, options.oldValidFor),
      ),
    { cli },
  );
}
