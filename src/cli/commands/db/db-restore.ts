import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import { operatorWithoutDeadline } from '../../support/operator.js';

/** `tenantry db restore`. */
export function dbRestoreCommand(cli: Cli): Command {
  return new Command('restore')
    .description('Makes the database from a file of `tenantry db backup`. It replaces nothing.')
    .argument('<file>', 'a backup')
    .addHelpText(
      'after',
      `
Stop the service first. On SQLite there must be no database in DATA_DIR: move the old file away. On MariaDB and MySQL the
database must be empty, and mariadb or mysql must be installed. The backup is verified before anything is written. Run
\`tenantry check\` afterwards.

Examples:
  tenantry db restore /var/backups/tenantry-2026-11-30.sqlite
  DATABASE_URL=mysql://tenantry:secret@127.0.0.1:3306/restored tenantry db restore tenantry.sql`,
    )
    .action((file: string) =>
      cli.run(async ({ backups, location }) => {
        const done = await backups.restore(operatorWithoutDeadline(), file, (part) => cli.bar('copied', part));
        cli.bar('', 1);
        const next = done.pending.length > 0 ? 'tenantry db migrate' : 'tenantry check';
        const text = `The database of ${location} is that of ${file}. Next: ${next}`;
        return { text, json: { file, location, pending: done.pending } };
      }, 'look'),
    );
}
