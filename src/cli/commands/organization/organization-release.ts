import { Command } from 'commander';
import type { Cli } from '../../support/cli.js';
import { EXIT, Failure } from '../../output/failure.js';

/** `tenantry organization release`. */
export function organizationReleaseCommand(cli: Cli): Command {
  return new Command('release')
    .description('Makes the former sub-domain of an organization, or that of a deleted one, available again.')
    .argument('<sub-domain>', 'one that no existing organization has')
    .addHelpText(
      'after',
      `
Host names may still point to it: the organization that takes it next receives that traffic. It no longer counts
toward the changes that its organization may make in 30 days (MAX_SUB_DOMAIN_CHANGES).

Example:
  tenantry organization release acme`,
    )
    .action((subDomain: string) =>
      cli.run(async ({ ctx, subDomains }) => {
        const id = await subDomains.release(ctx, subDomain);
        if (id === undefined) {
          throw new Failure(
            EXIT.refused,
            'sub_domain_not_given_up',
            `No organization has given up the sub-domain ${subDomain}: it is free, or an existing organization has it.`,
          );
        }
        return {
          text: `Any organization may take the sub-domain ${subDomain} from now on.`,
          json: { subDomain, organizationId: id, released: true },
        };
      }),
    );
}
