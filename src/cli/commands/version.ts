import { Command } from 'commander';
import type { Cli } from '../support/cli.js';

/** `tenantry version`: the same as `--version`, listed among the commands. */
export function versionCommand(cli: Cli): Command {
  return new Command('version')
    .description('Prints the version.')
    .addHelpText('after', '\nExample:\n  tenantry version --json')
    .action((_: unknown, command: Command) => {
      const text = command.parent!.version()!;
      return cli.print({ text, json: { version: text } });
    });
}
