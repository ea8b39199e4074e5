import { Command, type CommanderError } from 'commander';
import type { Cli } from './support/cli.js';
import { GROUPS } from './command-groups.js';
import { checkCommand } from './commands/db/check.js';
import { completionCommand } from './commands/completion.js';
import { serveCommand } from './commands/db/serve.js';
import { versionCommand } from './commands/version.js';
import { listenCommand } from './commands/events/listen.js';
import { EXIT, Failure } from './output/failure.js';
import { EVERYWHERE, EXAMPLE } from './program-help.js';

/** The whole command line. Its commands throw `Failure`, and what the services throw. */
export function buildProgram(cli: Cli, version: string): Command {
  const program = new Command('tenantry')
    .description("The operator's command line of Tenantry, a self-hosted tenancy service.")
    .version(version, '-v, --version', 'print the version')
    .addHelpText('after', EXAMPLE)
    .addHelpText('afterAll', EVERYWHERE)
    .helpCommand(false)
    .hook('preAction', (_, command) => {
      cli.json = command.opts<{ json?: true }>().json === true;
    })
    .addCommand(serveCommand(cli))
    .addCommand(checkCommand(cli));
  for (const [name, purpose, ...commands] of GROUPS) {
    const group = new Command(name).description(purpose).helpCommand(false);
    for (const make of commands) group.addCommand(make(cli));
    program.addCommand(group);
  }
  for (const make of [listenCommand, completionCommand, versionCommand]) program.addCommand(make(cli));
  settle(program, cli, []);
  return program;
}

/**
 * The arguments in the order that commander expects: `help x`, `x help` and `--help x` as `x --help`. A request for help
 * with an unknown command loses the request, so that it ends as an unknown command: commander would print the help of
 * the group.
 */
export function normalizeArguments(program: Command, argv: readonly string[]): string[] {
  const words: string[] = [];
  let command = program;
  for (const [index, word] of argv.entries()) {
    if (command.commands.length === 0) {
      words.push(...argv.slice(index));
      break;
    }
    if (HELP_WORDS.has(word)) continue;
    words.push(word);
    if (word.startsWith('-')) continue;
    const named = command.commands.find((each) => each.name() === word);
    if (!named) return [...words, ...argv.slice(index + 1).filter((each) => !HELP_FLAGS.has(each))];
    command = named;
  }
  return words.length < argv.length ? [...words, '--help'] : words;
}

const HELP_FLAGS = new Set(['-h', '--help']);
const HELP_WORDS = new Set([...HELP_FLAGS, 'help']);

/**
 * Commander checks required options first, so it would demand `--sub-domain` where `--subdomain` was given. Here an
 * unknown option is reported first, with the one that may have been meant.
 */
function requireAfterAll(command: Command): void {
  const required = command.options.filter(({ mandatory }) => mandatory);
  for (const option of required) option.mandatory = false;
  command.hook('preAction', () => {
    const missing = required.find((option) => command.getOptionValue(option.attributeName()) === undefined);
    if (missing) command.error(`required option '${missing.flags}' not specified`);
  });
}

/** Settings of every command at any depth: it ends by throwing, prints one line for an error, and accepts `--json`. */
function settle(command: Command, cli: Cli, above: readonly string[]): void {
  const path = [...above, command.name()];
  if (command.commands.length === 0) command.option('--json', 'answer with one JSON document, errors included');
  requireAfterAll(command);
  command
    .helpOption('-h, --help', 'print this help')
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : misused(path.join(' '), error);
    })
    .configureOutput({
      writeOut: (text) => cli.help(text),
      writeErr: (text) => cli.progress(text.trimEnd()),
      // `runTenantry` prints the one line for the error that `exitOverride` throws.
      outputError: () => undefined,
    });
  for (const below of command.commands) settle(below, cli, path);
}

function misused(path: string, error: CommanderError): Failure {
  const reason = error.code === 'commander.help' ? 'name a command' : error.message.replace(/^error: /, '');
  const line = reason.replace(/\s+/g, ' ').replace(/[.\s]*$/, '');
  return new Failure(EXIT.usage, 'wrong_usage', `${path}: ${line}. Help: ${path} --help`);
}
