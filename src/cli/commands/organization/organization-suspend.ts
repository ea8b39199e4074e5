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
export function organizationSuspend(cli: Cli): Command {
  return new Command('suspend')
    .description(
      'Places a hold: the organization and everything below it answers 403 when this returns. Twice succeeds without effect, and the first reason stays.',
    )
    .argument('<organization>', ORGANIZATION)
    .requiredOption('--reason <text>', 'why, at most 1000 characters; the organization reads it')
    .addOption(sourceOption())
    .addHelpText(
      'after',
      `
The organization reads the reason and the source in its effective status, and so do those above it. Those below it learn
that something above them is held, and no more. Write no personal data into it.

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
