import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';

/** `tenantry enterprise delete`. */
export function enterpriseDeleteCommand(cli: Cli): Command {
  return new Command('delete')
    .description('Deletes an enterprise permanently, with its profile and the roles in it. Its users stay.')
    .argument('<enterprise>', 'its id (32 hex digits)')
    .addHelpText(
      'after',
      `
It must not be frozen, nor have more than 1,000 users. Its idempotency key cannot be used for another enterprise.

Example:
  tenantry enterprise delete 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71`,
    )
    .action((named: string) =>
      cli.run(async ({ ctx, enterpriseLookup, enterpriseDeletion }) => {
        const enterprise = await enterpriseLookup.findVisible(ctx, named, 'admin');
        await enterpriseDeletion.delete(ctx, enterprise);
        const { id, name } = enterprise;
        return { text: `The enterprise ${name} (${id}) is deleted.`, json: { id, name, deleted: true } };
      }),
    );
}
