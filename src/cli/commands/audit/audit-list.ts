import { Command } from 'commander';
import type { NamedEvent } from '../../../audit-log/audit-names.service.js';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';
import { type PageOptions, paged, pageReport, queryOf } from '../../support/page.js';
import type { CommandSession } from '../../support/session.js';
import type { Cell } from '../../output/tables.js';
import { iso } from '../../output/times.js';

interface Options extends PageOptions {
  readonly organization?: string;
  readonly onlySelf?: true;
  readonly action?: string;
}

/** Wide enough for a time, the longest subject and a usual name; 100 columns with two spaces before each. */
const WIDTHS = { at: 24, event: 45, by: 25 };

/** `tenantry audit list`. */
export function auditListCommand(cli: Cli): Command {
  return paged(new Command('list'))
    .description('Lists the events of the audit log, the newest first.')
    .option('--organization <organization>', `events in this one and all below it: ${ORGANIZATION}`)
    .option('--only-self', 'only in that organization, without those below it')
    .option('--action <action>', 'only events of this action, such as token.created')
    .addHelpText(
      'after',
      `
Tokens, users and organizations are shown with their present names. With --json each event has all ids, that of its
request included.

Examples:
  tenantry audit list
  tenantry audit list --organization my-platform --action token.created
  tenantry audit list --organization my-platform --limit 500 --json`,
    )
    .action((options: Options, command: Command) => {
      if (options.onlySelf && options.organization === undefined) command.error('--only-self needs --organization');
      return cli.run(async (session) => {
        const { events, more } = await eventsOf(session, options);
        const none = 'There are no events.';
        return pageReport({ name: 'events', none, items: events, more, row, json, widths: WIDTHS });
      });
    });
}

async function eventsOf(session: CommandSession, options: Options) {
  const { auditLog, auditNames, ctx } = session;
  const { organization: named, onlySelf = false, action } = options;
  const organization = named === undefined ? undefined : await organizationNamed(session, named);
  const { limit, afterId } = queryOf(options);
  const behind = afterId === undefined ? undefined : await auditLog.positionOf(ctx, afterId);
  const { events, more } = await auditLog.list(ctx, {
    limit,
    ...(behind && { behind }),
    ...(organization && { organizationId: organization.id, isOwnOnly: onlySelf }),
    ...(action !== undefined && { action }),
  });
  return { events: await auditNames.of(ctx, events), more };
}

function row(event: NamedEvent): Record<string, Cell> {
  const { at, action, actor, by, subjectType, subjectId, ip, data, organizationSubDomain: place } = event;
  const facts = Object.entries(data).map(([name, value]) => `${name}: ${String(value)}`);
  const isOwn = subjectType === 'organization' && subjectId === event.organizationId;
  const where = place === null ? [] : [isOwn ? place : `in ${place}`];
  const who = actor.kind === 'system' ? [actor.id] : [by.tokenName ?? actor.id, by.email, by.subDomain];
  return {
    at: iso(at) ?? '',
    event: [action, `${subjectType} ${subjectId}`, ...where, ...facts],
    by: [actor.kind, ...who, ip].filter((line) => line !== null),
  };
}

function json({ at, by, organizationSubDomain, ...event }: NamedEvent): Record<string, unknown> {
  const { id, action, actor, requestId, ip, organizationId, subjectType, subjectId, data } = event;
  return {
    ...{ id, at: iso(at), action, actor: { ...actor, ...by }, requestId, ip },
    ...{ organizationId, organizationSubDomain, subjectType, subjectId, data },
  };
}
