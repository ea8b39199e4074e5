import { Command } from 'commander';
import type { EnterpriseRole } from '../../../enterprise/detail/enterprise-detail.service.js';
import type { Membership } from '../../../user/roles/user-role-list.service.js';
import type { User } from '../../../user/user.service.js';
import { USER } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import type { Report } from '../../output/report.js';
import { listing, table } from '../../output/tables.js';
import { iso, moment } from '../../output/times.js';

const MAX_ROLES = 500;

/** Room for the longest role and the moment in 100 columns with two spaces before each. */
const WIDTHS = { name: 29 };

/** The first roles, and whether there are more. */
interface Some<T> {
  readonly roles: readonly T[];
  readonly more: boolean;
}

/** `tenantry user show`. */
export function userShowCommand(cli: Cli): Command {
  return new Command('show')
    .description('Shows a user: names, and roles in organizations and enterprises.')
    .argument('<user>', USER)
    .addHelpText(
      'after',
      `
Of more than ${MAX_ROLES} roles in organizations, or in enterprises, the first ${MAX_ROLES} are shown.

Examples:
  tenantry user show ada@example.com
  tenantry user show 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71 --json`,
    )
    .action((named: string) =>
      cli.run(async ({ ctx, users, roleList, enterprises }) => {
        const user = await users.find(ctx, named);
        const inOrganizations = await roleList.of(ctx, user, { limit: MAX_ROLES });
        return report(user, inOrganizations, await enterprises.rolesOf(ctx, user, MAX_ROLES));
      }),
    );
}

function report(user: User, inOrganizations: Some<Membership>, inEnterprises: Some<EnterpriseRole>): Report {
  const { id, email, firstName, lastName, createdAt } = user;
  const name = [firstName, lastName].filter(Boolean).join(' ') || undefined;
  const organizations = inOrganizations.roles.map(({ subDomain, role, since }) => ({
    organization: subDomain,
    role,
    since: moment(since),
  }));
  const enterprises = inEnterprises.roles.map((one) => ({
    enterprise: one.enterpriseId,
    name: one.name,
    role: one.role,
    since: moment(one.since),
  }));
  const shown = table({ id, email: email ?? 'erased', name, created: moment(createdAt) });
  return {
    text: [
      shown,
      section('Roles in organizations', organizations, inOrganizations.more),
      section('Roles in enterprises', enterprises, inEnterprises.more),
    ].join('\n\n'),
    json: {
      ...{ id, email, firstName, lastName, createdAt: iso(createdAt) },
      organizations: inOrganizations.roles.map(({ organizationId, subDomain, role, since }) => ({
        ...{ organizationId, subDomain, role, since: iso(since) },
      })),
      moreOrganizations: inOrganizations.more,
      enterprises: inEnterprises.roles.map(({ since, ...one }) => ({ ...one, since: iso(since) })),
      moreEnterprises: inEnterprises.more,
    },
  };
}

function section(title: string, rows: readonly Record<string, string>[], more: boolean): string {
  if (rows.length === 0) return `${title}: none`;
  return `${title}:\n${listing(rows, WIDTHS)}${more ? `\n  … and more than these ${MAX_ROLES}` : ''}`;
}
