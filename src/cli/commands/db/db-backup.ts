import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import { operatorWithoutDeadline } from '../../support/operator.js';

/** `tenantry db backup`. */
export function dbBackupCommand(cli: Cli): Command {
  return new Command('backup')
    .description('Writes the whole database, as it is at this moment, into a new file. The service goes on meanwhile.')
    .argument('<file>', 'a file that does not exist; only its owner can read it')
    .addHelpText(
      'after',
      `
On SQLite the file is a database that was verified. On MariaDB and MySQL it is SQL, written by mariadb-dump or mysqldump,
which must be installed; where it is not, the command that does the same elsewhere is printed. What was answered before
the command began is in the file. A backup that breaks off leaves nothing of that name.

Examples:
  tenantry db backup /var/backups/tenantry-2026-11-30.sqlite
  DATABASE_URL=mysql://tenantry:secret@127.0.0.1:3306/tenantry tenantry db backup tenantry.sql`,
    )
    .action((file: string) =>
      cli.run(async ({ backups, location }) => {
        const { bytes } = await backups.backup(operatorWithoutDeadline(), file, (done) => cli.bar('copied', done));
        cli.bar('', 1);
        const text = `${file} has the whole database of ${location}: ${bytes} bytes. Restore it with \`tenantry db restore\`.`;
        return { text, json: { file, bytes, location } };
      }, 'look'),
    );
}
