import { Command } from 'commander';
import type { EnterpriseQuery, ListedEnterprise } from '../../../enterprise/search/enterprise-list.js';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';
import { type PageOptions, paged, pageReport, queryOf } from '../../support/page.js';

interface Options extends PageOptions {
  readonly organization: string;
  readonly idempotencyKey?: string;
}

/** An id, and the rest of 100 columns with two spaces before each. */
const WIDTHS = { id: 32, name: 64 };

/** `tenantry enterprise list`. */
export function enterpriseListCommand(cli: Cli): Command {
  const list = new Command('list')
    .requiredOption('--organization <organization>', ORGANIZATION)
    .option('--idempotency-key <key>', 'only the one that was created with this key');
  return paged(list)
    .description(
      'Lists the enterprises of an organization, the oldest first. Those of organizations below it are not included.',
    )
    .addHelpText(
      'after',
      `
Examples:
  tenantry enterprise list --organization my-platform
  tenantry enterprise list --organization my-platform --idempotency-key order-4711 --json`,
    )
    .action(({ organization: named, idempotencyKey, ...page }: Options) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, named);
        const query: EnterpriseQuery = { ...queryOf(page), ...(idempotencyKey !== undefined && { idempotencyKey }) };
        const { enterprises: items, more } = await session.enterpriseList.list(session.ctx, organization, query);
        const none = `${organization.subDomain} has no ${idempotencyKey === undefined ? 'enterprises' : 'enterprise with this key'}.`;
        return pageReport({ name: 'enterprises', none, items, more, row: shown, json: shown, widths: WIDTHS });
      }),
    );
}

function shown({ id, name }: ListedEnterprise) {
  return { id, name };
}
