import { Command } from 'commander';
import type {
  PlacedHold,
  OrganizationOverview,
} from '../../../organization/overview/organization-directory.service.js';
import type { OrganizationDetails } from '../../../organization/organization.service.js';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';
import { stateWord } from '../../support/organization-state.js';
import type { Report } from '../../output/report.js';
import { type Cell, listing, table } from '../../output/tables.js';
import { iso, moment } from '../../output/times.js';

/** `tenantry organization show`. */
export function organizationShowCommand(cli: Cli): Command {
  return new Command('show')
    .description('Shows an organization: its state and the holds that cause it, its path, its limit.')
    .argument('<organization>', ORGANIZATION)
    .addHelpText(
      'after',
      `
A hold suspends the organization it is placed on and everything below. LEVEL is the level of that organization: 1 is
the root of the tree.
The limit is that of the whole tree, and so is the number of managed organizations.

Examples:
  tenantry organization show acme
  tenantry organization show 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71 --json`,
    )
    .action((named: string) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, named);
        const overview = await session.directory.overview(session.ctx, organization);
        return report(await session.organizations.details(session.ctx, organization), overview);
      }),
    );
}

function report(organization: OrganizationDetails, overview: OrganizationOverview): Report {
  const { path, holds, usage, state } = overview;
  const { managedCount, managedLimit } = usage;
  const shown = table({
    id: organization.id,
    name: organization.name,
    'sub-domain': organization.subDomain,
    domain: organization.infrastructureDomain,
    state: stateWord(state),
    activated: activation(organization, overview),
    path: path.map(({ subDomain }) => subDomain).join(' > '),
    managed: `${managedCount} in the tree, ${managedLimit === null ? 'unlimited' : `at most ${managedLimit}`}`,
    currency: organization.currency.isoCode,
    country: organization.country?.name,
    'name suffix': organization.enterpriseNameSuffix ?? undefined,
    created: moment(organization.createdAt),
  });
  const why = holds.length === 0 ? '' : `\n\nHolds:\n${listing(holds.map(holdRow))}`;
  return { text: `${shown}${why}`, json: document(organization, overview) };
}

/** An organization may be activated while one above it is not. */
function activation({ id, activatedAt }: OrganizationDetails, { path }: OrganizationOverview): string {
  const own = activatedAt === null ? 'no' : moment(activatedAt);
  const above = path.find((one) => one.activatedAt === null && one.id !== id);
  return above ? `${own}, but ${above.subDomain} above it is not` : own;
}

function holdRow({ depth, subDomain, source, placedBy, since, reason, by }: PlacedHold): Record<string, Cell> {
  return {
    level: String(depth),
    organization: subDomain,
    source,
    'placed by': placedBy ?? undefined,
    since: moment(since),
    by,
    reason: reason ?? undefined,
  };
}

function document(organization: OrganizationDetails, { state, path, holds, usage }: OrganizationOverview) {
  const { id, parentId, name, subDomain, infrastructureDomain, managed, depth } = organization;
  return {
    ...{ id, name, subDomain, infrastructureDomain, state },
    suspended: state === 'suspended',
    activated: organization.activatedAt !== null,
    ...{ managed, parentId, depth },
    path: path.map(({ activatedAt, ...member }) => ({ ...member, activatedAt: iso(activatedAt) })),
    holds: holds.map(({ since, ...hold }) => ({ ...hold, since: iso(since) })),
    managedCount: usage.managedCount,
    limit: usage.managedLimit,
    currency: organization.currency.isoCode,
    country: organization.country?.isoCode2 ?? null,
    enterpriseNameSuffix: organization.enterpriseNameSuffix,
    activatedAt: iso(organization.activatedAt),
    createdAt: iso(organization.createdAt),
  };
}
