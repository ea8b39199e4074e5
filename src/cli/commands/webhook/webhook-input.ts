import { type Command, Option } from 'commander';
import { DomainError } from '../../../common/errors.js';
import { freeTextProblems } from '../../../common/texts.js';
import type { WebhookEndpointInput } from '../../../webhook/endpoints/webhook-endpoint.rules.js';
import { MAX_WEBHOOK_DESCRIPTION } from '../../../webhook/webhook-endpoint.js';
import { typesOrGroups } from '../../support/arguments.js';

/** What the options of creating and of changing set. */
export interface InputOptions {
  readonly url?: string;
  readonly description?: string;
  readonly types?: readonly string[];
}

export const URL_MEANING = 'https, a public host, no credentials and no fragment';

/** `--description` and `--types`, the same for creating and changing. */
export function inputOptions(command: Command): Command {
  const types = new Option('--types <types>', 'with commas between them; organization.* is all that begin so');
  return command
    .option('--description <text>', `what it is for; at most ${MAX_WEBHOOK_DESCRIPTION} characters`)
    .addOption(types.argParser(typesOrGroups));
}

/** @throws DomainError validation_failed */
export function inputOf({ url, description, types }: InputOptions): WebhookEndpointInput {
  const problems = freeTextProblems('description', description ?? '', { max: MAX_WEBHOOK_DESCRIPTION });
  if (problems.length > 0) throw new DomainError('validation_failed', { problems });
  return {
    ...(url !== undefined && { url }),
    ...(description !== undefined && { description }),
    ...(types && { types }),
  };
}
