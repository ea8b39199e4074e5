import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import { refuseSecret, TOKEN } from '../../support/token-argument.js';
import { deliveryJson } from './delivery-shown.js';
import { endpointNamed } from './webhook-named.js';

/** `tenantry webhook replay`. */
export function webhookReplayCommand(cli: Cli): Command {
  return new Command('replay')
    .description('Has the running service send an event to a webhook endpoint again, with the same webhook-id.')
    .argument('<endpoint>', TOKEN)
    .argument('<event>', 'the id of the event, as `tenantry webhook deliveries` shows it')
    .addHelpText(
      'after',
      `
A delivery that is pending stays as it is.

Example:
  tenantry webhook replay 019aa3c0b1f27001a3b4c5d6e7f80912 019aa3c1d2e37002b4c5d6e7f8091a2b`,
    )
    .action((id: string, event: string, _: object, command: Command) => {
      refuseSecret(id, command);
      refuseSecret(event, command);
      return cli.run(async (session) => {
        const named = await endpointNamed(session, id, 'write');
        const delivery = await session.deliveries.replay(named, event);
        const text = `The event ${delivery.eventId} is due. Its result: tenantry webhook deliveries ${named.endpoint.id}`;
        return { text, json: deliveryJson(delivery) };
      });
    });
}
