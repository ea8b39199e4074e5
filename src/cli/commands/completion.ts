import { Argument, Command } from 'commander';
import type { Cli } from '../support/cli.js';
import { completionPoints } from '../completion/command-tree.js';
import { completionScript, type Shell, SHELLS } from '../completion/scripts.js';

/** `tenantry completion`. */
export function completionCommand(cli: Cli): Command {
  return new Command('completion')
    .description('Prints a script that lets a shell complete the commands, options and values of tenantry.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
The script completes the command \`tenantry\`: if you start it in another way, define an alias or a link of this name.

Examples:
  tenantry completion bash > ~/.local/share/bash-completion/completions/tenantry
  tenantry completion zsh > ~/.zfunc/_tenantry
  tenantry completion fish > ~/.config/fish/completions/tenantry.fish`,
    )
    .action((shell: Shell, _: unknown, command: Command) => {
      const script = completionScript(shell, completionPoints(command.parent!));
      return cli.print({ text: script.trimEnd(), json: { shell, script } });
    });
}
