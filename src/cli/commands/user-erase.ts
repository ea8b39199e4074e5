import { Command } from 'commander';
import { USER } from '../arguments.js';
import type { Cli } from '../cli.js';

/** `tenantry user erase`. */
export function userErase(cli: Cli): Command {
  return new Command('erase')
    .description('Erases a person for ever: email, names, roles and tokens. What he did stays, without him.')
    .argument('<user>', USER)
    .option('--force', 'the only admin of an enterprise, too, which has none from then on')
    .addHelpText(
      'after',
      `
The enterprises that were made for his email stay, under a name without it. The only admin of an
enterprise is erased with --force alone: without it, make another user an admin of it first. Twice succeeds without effect, by his id.

Examples:
  tenantry user erase ada@example.com
  tenantry user erase ada@example.com --force`,
    )
    .action((named: string, { force = false }: { force?: boolean }) =>
      cli.run(async ({ ctx, users, erasure }) => {
        const { id } = await users.find(ctx, named);
        const changed = await erasure.erase(ctx, id, force);
        return {
          text: changed ? `The user ${id} was erased.` : `The user ${id} had been erased before.`,
          json: { userId: id, changed },
        };
      }),
    );
}
