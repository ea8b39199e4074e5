import type { Command } from 'commander';
import { DomainError } from '../../common/errors.js';
import { isId } from '../../common/ids.js';

/** How an argument names one token. */
export const TOKEN = 'its id (32 hex digits), never its secret';

/** Ends a command whose argument is a secret. Commander's own message would repeat it. */
export function refuseSecret(named: string, command: Command): void {
  if (!named.startsWith('tnt_')) return;
  command.error('a secret was given: secrets never belong in arguments; name the token by its id');
}

/** @throws DomainError api_token_not_found for anything that is not in the form of an id */
export function tokenId(named: string): string {
  if (isId(named)) return named;
  throw new DomainError('api_token_not_found', {});
}
