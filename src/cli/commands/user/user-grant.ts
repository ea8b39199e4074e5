import { Command, Option } from 'commander';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../../../user/organization-role.js';
import { ORGANIZATION, USER } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';

interface Options {
  readonly organization: string;
  readonly role: OrganizationRole;
}

/** `tenantry user grant`. */
export function userGrantCommand(cli: Cli): Command {
  const role = new Option('--role <role>', 'what the user may do there')
    .choices(ORGANIZATION_ROLES)
    .makeOptionMandatory();
  return new Command('grant')
    .description('Gives a user a role in an organization, in place of the current one.')
    .argument('<user>', USER)
    .requiredOption('--organization <organization>', ORGANIZATION)
    .addOption(role)
    .addHelpText(
      'after',
      `
Roles: admin and serviceUser may do everything in the organization and below it, member may read there, customer
may do nothing beyond their own enterprises.

Example:
  tenantry user grant ada@example.com --organization my-platform --role admin`,
    )
    .action((named: string, options: Options) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, options.organization);
        const user = await session.users.find(session.ctx, named);
        await session.roles.grant(session.ctx, user, organization, options.role);
        return {
          text: `${user.email ?? user.id} is ${options.role} of ${organization.subDomain}.`,
          json: { userId: user.id, organizationId: organization.id, role: options.role },
        };
      }),
    );
}
