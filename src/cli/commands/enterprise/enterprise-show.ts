import { Command } from 'commander';
import type { EnterpriseDetail } from '../../../enterprise/detail/enterprise-detail.service.js';
import type { Cli } from '../../support/cli.js';
import { EXIT, Failure } from '../../output/failure.js';
import type { Report } from '../../output/report.js';
import { listing, table } from '../../output/tables.js';
import { iso, moment } from '../../output/times.js';

const MAX_MEMBERS = 500;

/** Room for the longest role and the moment in 100 columns with two spaces before each. */
const WIDTHS = { email: 29 };

/** `tenantry enterprise show`. */
export function enterpriseShowCommand(cli: Cli): Command {
  return new Command('show')
    .description('Shows an enterprise: its organization, its users and their roles, its third-party identifiers.')
    .argument('<enterprise>', 'its id (32 hex digits)')
    .addHelpText(
      'after',
      `
Of an enterprise with more than ${MAX_MEMBERS} users the first ${MAX_MEMBERS} are shown.

Examples:
  tenantry enterprise show 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71
  tenantry enterprise show 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71 --json`,
    )
    .action((id: string) =>
      cli.run(async ({ ctx, enterprises }) => {
        const enterprise = await enterprises.find(ctx, id, MAX_MEMBERS);
        if (enterprise) return report(enterprise);
        const how = 'name one by its id (tenantry enterprise list)';
        throw new Failure(EXIT.refused, 'enterprise_not_found', `There is no enterprise ${id}: ${how}.`);
      }),
    );
}

function report(enterprise: EnterpriseDetail): Report {
  const { id, name, organizationId, subDomain, accountType, isCaaS, userId, moreMembers } = enterprise;
  const identifiers = enterprise.thirdPartyIdentifiers;
  const shown = table({
    id,
    name,
    organization: `${subDomain} (${organizationId})`,
    'account type': accountType,
    CaaS: isCaaS ? 'yes' : 'no',
    created: moment(enterprise.createdAt),
    'frozen until': enterprise.frozenUntil === null ? undefined : moment(enterprise.frozenUntil),
    'known as': identifiers.length > 0 ? identifiers.map((one) => `${one.label}: ${one.id}`) : undefined,
  });
  const members = enterprise.members.map(({ userId: user, email, role, since }) => ({
    user,
    email: email ?? 'erased',
    role,
    since: moment(since),
  }));
  const cut = moreMembers ? `\n\nThere are more than these ${MAX_MEMBERS}.` : '';
  return {
    text: `${shown}\n\nUsers:\n${listing(members, WIDTHS)}${cut}`,
    json: {
      ...{ id, name, organizationId, subDomain, accountType, isCaaS, userId },
      users: enterprise.members.map(({ since, ...member }) => ({ ...member, since: iso(since) })),
      moreUsers: moreMembers,
      thirdPartyIdentifiers: identifiers,
      createdAt: iso(enterprise.createdAt),
      frozenUntil: iso(enterprise.frozenUntil),
    },
  };
}
