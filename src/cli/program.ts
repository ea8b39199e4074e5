import { Command, type CommanderError } from 'commander';
import type { Cli } from './support/cli.js';
import { auditList } from './commands/audit/audit-list.js';
import { completion } from './commands/completion.js';
import { dbMigrate } from './commands/db/db-migrate.js';
import { dbSeed } from './commands/db/db-seed.js';
import { dbStatus } from './commands/db/db-status.js';
import { enterpriseDelete } from './commands/enterprise/enterprise-delete.js';
import { enterpriseList } from './commands/enterprise/enterprise-list.js';
import { enterpriseShow } from './commands/enterprise/enterprise-show.js';
import { enterpriseThaw } from './commands/enterprise/enterprise-thaw.js';
import { organizationActivate } from './commands/organization/organization-activate.js';
import { organizationAnnotate } from './commands/organization/organization-annotate.js';
import { organizationCreate } from './commands/organization/organization-create.js';
import { organizationDelete } from './commands/organization/organization-delete.js';
import { organizationLimit } from './commands/organization/organization-limit.js';
import { organizationList } from './commands/organization/organization-list.js';
import { organizationRelease } from './commands/organization/organization-release.js';
import { organizationShow } from './commands/organization/organization-show.js';
import { organizationSuspend } from './commands/organization/organization-suspend.js';
import { organizationUnsuspend } from './commands/organization/organization-unsuspend.js';
import { organizationUpdate } from './commands/organization/organization-update.js';
import { serve } from './commands/db/serve.js';
import { tokenCreate } from './commands/token/token-create.js';
import { tokenList } from './commands/token/token-list.js';
import { tokenRegenerate } from './commands/token/token-regenerate.js';
import { tokenRevoke } from './commands/token/token-revoke.js';
import { tokenUpdate } from './commands/token/token-update.js';
import { userCreate } from './commands/user/user-create.js';
import { userErase } from './commands/user/user-erase.js';
import { userGrant } from './commands/user/user-grant.js';
import { userRevoke } from './commands/user/user-revoke.js';
import { userShow } from './commands/user/user-show.js';
import { version as versionCommand } from './commands/version.js';
import { EXIT, Failure } from './output/failure.js';

type MakeCommand = (cli: Cli) => Command;

/** Adding a command: one file that makes it, and its name here. */
const GROUPS: readonly (readonly [name: string, purpose: string, ...commands: MakeCommand[]])[] = [
  ['db', 'The schema and the reference data.', dbMigrate, dbSeed, dbStatus],
  [
    'organization',
    'Root organizations, and the state and limits of all.',
    organizationCreate,
    organizationList,
    organizationShow,
    organizationUpdate,
    organizationAnnotate,
    organizationActivate,
    organizationSuspend,
    organizationUnsuspend,
    organizationLimit,
    organizationDelete,
    organizationRelease,
  ],
  [
    'enterprise',
    'Enterprises, which are made through the API.',
    enterpriseList,
    enterpriseShow,
    enterpriseThaw,
    enterpriseDelete,
  ],
  ['user', 'Users and their roles in organizations.', userCreate, userShow, userGrant, userRevoke, userErase],
  ['token', 'Access tokens.', tokenCreate, tokenList, tokenUpdate, tokenRegenerate, tokenRevoke],
  ['audit', 'The record of deeds.', auditList],
];

const EXAMPLE = `
The first steps of an installation with DATABASE_URL:
  tenantry db migrate
  tenantry db seed
  tenantry organization create --name 'My Platform' --sub-domain my-platform --activate
  tenantry token create --organization my-platform --name backend --scope managed_organizations,enterprises

A command's own help has its options and examples: tenantry token create --help`;

const EVERYWHERE = `
Environment:
  DATABASE_URL  mysql://user:password@host:3306/database, for MariaDB or MySQL (mysqls:// with TLS); unset: SQLite
  DATA_DIR      where SQLite's file lives (default: ./data); not used with DATABASE_URL
  The command line reads the same variables as the service: docs/configuration.md lists them all.

Exit codes:
  ${EXIT.done}  done; also where there was nothing to change
  ${EXIT.refused}  refused: not found, not valid, not possible
  ${EXIT.usage}  wrong usage: an unknown, missing or malformed argument
  ${EXIT.unusable}  the database or the configuration cannot be used
  ${EXIT.unexpected}  an unexpected failure: a fault of the program, which LOG_LEVEL=debug shows more of`;

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
    .addCommand(serve(cli));
  for (const [name, purpose, ...commands] of GROUPS) {
    const group = new Command(name).description(purpose);
    for (const make of commands) group.addCommand(make(cli));
    program.addCommand(group);
  }
  for (const make of [completion, versionCommand]) program.addCommand(make(cli));
  settle(program, cli, []);
  return program;
}

/**
 * The words as commander is to read them: `help x` as `x --help`, and no request for help with what there is not, since
 * that would be answered with the help of its group, as if it were right.
 */
export function asked(program: Command, argv: readonly string[]): string[] {
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv];
  let command: Command | undefined = program;
  for (const word of words) {
    if (command.commands.length === 0 || word.startsWith('-')) return words;
    command = command.commands.find((each) => each.name() === word);
    if (!command) return words.filter((each) => !HELP_FLAGS.has(each));
  }
  return words;
}

const HELP_FLAGS = new Set(['-h', '--help']);

/**
 * Commander asks first for the options that must be there, so it would call for `--sub-domain` where `--subdomain` was
 * given. Here an option that there is not is told first, with the one that may have been meant.
 */
function requireAfterAll(command: Command): void {
  const required = command.options.filter(({ mandatory }) => mandatory);
  for (const option of required) option.mandatory = false;
  command.hook('preAction', () => {
    const missing = required.find((option) => command.getOptionValue(option.attributeName()) === undefined);
    if (missing) command.error(`required option '${missing.flags}' not specified`);
  });
}

/** What holds for every command, however deep: it ends by throwing, says one line, and knows `--json`. */
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
      // The one line is printed by whoever catches what `exitOverride` throws.
      outputError: () => undefined,
    });
  for (const below of command.commands) settle(below, cli, path);
}

function misused(path: string, error: CommanderError): Failure {
  const said = error.code === 'commander.help' ? 'name a command' : error.message.replace(/^error: /, '');
  const line = said.replace(/\s+/g, ' ').replace(/[.\s]*$/, '');
  return new Failure(EXIT.usage, 'wrong_usage', `${path}: ${line}. Help: ${path} --help`);
}
