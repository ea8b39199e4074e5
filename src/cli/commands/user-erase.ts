import { Command } from 'commander';
import { USER } from '../arguments.js';
import type { Cli } from '../cli.js';

/** `tenantry user erase`. */
export function userErase(cli: Cli): Command {
  return new Command('erase')
    .description('Erases a person for ever: email, names, roles and tokens. What he did stays, without him.')
    .argument('<user>', USER)
    .addHelpText(
      'after',
      `
The enterprises that were made for his email stay, under a name without it. Who is the only admin of an enterprise
cannot be erased: make somebody else an admin of it first. Twice succeeds without effect, by his id.

Example:
  tenantry user erase ada@example.com`,
    )
    .action((named: string) =>
      cli.run(async ({ ctx, users, erasure }) => {
        const { id } = await users.find(ctx, named);
        const changed = await erasure.erase(ctx, id);
        return {
          text: changed ? `The user ${id} was erased.` : `The user ${id} had been erased before.`,
          json: { userId: id, changed },
        };
      }),
    );
}
