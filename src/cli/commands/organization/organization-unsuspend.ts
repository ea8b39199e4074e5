import { Command } from 'commander';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { sourceOption } from '../../support/hold-source.js';
import { organizationNamed } from '../../support/organization-named.js';
import type { HoldSource } from '../../../organization/organization.rules.js';

/** `tenantry organization unsuspend`. */
export function organizationUnsuspendCommand(cli: Cli): Command {
  return new Command('unsuspend')
    .description('Lifts the hold of one source. Holds of other sources, and of organizations above it, stay.')
    .argument('<organization>', ORGANIZATION)
    .addOption(sourceOption())
    .addHelpText(
      'after',
      `
Examples:
  tenantry organization unsuspend acme
  tenantry organization unsuspend acme --source billing`,
    )
    .action((named: string, { source }: { source: HoldSource }) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, named);
        const changed = await session.state.unsuspend(session.ctx, organization, { source, placedBy: '' });
        const { holds } = await session.directory.overview(session.ctx, organization);
        const { id, subDomain } = organization;
        const lifted = `The hold on ${subDomain} is lifted (${source})`;
        const done = changed ? lifted : `${subDomain} has no hold of this source (${source})`;
        const rest = `It stays suspended by ${holds.length} more, on it or above it: tenantry organization show ${subDomain}`;
        const text = holds.length > 0 ? `${done}. ${rest}` : `${done}, and nothing suspends it.`;
        return { text, json: { id, subDomain, source, changed, suspended: holds.length > 0 } };
      }),
    );
}
