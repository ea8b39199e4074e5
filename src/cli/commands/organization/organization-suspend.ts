import { Command } from 'commander';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { sourceOption } from '../../support/hold-source.js';
import { organizationNamed } from '../../support/organization-named.js';
import type { HoldSource } from '../../../organization/organization.rules.js';

interface Options {
  readonly reason: string;
  readonly source: HoldSource;
}

/** `tenantry organization suspend`. */
export function organizationSuspendCommand(cli: Cli): Command {
  return new Command('suspend')
    .description(
      'Places a hold: the organization and everything below it answers 403 from then on. Placing it again succeeds without effect, and the first reason stays.',
    )
    .argument('<organization>', ORGANIZATION)
    .requiredOption('--reason <text>', 'at most 1000 characters; shown to the organization')
    .addOption(sourceOption())
    .addHelpText(
      'after',
      `
The reason and the source are shown to the organization and those above it, in its effective status. Those below it only
see that an organization above them has a hold. Do not put personal data into the reason.

Holds add up, and each is lifted by its own source (\`tenantry organization unsuspend\`).

Examples:
  tenantry organization suspend acme --reason 'reported for abuse'
  tenantry organization suspend acme --reason 'invoice 4711 is unpaid' --source billing`,
    )
    .action((named: string, { reason, source }: Options) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, named);
        const changed = await session.state.suspend(session.ctx, organization, { source, placedBy: '' }, reason);
        const { id, subDomain } = organization;
        const done = `${subDomain} and everything below it is suspended (${source}).`;
        const text = changed ? done : `${subDomain} has this hold already (${source}): its first reason stays.`;
        return { text, json: { id, subDomain, source, changed } };
      }),
    );
}
