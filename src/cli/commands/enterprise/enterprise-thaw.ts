import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import { iso } from '../../output/times.js';

/** `tenantry enterprise thaw`. */
export function enterpriseThawCommand(cli: Cli): Command {
  return new Command('thaw')
    .description('Ends the freeze of an enterprise before it expires. Without effect on one that is not frozen.')
    .argument('<enterprise>', 'its id (32 hex digits)')
    .addHelpText('after', '\nExample:\n  tenantry enterprise thaw 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71')
    .action((named: string) =>
      cli.run(async ({ ctx, enterpriseLookup, freezes }) => {
        const enterprise = await enterpriseLookup.findVisible(ctx, named, 'admin');
        const changed = await freezes.thaw(ctx, enterprise);
        const freeze = await freezes.of(ctx, enterprise);
        const { id, name } = enterprise;
        const text = changed ? 'The enterprise is thawed.' : 'The enterprise was not frozen.';
        return { text, json: { id, name, changed, expires: iso(freeze?.expiresAt ?? null) } };
      }),
    );
}
