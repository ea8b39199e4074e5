import { Command, Option } from 'commander';
import type { WebhookEndpointInput } from '../../../webhook/endpoints/webhook-endpoint.rules.js';
import type { Cli } from '../../support/cli.js';
import { type InputOptions, inputOf, inputOptions, URL_MEANING } from './webhook-input.js';
import { aboutEndpoint } from './webhook-named.js';
import { endpointJson, endpointTable } from './webhook-shown.js';

interface Options extends InputOptions {
  readonly allTypes?: true;
  readonly enable?: true;
  readonly disable?: true;
}

/** `tenantry webhook update`. */
export function webhookUpdateCommand(cli: Cli): Command {
  const allTypes = new Option('--all-types', 'all types, those of later releases included').conflicts('types');
  const enable = new Option('--enable', 'events are sent to it, also after it failed').conflicts('disable');
  const command = new Command('update')
    .description('Changes the given settings of a webhook endpoint.')
    .option('--url <url>', `where events are sent to: ${URL_MEANING}`);
  inputOptions(command)
    .addOption(allTypes)
    .addOption(enable)
    .option('--disable', 'nothing is sent to it; what happens meanwhile is not kept for it')
    .addHelpText(
      'after',
      `
An empty --description removes it.

Examples:
  tenantry webhook update 019aa3c0b1f27001a3b4c5d6e7f80912 --url https://example.com/events --types organization.created
  tenantry webhook update 019aa3c0b1f27001a3b4c5d6e7f80912 --enable`,
    );
  return aboutEndpoint<Options>(
    command,
    'write',
    async (named, { webhooks }, options) => {
      const endpoint = await webhooks.update(named, changeOf(options));
      return { text: `The webhook endpoint is now:\n\n${endpointTable(endpoint)}`, json: endpointJson(endpoint) };
    },
    { cli, check: refuseNoChange },
  );
}

function changeOf({ allTypes, enable, disable, ...input }: Options): WebhookEndpointInput {
  return {
    ...inputOf(input),
    ...(allTypes && { types: [] }),
    ...(enable && { isEnabled: true }),
    ...(disable && { isEnabled: false }),
  };
}

function refuseNoChange(options: Options, command: Command): void {
  const { url, description, types, allTypes, enable, disable } = options;
  if ([url, description, types, allTypes, enable, disable].every((each) => each === undefined))
    command.error('name something to change: see the options');
}
