import { Command, type CommanderError } from 'commander';
import type { Cli } from './support/cli.js';
import { auditListCommand } from './commands/audit/audit-list.js';
import { checkCommand } from './commands/db/check.js';
import { completionCommand } from './commands/completion.js';
import { dbBackupCommand } from './commands/db/db-backup.js';
import { dbMigrateCommand } from './commands/db/db-migrate.js';
import { dbRestoreCommand } from './commands/db/db-restore.js';
import { dbSeedCommand } from './commands/db/db-seed.js';
import { dbStatusCommand } from './commands/db/db-status.js';
import { enterpriseDeleteCommand } from './commands/enterprise/enterprise-delete.js';
import { enterpriseListCommand } from './commands/enterprise/enterprise-list.js';
import { enterpriseShowCommand } from './commands/enterprise/enterprise-show.js';
import { enterpriseThawCommand } from './commands/enterprise/enterprise-thaw.js';
import { organizationActivateCommand } from './commands/organization/organization-activate.js';
import { organizationAnnotateCommand } from './commands/organization/organization-annotate.js';
import { organizationCreateCommand } from './commands/organization/organization-create.js';
import { organizationDeleteCommand } from './commands/organization/organization-delete.js';
import { organizationLimitCommand } from './commands/organization/organization-limit.js';
import { organizationListCommand } from './commands/organization/organization-list.js';
import { organizationReleaseCommand } from './commands/organization/organization-release.js';
import { organizationShowCommand } from './commands/organization/organization-show.js';
import { organizationSuspendCommand } from './commands/organization/organization-suspend.js';
import { organizationUnsuspendCommand } from './commands/organization/organization-unsuspend.js';
import { organizationUpdateCommand } from './commands/organization/organization-update.js';
import { serveCommand } from './commands/db/serve.js';
import { tokenCreateCommand } from './commands/token/token-create.js';
import { tokenListCommand } from './commands/token/token-list.js';
import { tokenRegenerateCommand } from './commands/token/token-regenerate.js';
import { tokenRevokeCommand } from './commands/token/token-revoke.js';
import { tokenUpdateCommand } from './commands/token/token-update.js';
import { userCreateCommand } from './commands/user/user-create.js';
import { userEraseCommand } from './commands/user/user-erase.js';
import { userGrantCommand } from './commands/user/user-grant.js';
import { userRevokeCommand } from './commands/user/user-revoke.js';
import { userShowCommand } from './commands/user/user-show.js';
import { versionCommand } from './commands/version.js';
import { eventsTailCommand } from './commands/events/events-tail.js';
import { EXIT, Failure } from './output/failure.js';
import { EVERYWHERE, EXAMPLE } from './program-help.js';

type MakeCommand = (cli: Cli) => Command;

/** To add a command: one file with a function that returns it, and its name here. */
const GROUPS: readonly (readonly [name: string, purpose: string, ...commands: MakeCommand[]])[] = [
  [
    'db',
    'The schema, the reference data and backups.',
    dbMigrateCommand,
    dbSeedCommand,
    dbStatusCommand,
    dbBackupCommand,
    dbRestoreCommand,
  ],
  [
    'organization',
    'Root organizations, and the state and limits of all organizations.',
    organizationCreateCommand,
    organizationListCommand,
    organizationShowCommand,
    organizationUpdateCommand,
    organizationAnnotateCommand,
    organizationActivateCommand,
    organizationSuspendCommand,
    organizationUnsuspendCommand,
    organizationLimitCommand,
    organizationDeleteCommand,
    organizationReleaseCommand,
  ],
  [
    'enterprise',
    'Enterprises, which are created through the API.',
    enterpriseListCommand,
    enterpriseShowCommand,
    enterpriseThawCommand,
    enterpriseDeleteCommand,
  ],
  [
    'user',
    'Users and their roles in organizations.',
    userCreateCommand,
    userShowCommand,
    userGrantCommand,
    userRevokeCommand,
    userEraseCommand,
  ],
  [
    'token',
    'Access tokens.',
    tokenCreateCommand,
    tokenListCommand,
    tokenUpdateCommand,
    tokenRegenerateCommand,
    tokenRevokeCommand,
  ],
  ['audit', 'The audit log.', auditListCommand],
  ['events', 'The feed of events.', eventsTailCommand],
];

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
  for (const make of [completionCommand, versionCommand]) program.addCommand(make(cli));
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
