import { Command, Option } from 'commander';
import type { TokenChange } from '../../../token/keeping/access-token-change.service.js';
import type { GrantedScope } from '../../../auth/scopes.js';
import type { StoredToken } from '../../../token/stored-token.js';
import { nullIfInfinite, calls, lifetime, networks, scopes } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import type { Report } from '../../output/report.js';
import { table } from '../../output/tables.js';
import { iso, moment } from '../../output/times.js';
import { refuseSecret, TOKEN, tokenId } from '../../support/token-argument.js';

interface Options {
  readonly name?: string;
  readonly scope?: readonly GrantedScope[];
  readonly expiresIn?: number;
  readonly network?: readonly string[];
  readonly anywhere?: true;
  readonly rateLimit?: number;
}

/** `tenantry token update`. */
export function tokenUpdateCommand(cli: Cli): Command {
  const expiresIn = new Option('--expires-in <span>', 'counted from now: such as 30d, 12h or 15m, or never');
  const anywhere = new Option('--anywhere', 'it may be used from anywhere').conflicts('network');
  return new Command('update')
    .description(
      'Changes the given settings of a token. Effective immediately for writes, and within TOKEN_CACHE_MS (default: 1 second) everywhere.',
    )
    .argument('<token>', TOKEN)
    .option('--name <text>', 'what it is for; at most 255 characters')
    .option('--scope <scopes>', 'separated by commas, in place of the present ones', scopes)
    .addOption(expiresIn.argParser(lifetime))
    .option('--network <networks>', 'where it may be used from, in place of the present ones', networks)
    .addOption(anywhere)
    .option('--rate-limit <calls>', 'calls a minute, 0 for no limit', calls)
    .addHelpText(
      'after',
      `
--scope and --network take several values separated by commas, and may be given several times.

Examples:
  tenantry token update 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71 --scope enterprises:read --expires-in 30d
  tenantry token update 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71 --anywhere --rate-limit 60`,
    )
    .action((named: string, options: Options, command: Command) => {
      refuseSecret(named, command);
      const change = changeOf(options);
      if (Object.keys(change).length === 0) command.error('name something to change: see the options');
      return cli.run(async ({ ctx, tokenChanges }) =>
        report((await tokenChanges.update(ctx, tokenId(named), change)).token),
      );
    });
}

function changeOf({ name, scope, expiresIn, network, anywhere, rateLimit }: Options): TokenChange {
  return {
    ...(name !== undefined && { name }),
    ...(scope && { scopes: scope }),
    ...(expiresIn !== undefined && { expiresAt: nullIfInfinite(Date.now() + expiresIn) }),
    ...(network && { networks: network }),
    ...(anywhere && { networks: [] }),
    ...(rateLimit !== undefined && { rateLimit }),
  };
}

function report({ id, subject, name, scopes: granted, networks: from, rateLimit, expiresAt }: StoredToken): Report {
  const { kind, ...ids } = subject;
  const shown = table({
    id,
    name,
    for: [kind, ...Object.values(ids)].join(' '),
    scopes: granted.join(', '),
    networks: from.length > 0 ? from.join(', ') : undefined,
    'calls a minute': rateLimit === 0 ? 'no limit' : rateLimit?.toString(),
    expires: expiresAt === null ? 'never' : moment(expiresAt),
  });
  return {
    text: `The token is now:\n\n${shown}`,
    json: { id, kind, ...ids, name, scopes: granted, networks: from, rateLimit, expiresAt: iso(expiresAt) },
  };
}
