import { Command } from 'commander';
import type { LoggedEvent } from '../../audit/audit-log.service.js';
import { ORGANIZATION } from '../arguments.js';
import type { Cli } from '../cli.js';
import { organizationNamed } from '../organization-named.js';
import { type Page, paged, pageReport, queryOf } from '../page.js';
import type { Cell } from '../tables.js';
import { iso } from '../times.js';

interface Options extends Page {
  readonly organization?: string;
  readonly action?: string;
}

/** `tenantry audit list`. */
export function auditList(cli: Cli): Command {
  return paged(new Command('list'))
    .description('Lists what was done, by whom and to what, the newest first.')
    .option('--organization <organization>', `in this one alone: ${ORGANIZATION}`)
    .option('--action <action>', 'this one alone, such as token.created; asks for --organization')
    .addHelpText(
      'after',
      `
Examples:
  tenantry audit list
  tenantry audit list --organization my-platform --action token.created
  tenantry audit list --organization my-platform --limit 500 --json`,
    )
    .action((options: Options, command: Command) => {
      const { organization: named, action } = options;
      if (action !== undefined && named === undefined) command.error('--action asks for --organization');
      return cli.run(async (session) => {
        const organization = named === undefined ? undefined : await organizationNamed(session, named);
        const { limit, afterId } = queryOf(options);
        const behind = afterId === undefined ? undefined : await session.auditLog.placeOf(session.ctx, afterId);
        const { events, more } = await session.auditLog.list(session.ctx, {
          limit,
          ...(behind && { behind }),
          ...(organization && { organizationId: organization.id }),
          ...(action !== undefined && { action }),
        });
        return pageReport({ name: 'events', none: 'There are no events.', items: events, more, row, json });
      });
    });
}

function row(event: LoggedEvent): Record<string, Cell> {
  const { id, at, action, actor, subjectType, subjectId, ip, data } = event;
  const facts = Object.entries(data).map(([name, value]) => `${name}: ${String(value)}`);
  return {
    id,
    at: iso(at) ?? '',
    action,
    by: [actor.kind, actor.id].filter(Boolean).join(' '),
    subject: `${subjectType} ${subjectId}`,
    from: ip ?? undefined,
    facts: facts.length > 0 ? facts : undefined,
  };
}

function json({ at, ...event }: LoggedEvent): Record<string, unknown> {
  const { id, action, actor, requestId, ip, organizationId, subjectType, subjectId, data } = event;
  return { id, at: iso(at), action, actor, requestId, ip, organizationId, subjectType, subjectId, data };
}
