import { Command, Option } from 'commander';
import { DELIVERY_STATES, type DeliveryState } from '../../../webhook/webhook-delivery.js';
import type { Cli } from '../../support/cli.js';
import { type PageOptions, paged, pageReport, queryOf } from '../../support/page.js';
import { deliveryJson, deliveryRow } from './delivery-shown.js';
import { aboutEndpoint } from './webhook-named.js';

interface Options extends PageOptions {
  readonly state?: DeliveryState;
}

/** Wide enough for an id, and for when the next attempt is; 100 columns with two spaces before each. */
const WIDTHS = { event: 33, state: 26, answer: 35 };

/** `tenantry webhook deliveries`. */
export function webhookDeliveriesCommand(cli: Cli): Command {
  const command = paged(new Command('deliveries'))
    .description('Lists what was sent to a webhook endpoint and how it went, the newest event first.')
    .addOption(new Option('--state <state>', 'only those in this state').choices(DELIVERY_STATES))
    .addHelpText(
      'after',
      `
Each has the last status and the beginning of the last answer. The service keeps them for 30 days.

Examples:
  tenantry webhook deliveries 019aa3c0b1f27001a3b4c5d6e7f80912
  tenantry webhook deliveries 019aa3c0b1f27001a3b4c5d6e7f80912 --state failed --json`,
    );
  return aboutEndpoint<Options>(
    command,
    'read',
    async (named, session, { state, ...page }) => {
      const { limit, afterId } = queryOf(page);
      const query = { limit, ...(afterId !== undefined && { beforeId: afterId }), ...(state && { state }) };
      const { deliveries, more } = await session.deliveries.list(named, query);
      const items = deliveries.map((delivery) => ({ ...delivery, id: delivery.eventId }));
      const none = 'There are no deliveries.';
      const [row, json] = [deliveryRow, deliveryJson];
      return pageReport({ name: 'deliveries', none, items, more, row, json, widths: WIDTHS });
    },
    { cli },
  );
}
