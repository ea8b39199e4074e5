import { Command } from 'commander';
import type { ListedOrganization } from '../../../organization/overview/organization-directory.service.js';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';
import { stateWord } from '../../support/organization-state.js';
import { type PageOptions, paged, pageReport, queryOf } from '../../support/page.js';
import type { Cell } from '../../output/tables.js';
import { iso, moment } from '../../output/times.js';

interface Options extends PageOptions {
  readonly parent?: string;
}

/** Wide enough for an id, a usual name and a number with its limit; 100 columns with two spaces before each. */
const WIDTHS = { id: 32, organization: 30, state: 32 };

/** `tenantry organization list`. */
export function organizationListCommand(cli: Cli): Command {
  const list = new Command('list').option('--parent <organization>', `those below this one: ${ORGANIZATION}`);
  return paged(list)
    .description('Lists the root organizations, or those directly below one, the oldest first.')
    .addHelpText(
      'after',
      `
An organization is suspended when it or one above it has a hold: \`tenantry organization show\` lists the holds.

Examples:
  tenantry organization list
  tenantry organization list --parent my-platform --limit 200
  tenantry organization list --json`,
    )
    .action(({ parent: named, ...page }: Options) =>
      cli.run(async (session) => {
        const parent = named === undefined ? undefined : await organizationNamed(session, named);
        const query = { ...queryOf(page), ...(parent && { parent }) };
        const { organizations: items, more } = await session.directory.list(session.ctx, query);
        const none = parent ? `There is no organization below ${parent.subDomain}.` : 'There is no root organization.';
        return pageReport({ name: 'organizations', none, items, more, row, json, widths: WIDTHS });
      }),
    );
}

function row({ id, subDomain, name, state, usage, createdAt }: ListedOrganization): Record<string, Cell> {
  return {
    id,
    organization: [subDomain, name],
    state: [stateWord(state), `created ${moment(createdAt)}`, ...(usage ? [managedIn(usage)] : [])],
  };
}

function managedIn({ managedCount, managedLimit }: NonNullable<ListedOrganization['usage']>): string {
  return managedLimit === null ? `${managedCount} managed, unlimited` : `${managedCount} of ${managedLimit} managed`;
}

function json({ id, name, subDomain, state, createdAt, usage }: ListedOrganization): Record<string, unknown> {
  const ofRoot = usage && { managedCount: usage.managedCount, limit: usage.managedLimit };
  return { id, name, subDomain, state, ...ofRoot, createdAt: iso(createdAt) };
}
