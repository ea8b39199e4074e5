import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';

/** `tenantry db migrate`. */
export function dbMigrateCommand(cli: Cli): Command {
  return new Command('migrate')
    .description(
      'Brings the schema up to date. May be run again at any time, and changes nothing if there is nothing to do.',
    )
    .addHelpText(
      'after',
      `
One process migrates at a time: another waits for it, up to 60 seconds. On SQLite a missing file is
created. Run \`tenantry db seed\` afterwards.

Examples:
  tenantry db migrate
  DATABASE_URL=mysql://tenantry:secret@127.0.0.1:3306/tenantry tenantry db migrate`,
    )
    .action(() =>
      cli.run(async ({ connection, progress }) => {
        const migrations = await connection.migrate(progress);
        const done = `The schema is up to date: ${migrations.length === 1 ? '1 migration' : `${migrations.length} migrations`} ran. Next: tenantry db seed`;
        const text = migrations.length > 0 ? done : 'The schema was up to date already.';
        return { text, json: { migrations } };
      }, 'connection'),
    );
}
