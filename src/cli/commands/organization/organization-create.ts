import { Command, Option } from 'commander';
import { nullIfInfinite, limit } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { table } from '../../output/tables.js';
import { iso } from '../../output/times.js';

interface Options {
  readonly name: string;
  readonly subDomain: string;
  readonly currency?: string;
  readonly limit: number;
  readonly activate?: true;
  readonly nameSuffix?: string;
}

/** `tenantry organization create`: root organizations; managed ones are created through the API. */
export function organizationCreateCommand(cli: Cli): Command {
  const most = new Option('--limit <number>', 'how many managed organizations its tree may hold').argParser(limit);
  return new Command('create')
    .description(
      'Creates a root organization. It is not activated, and its tokens are refused, unless --activate is given.',
    )
    .requiredOption('--name <text>', 'its name, at most 255 characters')
    .requiredOption('--sub-domain <label>', 'its name in host names: a-z, 0-9 and -, at most 63; never used twice')
    .option('--currency <code>', 'ISO 4217 (default: DEFAULT_CURRENCY, or EUR)')
    .addOption(most.default(Infinity, 'unlimited'))
    .option('--activate', 'activate it immediately')
    .option('--name-suffix <text>', 'what is appended to the names of its enterprises, at most 64 characters')
    .addHelpText(
      'after',
      `
Examples:
  tenantry organization create --name 'My Platform' --sub-domain my-platform --activate
  tenantry organization create --name Acme --sub-domain acme --currency USD --limit 50 --json`,
    )
    .action((options: Options) => create(cli, options));
}

function create(cli: Cli, options: Options): Promise<void> {
  const managedLimit = nullIfInfinite(options.limit);
  return cli.run(async ({ ctx, roots }) => {
    const organization = await roots.create(ctx, {
      name: options.name.trim(),
      subDomain: options.subDomain,
      activated: options.activate === true,
      managedLimit,
      ...(options.currency !== undefined && { currency: { isoCode: options.currency } }),
      ...(options.nameSuffix !== undefined && { enterpriseNameSuffix: options.nameSuffix }),
    });
    const { id, name, subDomain, infrastructureDomain, enterpriseNameSuffix, createdAt } = organization;
    const currency = organization.currency.isoCode;
    const activated = organization.activatedAt !== null;
    const shown = table({
      id,
      name,
      domain: infrastructureDomain,
      currency,
      limit: String(managedLimit ?? 'unlimited'),
      'name suffix': enterpriseNameSuffix ?? undefined,
    });
    const state = activated ? 'activated' : 'not activated yet';
    const next = activated ? '' : `\n\nActivate it: tenantry organization activate ${subDomain}`;
    return {
      text: `The organization ${subDomain} was created, ${state}.\n\n${shown}${next}`,
      json: {
        id,
        name,
        subDomain,
        infrastructureDomain,
        currency,
        limit: managedLimit,
        enterpriseNameSuffix,
        activated,
        createdAt: iso(createdAt),
      },
    };
  });
}
