import { Command, Option } from 'commander';
import type { TokenSubject } from '../../auth/access-token.service.js';
import { EVERY_SCOPE, type GrantedScope, SCOPES } from '../../auth/scopes.js';
import { boundless, lifetime, ORGANIZATION, scopes, text } from '../arguments.js';
import type { Cli } from '../cli.js';
import { organizationNamed } from '../organization-named.js';
import { type Report, table } from '../report.js';
import { issueInto } from '../secret-file.js';
import type { Session } from '../session.js';

const MAX_NAME = 255;
const DEFAULT_LIFETIME = '365d';

interface Options {
  readonly operator?: true;
  readonly organization?: string;
  readonly user?: string;
  readonly name: string;
  readonly scope?: readonly GrantedScope[];
  readonly expiresIn: number;
  readonly secretFile?: string;
}

/** `tenantry token create`. */
export function tokenCreate(cli: Cli): Command {
  const expiresIn = new Option('--expires-in <span>', 'such as 30d, 12h or 15m, or never').argParser(lifetime);
  return new Command('create')
    .description('Issues an access token and prints its secret, once: only a hash of it is kept.')
    .addOption(new Option('--operator', 'for the operator: everything').conflicts(['organization', 'user']))
    .addOption(new Option('--organization <organization>', `for it and all below: ${ORGANIZATION}`).conflicts('user'))
    .option('--user <user>', 'for what his roles allow: his id (32 hex digits) or his email')
    .requiredOption('--name <text>', 'what it is for, to be recognised by', text(MAX_NAME))
    .option('--scope <scopes>', 'with commas between them (default with --operator: all)', scopes)
    .addOption(expiresIn.default(lifetime(DEFAULT_LIFETIME), DEFAULT_LIFETIME))
    .option('--secret-file <path>', 'write the secret into this new file of mode 0600 instead of printing it')
    .addHelpText('after', EXAMPLES)
    .action((options: Options, command: Command) => {
      const whom = options.operator ?? options.organization ?? options.user;
      if (whom === undefined) command.error('say for whom: --operator, --organization or --user');
      if (!options.operator && !options.scope) command.error('--scope is missing: name the scopes it needs, or all');
      return cli.run((session) => create(session, options));
    });
}

const EXAMPLES = `
Scopes: ${EVERY_SCOPE}, or of
  ${SCOPES.slice(0, 5).join(', ')},
  ${SCOPES.slice(5).join(', ')}
A scope without :read includes its :read.

Examples:
  tenantry token create --organization my-platform --name backend --scope managed_organizations,enterprises
  tenantry token create --operator --name 'night shift' --expires-in 12h --secret-file ./operator.token
  tenantry token create --user ada@example.com --name laptop --scope enterprises:read --json`;

async function create(session: Session, options: Options): Promise<Report> {
  const { name, expiresIn, secretFile, scope = [EVERY_SCOPE] } = options;
  const subject = await subjectOf(session, options);
  const expiresAt = boundless(Date.now() + expiresIn);
  const issue = () => session.tokens.issue(session.ctx, { subject, name, scopes: scope, expiresAt });
  const issued = secretFile === undefined ? await issue() : await issueInto(secretFile, issue);
  const { kind, ...ids } = subject;
  const where = 'secretFile' in issued ? { secretFile: issued.secretFile } : { secret: issued.secret };
  const expires = expiresAt === null ? null : new Date(expiresAt).toISOString();
  const shown = table({
    id: issued.id,
    for: [kind, ...Object.values(ids)].join(' '),
    scopes: scope.join(', '),
    expires: expires ?? 'never',
    'secret in': where.secretFile,
    secret: where.secret,
  });
  const once = where.secret === undefined ? '' : '\n\nThe secret is not shown again.';
  return {
    text: `The token was issued.\n\n${shown}${once}`,
    json: { id: issued.id, ...where, kind, ...ids, name, scopes: scope, expiresAt: expires },
  };
}

async function subjectOf(session: Session, { organization, user }: Options): Promise<TokenSubject> {
  if (organization !== undefined) {
    return { kind: 'organization', organizationId: (await organizationNamed(session, organization)).id };
  }
  if (user !== undefined) return { kind: 'user', userId: (await session.users.find(session.ctx, user)).id };
  return { kind: 'operator' };
}
