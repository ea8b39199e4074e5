import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import { table } from '../../output/tables.js';
import { iso } from '../../output/times.js';

interface Options {
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** `tenantry user create`. */
export function userCreateCommand(cli: Cli): Command {
  return new Command('create')
    .description('Creates a user, who may do nothing before being given a role (`tenantry user grant`).')
    .requiredOption('--email <address>', 'unique in the whole installation')
    .option('--first-name <text>', 'at most 255 characters')
    .option('--last-name <text>', 'at most 255 characters')
    .addHelpText(
      'after',
      '\nExample:\n  tenantry user create --email ada@example.com --first-name Ada --last-name Lovelace',
    )
    .action((options: Options) =>
      cli.run(async ({ ctx, users }) => {
        const { id, email, firstName, lastName, createdAt } = await users.create(ctx, options);
        const name = [firstName, lastName].filter(Boolean).join(' ') || undefined;
        return {
          text: `The user was created.\n\n${table({ id, email: email ?? undefined, name })}`,
          json: { id, email, firstName, lastName, createdAt: iso(createdAt) },
        };
      }),
    );
}
