import { Command } from 'commander';
import { ORGANIZATION } from '../arguments.js';
import type { Cli } from '../cli.js';
import { organizationNamed } from '../organization-named.js';

/** `tenantry organization delete`. */
export function organizationDelete(cli: Cli): Command {
  return new Command('delete')
    .description(
      'Deletes a managed organization for good, and revokes its tokens. Nothing may be left below it: no organization, no enterprise.',
    )
    .argument('<organization>', ORGANIZATION)
    .addHelpText(
      'after',
      `
Its sub-domain is never given out again, and its place under the limit of the tree is free.

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
