import { Command } from 'commander';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';

/** `tenantry organization delete`. */
export function organizationDeleteCommand(cli: Cli): Command {
  return new Command('delete')
    .description(
      'Deletes an organization permanently, and revokes its tokens. It must have no organization and no enterprise below it.',
    )
    .argument('<organization>', ORGANIZATION)
    .addHelpText(
      'after',
      `
Works for roots and for managed organizations, whose place under the limit of the tree becomes free. The sub-domain
cannot be used again, unless it is released: tenantry organization release. What is left below an organization is
listed by tenantry organization list --parent and tenantry enterprise list --organization.

Example:
  tenantry organization delete acme`,
    )
    .action((named: string) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, named);
        await session.deletion.delete(session.ctx, organization);
        const { id, subDomain } = organization;
        return {
          text: `${subDomain} is deleted and its tokens are revoked. The sub-domain is never given out again.`,
          json: { id, subDomain, deleted: true },
        };
      }),
    );
}
