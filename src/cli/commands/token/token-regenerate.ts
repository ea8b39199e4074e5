import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import type { Report } from '../../output/report.js';
import { issueInto, unprintedSecret } from '../../support/secret-file.js';
import type { CommandSession } from '../../support/session.js';
import { table } from '../../output/tables.js';
import { refuseSecret, TOKEN, tokenId } from '../../support/token-argument.js';

/** `tenantry token regenerate`. */
export function tokenRegenerateCommand(cli: Cli): Command {
  return new Command('regenerate')
    .description(
      'Gives a token a new secret and prints it once. Running services refuse the old one within TOKEN_CACHE_MS (default: 1 second).',
    )
    .argument('<token>', TOKEN)
    .option('--secret-file <path>', 'write the secret into this new file of mode 0600 instead of printing it')
    .addHelpText(
      'after',
      `
Examples:
  tenantry token regenerate 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71
  tenantry token regenerate 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71 --secret-file ./backend.token --json`,
    )
    .action((named: string, { secretFile }: { secretFile?: string }, command: Command) => {
      refuseSecret(named, command);
      return cli.run((session) => regenerate(session, tokenId(named), secretFile));
    });
}

async function regenerate(
  { ctx, tokenChanges }: CommandSession,
  id: string,
  path: string | undefined,
): Promise<Report> {
  const issue = async () => ({ id, secret: (await tokenChanges.regenerate(ctx, id)).secret });
  const { secret, secretFile } =
    path === undefined ? { ...(await issue()), secretFile: undefined } : await issueInto(path, issue);
  const where = secretFile === undefined ? { secret } : { secretFile };
  const shown = table({ id, 'secret in': secretFile, secret: where.secret });
  const once = secretFile === undefined ? '\n\nThe secret is not shown again.' : '';
  const text = `The token has a new secret.\n\n${shown}${once}`;
  return { text, json: { id, ...where }, ...(where.secret !== undefined && { unseen: unprintedSecret(id) }) };
}
