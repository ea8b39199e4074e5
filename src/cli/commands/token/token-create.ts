import { Command, Option } from 'commander';
import type { NewTokenInput } from '../../../token/access-token.service.js';
import { EVERY_SCOPE, type GrantedScope, SCOPES } from '../../../auth/scopes.js';
import { nullIfInfinite, calls, lifetime, networks, scopes } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import type { Report } from '../../output/report.js';
import { type Issued, issueInto, unprintedSecret } from '../../support/secret-file.js';
import type { CommandSession } from '../../support/session.js';
import { table } from '../../output/tables.js';
import { iso, moment } from '../../output/times.js';
import { type NamedSubject, subjectNamed, subjectOptions } from '../../support/token-subject.js';

const DEFAULT_LIFETIME = '365d';

interface Options extends NamedSubject {
  readonly name: string;
  readonly scope?: readonly GrantedScope[];
  readonly expiresIn: number;
  readonly network?: readonly string[];
  readonly rateLimit?: number;
  readonly secretFile?: string;
}

/** `tenantry token create`. */
export function tokenCreateCommand(cli: Cli): Command {
  const expiresIn = new Option('--expires-in <span>', 'such as 30d, 12h or 15m, or never').argParser(lifetime);
  return subjectOptions(new Command('create'), SUBJECTS)
    .description('Issues an access token and prints its secret, once: only a hash of it is kept.')
    .requiredOption('--name <text>', 'what it is for; at most 255 characters')
    .option('--scope <scopes>', 'separated by commas (default with --operator: all)', scopes)
    .addOption(expiresIn.default(lifetime(DEFAULT_LIFETIME), DEFAULT_LIFETIME))
    .option('--network <networks>', 'where it may be used from, separated by commas (default: anywhere)', networks)
    .option('--rate-limit <calls>', 'calls a minute, 0 for no limit (default: RATE_LIMIT of the service)', calls)
    .option('--secret-file <path>', 'write the secret into this new file of mode 0600 instead of printing it')
    .addHelpText('after', EXAMPLES)
    .action((options: Options, command: Command) => {
      const subject = options.operator ?? options.organization ?? options.user;
      if (subject === undefined) command.error('name the subject: --operator, --organization or --user');
      if (!options.operator && !options.scope) command.error('--scope is missing: name the scopes it needs, or all');
      return cli.run((session) => create(session, options));
    });
}

const SUBJECTS = {
  operator: 'for the operator: everything',
  organization: 'for this one and all below it',
  user: 'for what the roles of this user allow',
};

const EXAMPLES = `
Scopes: ${EVERY_SCOPE}, or of
  ${SCOPES.slice(0, 5).join(', ')},
  ${SCOPES.slice(5).join(', ')}
A scope without :read includes its :read. --scope and --network may be given several times.

Tokens that are created with a token that has a calls limit of its own are counted with it: they share its limit.

Examples:
  tenantry token create --organization my-platform --name backend --scope managed_organizations,enterprises
  tenantry token create --organization acme --name ci --scope enterprises --network 192.0.2.7,10.0.0.0/8 --rate-limit 60
  tenantry token create --operator --name 'night shift' --expires-in 12h --secret-file ./operator.token
  tenantry token create --user ada@example.com --name laptop --scope enterprises:read --json`;

/** The command line always sets the scopes and the expiry. */
type Order = NewTokenInput & Required<Pick<NewTokenInput, 'scopes' | 'expiresAt'>>;

async function create(session: CommandSession, options: Options): Promise<Report> {
  const { name, expiresIn, rateLimit, secretFile, scope = [EVERY_SCOPE], network = [] } = options;
  const subject = (await subjectNamed(session, options)) ?? { kind: 'operator' };
  const expiresAt = nullIfInfinite(Date.now() + expiresIn);
  const limits = { networks: network, ...(rateLimit !== undefined && { rateLimit }) };
  const order: Order = { subject, name, scopes: scope, expiresAt, ...limits };
  const issue = () => session.tokens.issue(session.ctx, order);
  return report(order, secretFile === undefined ? await issue() : await issueInto(secretFile, issue));
}

function report({ subject, expiresAt, ...order }: Order, issued: Issued & { secretFile?: string }): Report {
  const { id } = issued;
  const where = issued.secretFile === undefined ? { secret: issued.secret } : { secretFile: issued.secretFile };
  const { kind, ...ids } = subject;
  const { name, scopes, networks = [], rateLimit } = order;
  const shown = table({
    id,
    for: [kind, ...Object.values(ids)].join(' '),
    scopes: scopes.join(', '),
    networks: networks.length > 0 ? networks.join(', ') : undefined,
    'calls a minute': rateLimit === 0 ? 'no limit' : rateLimit?.toString(),
    expires: expiresAt === null ? 'never' : moment(expiresAt),
    'secret in': issued.secretFile,
    secret: where.secret,
  });
  const once = where.secret === undefined ? '' : '\n\nThe secret is not shown again.';
  const limits = { networks, rateLimit: rateLimit ?? null, expiresAt: iso(expiresAt) };
  return {
    text: `The token was issued.\n\n${shown}${once}`,
    json: { id, ...where, kind, ...ids, name, scopes, ...limits },
    ...(where.secret !== undefined && { unseen: unprintedSecret(id) }),
  };
}
