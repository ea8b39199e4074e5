import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';

/** `tenantry db seed`. */
export function dbSeedCommand(cli: Cli): Command {
  return new Command('seed')
    .description(
      'Brings the reference data (currencies, countries and their subdivisions) up to that of this release. May be run again at any time; rows are added and changed, never removed.',
    )
    .addHelpText('after', '\nExample:\n  tenantry db seed')
    .action(() =>
      cli.run(async ({ ctx, seed, progress }) => {
        const { inserted, updated } = await seed.seed(ctx, progress);
        const text = `The reference data is up to date: ${inserted} rows added, ${updated} changed.`;
        return { text, json: { inserted, updated } };
      }),
    );
}
