import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import { aboutEndpoint } from './webhook-named.js';

/** `tenantry webhook delete`. */
export function webhookDeleteCommand(cli: Cli): Command {
  const command = new Command('delete')
    .description('Deletes a webhook endpoint permanently: nothing is sent to it any more, not even what was due.')
    .addHelpText('after', '\nExample:\n  tenantry webhook delete 019aa3c0b1f27001a3b4c5d6e7f80912');
  return aboutEndpoint(
    command,
    'write',
    async (named, { webhooks }) => {
      await webhooks.delete(named);
      return { text: 'The webhook endpoint is deleted.', json: { id: named.endpoint.id, deleted: true } };
    },
    { cli },
  );
}
