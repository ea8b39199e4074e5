import { Argument, Command } from 'commander';
import type { Cli } from '../support/cli.js';
import { placesOf } from '../completion/command-tree.js';
import { completionScript, type Shell, SHELLS } from '../completion/scripts.js';

/** `tenantry completion`. */
export function completion(cli: Cli): Command {
  return new Command('completion')
    .description('Prints a script with which a shell completes the commands, options and values of tenantry.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
It is called \`tenantry\` there, so make that an alias or a link where it is started in another way.

Examples:
  tenantry completion bash > ~/.local/share/bash-completion/completions/tenantry
  tenantry completion zsh > ~/.zfunc/_tenantry
  tenantry completion fish > ~/.config/fish/completions/tenantry.fish`,
    )
    .action((shell: Shell, _: unknown, command: Command) => {
      const script = completionScript(shell, placesOf(command.parent!));
      return cli.print({ text: script.trimEnd(), json: { shell, script } });
    });
}
