import { Command } from 'commander';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';

/** `tenantry organization delete`. */
export function organizationDelete(cli: Cli): Command {
  return new Command('delete')
    .description(
      'Deletes an organization for good, and revokes its tokens. Nothing may be left below it: no organization, no enterprise.',
    )
    .argument('<organization>', ORGANIZATION)
    .addHelpText(
      'after',
      `
A root goes like a managed one, whose place under the limit of the tree is free then. The sub-domain is never given out
again, unless it is released (tenantry organization release). tenantry organization list --parent and tenantry enterprise list --organization tell what is left below it.

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
