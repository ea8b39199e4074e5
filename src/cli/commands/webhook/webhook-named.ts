import type { Command } from 'commander';
import type { Intent } from '../../../organization/path/organization-path.js';
import type { NamedWebhookEndpoint } from '../../../webhook/endpoints/webhook-endpoint-lookup.service.js';
import type { Report } from '../../output/report.js';
import type { Cli } from '../../support/cli.js';
import type { CommandSession } from '../../support/session.js';
import { refuseSecret, TOKEN } from '../../support/token-argument.js';

/**
 * Gives a command its argument, the id of an endpoint, and its action.
 * @param check ends the command where its options are wrong together, before anything is connected to
 */
export function aboutEndpoint<T extends object>(
  command: Command,
  intent: Intent,
  work: (named: NamedWebhookEndpoint, session: CommandSession, options: T) => Promise<Report>,
  { cli, check }: { readonly cli: Cli; readonly check?: (options: T, command: Command) => void },
): Command {
  return command.argument('<endpoint>', TOKEN).action((id: string, options: T) => {
    refuseSecret(id, command);
    check?.(options, command);
    return cli.run(async (session) => work(await endpointNamed(session, id, intent), session, options));
  });
}

/** @throws DomainError webhook_endpoint_not_found, organization_suspended, organization_not_activated */
export function endpointNamed(
  { ctx, webhookLookup }: CommandSession,
  id: string,
  intent: Intent,
): Promise<NamedWebhookEndpoint> {
  return webhookLookup.named(ctx, id, intent);
}
