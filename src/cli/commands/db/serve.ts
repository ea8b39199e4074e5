import { Command } from 'commander';
import type { Welcome } from '../../../startup/first-start.service.js';
import type { Cli } from '../../support/cli.js';

/** `tenantry serve`: what `npm start` runs. */
export function serveCommand(cli: Cli): Command {
  return new Command('serve')
    .description('Runs the service until it receives SIGTERM or SIGINT.')
    .addHelpText(
      'after',
      `
It listens at HOST and PORT (default: 127.0.0.1:3000). On SQLite it migrates and seeds by itself; with DATABASE_URL
run \`tenantry db migrate\` and \`tenantry db seed\` first, unless DB_MIGRATE=auto.

Its log goes to the standard output, one JSON object a line. With --json the line with its address is JSON as
well: {"listening": …, "firstStart": …}.

Examples:
  tenantry serve
  PORT=8080 DATABASE_URL=mysql://tenantry:secret@127.0.0.1:3306/tenantry tenantry serve`,
    )
    .action(async () => {
      const { runService } = await import('../../../serve.js');
      const inJson = async (listening: string, firstStart?: Welcome) =>
        (await cli.document({ listening, firstStart })) === undefined;
      await runService(await cli.env(), cli.json ? inJson : undefined);
    });
}
