import { Command } from 'commander';
import { ORGANIZATION, USER } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';

/** `tenantry user revoke`. */
export function userRevokeCommand(cli: Cli): Command {
  return new Command('revoke')
    .description(
      'Removes the role of a user in an organization, effective immediately. Roles elsewhere, and in its enterprises, stay.',
    )
    .argument('<user>', USER)
    .requiredOption('--organization <organization>', ORGANIZATION)
    .addHelpText(
      'after',
      `
Revoking it again succeeds without effect. The user's tokens stay valid for what the other roles allow: revoke one with
\`tenantry token revoke\`.

Example:
  tenantry user revoke ada@example.com --organization my-platform`,
    )
    .action((named: string, options: { organization: string }) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, options.organization);
        const user = await session.users.find(session.ctx, named);
        const role = await session.roles.revoke(session.ctx, user, organization);
        const who = user.email ?? user.id;
        const where = organization.subDomain;
        return {
          text: role === undefined ? `${who} has no role in ${where}.` : `${who} is no longer ${role} of ${where}.`,
          json: { userId: user.id, organizationId: organization.id, role: role ?? null, changed: role !== undefined },
        };
      }),
    );
}
