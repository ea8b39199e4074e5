import { Command } from 'commander';
import { nullIfInfinite, limit, ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';

/** `tenantry organization limit`. */
export function organizationLimitCommand(cli: Cli): Command {
  return new Command('limit')
    .description(
      'Sets how many managed organizations the tree of a root organization may hold. A limit below the present number only prevents further ones.',
    )
    .argument('<organization>', `a root organization: ${ORGANIZATION}`)
    .argument('<limit>', 'a whole number, or unlimited', limit)
    .addHelpText(
      'after',
      `
Examples:
  tenantry organization limit my-platform 500
  tenantry organization limit my-platform unlimited`,
    )
    .action((named: string, most: number) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, named);
        const managedLimit = nullIfInfinite(most);
        await session.limits.set(session.ctx, organization, managedLimit);
        const { id, subDomain } = organization;
        const noun = managedLimit === 1 ? 'organization' : 'organizations';
        const text = `${subDomain} may hold ${managedLimit ?? 'any number of'} managed ${noun}.`;
        return { text, json: { id, subDomain, limit: managedLimit } };
      }),
    );
}
