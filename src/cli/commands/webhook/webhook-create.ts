import { Command, Option } from 'commander';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';
import { type InputOptions, inputOf, inputOptions, URL_MEANING } from './webhook-input.js';
import { secretFileOption, type SecretOptions, secretReport } from './webhook-secret.js';

interface Options extends InputOptions, SecretOptions {
  readonly url: string;
  readonly operator?: true;
  readonly organization?: string;
}

/** `tenantry webhook create`. */
export function webhookCreateCommand(cli: Cli): Command {
  const ofOperator = new Option('--operator', "the operator's: it hears of the whole installation");
  const command = new Command('create')
    .description('Creates a webhook endpoint and prints its secret, once: it is kept sealed.')
    .requiredOption('--url <url>', `where events are sent to: ${URL_MEANING}`)
    .addOption(ofOperator.conflicts('organization'))
    .option('--organization <organization>', `of this one: it hears of it and all below it: ${ORGANIZATION}`);
  return secretFileOption(inputOptions(command))
    .addHelpText(
      'after',
      `
It receives what happens from then on; without --types all types. All types, and groups such as organization.*, include
the types of later releases. An owner has at most 20. With DATABASE_URL the variable SECRETS_KEY has to be that of the service.

Examples:
  tenantry webhook create --organization my-platform --url https://example.com/webhooks --description billing
  tenantry webhook create --operator --url https://example.com/webhooks --types 'organization.*' --secret-file ./hook`,
    )
    .action((options: Options) => {
      const { operator, organization: named, url } = options;
      if (!operator && named === undefined) command.error('name the owner: --operator or --organization');
      return cli.run(async (session) => {
        const owner = named === undefined ? undefined : await organizationNamed(session, named);
        const input = { ...inputOf(options), url };
        const create = () => session.webhooks.create(session.ctx, owner, input);
        return secretReport('The webhook endpoint was created.', options, create);
      });
    });
}
