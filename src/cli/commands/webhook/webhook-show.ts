import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import { aboutEndpoint } from './webhook-named.js';
import { endpointJson, endpointTable } from './webhook-shown.js';

/** `tenantry webhook show`. */
export function webhookShowCommand(cli: Cli): Command {
  const command = new Command('show')
    .description('Shows a webhook endpoint, of an organization or of the operator; never its secret.')
    .addHelpText('after', '\nExample:\n  tenantry webhook show 019aa3c0b1f27001a3b4c5d6e7f80912');
  return aboutEndpoint(
    command,
    'read',
    ({ endpoint }) => Promise.resolve({ text: endpointTable(endpoint), json: endpointJson(endpoint) }),
    { cli },
  );
}
