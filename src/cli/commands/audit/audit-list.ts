import { Command } from 'commander';
import type { NamedEvent } from '../../../audit-log/audit-names.service.js';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';
import { type Page, paged, pageReport, queryOf } from '../../support/page.js';
import type { Session } from '../../support/session.js';
import type { Cell } from '../../output/tables.js';
import { iso } from '../../output/times.js';

interface Options extends Page {
  readonly organization?: string;
  readonly onlySelf?: true;
  readonly action?: string;
}

/** As wide as a moment, the longest subject and a name of some length: two spaces ahead of each, 100 together. */
const WIDTHS = { at: 24, event: 45, by: 25 };

/** `tenantry audit list`. */
export function auditList(cli: Cli): Command {
  return paged(new Command('list'))
    .description('Lists what was done, by whom and to what, the newest first.')
    .option('--organization <organization>', `in this one and all below it: ${ORGANIZATION}`)
    .option('--only-self', 'in that organization alone, without those below it')
    .option('--action <action>', 'this one alone, such as token.created')
    .addHelpText(
      'after',
      `
Tokens, users and organizations are shown under the names that they have by now. With --json each event is told with all
ids, its request's too.

Examples:
  tenantry audit list
  tenantry audit list --organization my-platform --action token.created
  tenantry audit list --organization my-platform --limit 500 --json`,
    )
    .action((options: Options, command: Command) => {
      if (options.onlySelf && options.organization === undefined) command.error('--only-self asks for --organization');
      return cli.run(async (session) => {
        const { events, more } = await eventsOf(session, options);
        const none = 'There are no events.';
        return pageReport({ name: 'events', none, items: events, more, row, json, widths: WIDTHS });
      });
    });
}

async function eventsOf(session: Session, options: Options) {
  const { auditLog, auditNames, ctx } = session;
  const { organization: named, onlySelf = false, action } = options;
  const organization = named === undefined ? undefined : await organizationNamed(session, named);
  const { limit, afterId } = queryOf(options);
  const behind = afterId === undefined ? undefined : await auditLog.placeOf(ctx, afterId);
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
