import { Command } from 'commander';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';

/** `tenantry organization activate`. */
export function organizationActivateCommand(cli: Cli): Command {
  return new Command('activate')
    .description(
      'Activates an organization: from now on its tokens are accepted. Activating it again succeeds without effect.',
    )
    .argument('<organization>', ORGANIZATION)
    .addHelpText('after', '\nExample:\n  tenantry organization activate my-platform')
    .action((named: string) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, named);
        const changed = await session.state.activate(session.ctx, organization);
        const { id, subDomain } = organization;
        const text = changed ? `${subDomain} is activated.` : `${subDomain} was activated already.`;
        return { text, json: { id, subDomain, activated: true, changed } };
      }),
    );
}
