import { Command } from 'commander';
import { MAX_WEBHOOK_ENDPOINTS, type WebhookEndpoint } from '../../../webhook/webhook-endpoint.js';
import type { Cell } from '../../output/tables.js';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';
import { pageReport } from '../../support/page.js';
import { endpointJson, stateOf } from './webhook-shown.js';

/** Wide enough for an id, the longest type and the longest state; 100 columns with two spaces before each. */
const WIDTHS = { endpoint: 38, types: 33, state: 23 };

/** `tenantry webhook list`. */
export function webhookListCommand(cli: Cli): Command {
  return new Command('list')
    .description("Lists the operator's webhook endpoints, or those of an organization, the oldest first.")
    .option('--organization <organization>', `those of this one, without those below it: ${ORGANIZATION}`)
    .addHelpText(
      'after',
      '\nExamples:\n  tenantry webhook list\n  tenantry webhook list --organization my-platform --json',
    )
    .action(({ organization: named }: { readonly organization?: string }) =>
      cli.run(async (session) => {
        const owner = named === undefined ? undefined : await organizationNamed(session, named);
        const all = { page: 1, perPage: MAX_WEBHOOK_ENDPOINTS };
        const { items } = await session.webhooks.list(session.ctx, owner, all);
        const none = 'There are no webhook endpoints.';
        return pageReport({ name: 'endpoints', none, items, more: false, row, json: endpointJson, widths: WIDTHS });
      }),
    );
}

function row(endpoint: WebhookEndpoint): Record<string, Cell> {
  const { id, url, description, types } = endpoint;
  return {
    endpoint: [id, url, ...(description === null ? [] : [description])],
    types: types ?? 'all',
    state: stateOf(endpoint),
  };
}
