import { Command } from 'commander';
import type { ErasedPart, OnPage } from '../../../user-erasure/user-erasure.service.js';
import { USER } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';

/** `tenantry user erase`. */
export function userEraseCommand(cli: Cli): Command {
  return new Command('erase')
    .description(
      'Erases a user permanently: email, names, roles and tokens. Enterprises and audit events stay, without the user.',
    )
    .argument('<user>', USER)
    .option('--force', 'even the only admin of an enterprise, which then has none')
    .addHelpText(
      'after',
      `
Enterprises that were created with the email as their name stay, under a name without it. The only admin of an
enterprise is erased only with --force: without it, make another user an admin first. Erasing a user again, by id,
succeeds without effect.

A user with very many roles is erased in steps, with progress on the error output. If the command is interrupted,
the completed steps stay, and the same command continues with the rest; the email and the names are erased last.

Examples:
  tenantry user erase ada@example.com
  tenantry user erase ada@example.com --force`,
    )
    .action((named: string, { force = false }: { force?: boolean }) =>
      cli.run(async ({ ctx, users, erasure, progress }) => {
        const { id } = await users.find(ctx, named);
        const changed = await erasure.eraseAtLength(ctx, id, force, progressOf(progress));
        return {
          text: changed ? `The user ${id} was erased.` : `The user ${id} had been erased before.`,
          json: { userId: id, changed },
        };
      }),
    );
}

const PARTS: Readonly<Record<ErasedPart, string>> = {
  tokens: 'tokens',
  organizations: 'roles in organizations',
  enterprises: 'roles in enterprises',
  names: 'names of enterprises',
  keys: 'keys of deleted enterprises',
};

const PROGRESS_INTERVAL_MS = 1_000;

/** Prints the progress when erasing begins, and then once a second. */
function progressOf(progress: (line: string) => void): OnPage {
  let lastAt = -Infinity;
  return (part, rows) => {
    if (performance.now() - lastAt < PROGRESS_INTERVAL_MS) return;
    lastAt = performance.now();
    progress(`Erasing in steps: ${rows} ${PARTS[part]} so far.`);
  };
}
