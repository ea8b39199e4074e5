import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import { deliveryJson } from './delivery-shown.js';
import { aboutEndpoint } from './webhook-named.js';

/** `tenantry webhook test`. */
export function webhookTestCommand(cli: Cli): Command {
  const command = new Command('test')
    .description('Has the running service send an event of the type webhook.test to a webhook endpoint, once.')
    .addHelpText('after', '\nExample:\n  tenantry webhook test 019aa3c0b1f27001a3b4c5d6e7f80912');
  return aboutEndpoint(
    command,
    'write',
    async (named, { deliveries }) => {
      const delivery = await deliveries.test(named);
      const text = `The test ${delivery.eventId} is due. Its result: tenantry webhook deliveries ${named.endpoint.id}`;
      return { text, json: deliveryJson(delivery) };
    },
    { cli },
  );
}
