import { Command } from 'commander';
import type { ErasedPart, OnPage } from '../../../user-erasure/user-erasure.service.js';
import { USER } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';

/** `tenantry user erase`. */
export function userErase(cli: Cli): Command {
  return new Command('erase')
    .description('Erases a person for ever: email, names, roles and tokens. What was done stays, without the person.')
    .argument('<user>', USER)
    .option('--force', 'the only admin of an enterprise, too, which has none from then on')
    .addHelpText(
      'after',
      `
The enterprises that were made for the email stay, under a name without it. The only admin of an enterprise
is erased with --force alone: without it, make another user an admin of it first. Twice succeeds without effect, by
the id.

A person with very many roles is erased in steps, which are told on the error output. Broken off, what was done
stays done, and the same command goes on with the rest; the email and the names go last.

Examples:
  tenantry user erase ada@example.com
  tenantry user erase ada@example.com --force`,
    )
    .action((named: string, { force = false }: { force?: boolean }) =>
      cli.run(async ({ ctx, users, erasure, progress }) => {
        const { id } = await users.find(ctx, named);
        const changed = await erasure.eraseAtLength(ctx, id, force, telling(progress));
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

const TOLD_EVERY_MS = 1_000;

/** Tells how far it is: when it begins, and then once a second. */
function telling(progress: (line: string) => void): OnPage {
  let told = -Infinity;
  return (part, rows) => {
    if (performance.now() - told < TOLD_EVERY_MS) return;
    told = performance.now();
    progress(`Erasing in steps: ${rows} ${PARTS[part]} so far.`);
  };
}
