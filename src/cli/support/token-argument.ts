import type { Command } from 'commander';
import { DomainError } from '../../common/errors.js';
import { isId } from '../../common/ids.js';

/** One token, as a person names it. */
export const TOKEN = 'its id (32 hex digits), never its secret';

/** Ends a command that was given a secret. The message leaves it out, as an argument parser's would not. */
export function refuseSecret(named: string, command: Command): void {
  if (!named.startsWith('tnt_')) return;
  command.error('a secret was given: secrets never belong in arguments; name the token by its id');
}

/** @throws DomainError api_token_not_found for what has not the form of an id */
export function tokenId(named: string): string {
  if (isId(named)) return named;
  throw new DomainError('api_token_not_found', {});
}
