import type { Command } from 'commander';
import { DomainError } from '../../../common/errors.js';
import type { ShownWebhookEndpoint } from '../../../webhook/endpoints/webhook-endpoint.service.js';
import type { Report } from '../../output/report.js';
import { table } from '../../output/tables.js';
import { issueInto } from '../../support/secret-file.js';
import { endpointJson, endpointTable } from './webhook-shown.js';

/** Where the secret of an endpoint goes: into a file, or else to the output. */
export interface SecretOptions {
  readonly secretFile?: string;
}

/** `--secret-file`, the same for creating and rotating. */
export function secretFileOption(command: Command): Command {
  return command.option(
    '--secret-file <path>',
    'write the secret into this new file of mode 0600 instead of printing it',
  );
}

/**
 * The report of an endpoint with a new secret, the only one that has it.
 * @throws Failure secret_file_not_written, and what `issue` throws
 */
export async function secretReport(
  sentence: string,
  { secretFile: path }: SecretOptions,
  issue: () => Promise<ShownWebhookEndpoint>,
): Promise<Report> {
  const issueShown = async () => withSecret(await issue());
  const issued = path === undefined ? await issueShown() : await issueInto(path, issueShown, rotation);
  const { secret, secretFile } = { secretFile: undefined, ...issued };
  const where = secretFile === undefined ? { secret } : { secretFile };
  const shown = table({ secret: where.secret, 'secret in': secretFile });
  const once = where.secret === undefined ? '' : '\n\nThe secret is not shown again.';
  return {
    text: `${sentence}\n\n${endpointTable(issued)}\n\n${shown}${once}`,
    json: { ...endpointJson(issued), ...where },
    ...(where.secret !== undefined && {
      unseen: `The secret could not be printed and is lost, so ${rotation(issued.id)}`,
    }),
  };
}

/** @throws DomainError precondition_failed where the secret was rotated again before it could be shown */
function withSecret(endpoint: ShownWebhookEndpoint): ShownWebhookEndpoint & { readonly secret: string } {
  const { secret } = endpoint;
  if (secret === null) throw new DomainError('precondition_failed', {});
  return { ...endpoint, secret };
}

function rotation(id: string): string {
  return `make another: tenantry webhook rotate ${id}`;
}
