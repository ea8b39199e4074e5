import type { Command } from 'commander';
import { DomainError } from '../../common/errors.js';
import { isId } from '../../common/ids.js';

/** How an argument names what has a secret: a token, a webhook endpoint. */
export const TOKEN = 'its id (32 hex digits), never its secret';

/** Ends a command whose argument is a secret. Commander's own message would repeat it. */
export function refuseSecret(named: string, command: Command): void {
  if (!/^(tnt|whsec)_/.test(named)) return;
  command.error('a secret was given: secrets never belong in arguments; name it by its id');
}

/** @throws DomainError api_token_not_found for anything that is not in the form of an id */
export function tokenId(named: string): string {
  if (isId(named)) return named;
  throw new DomainError('api_token_not_found', {});
}
