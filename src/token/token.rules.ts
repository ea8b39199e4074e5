import type { Problem } from '../common/errors.js';
import { isAddressOrNetwork } from '../common/networks.js';
import { type TextKind, textProblems } from '../common/texts.js';

/** By which a token is recognised; api-v2 calls it a label. */
export const TOKEN_NAME: TextKind = { max: 255 };
/** As many as its column holds where each is written in the longest way (49 characters). */
export const MAX_NETWORKS = 40;
/** Calls a minute: the same as RATE_LIMIT, which it stands in for. */
const MAX_RATE_LIMIT = 1_000_000;

/** What of an order for a token may be wrong: whom it is for, and its scopes, are right by their types. */
interface Limits {
  readonly name: string;
  readonly networks?: readonly string[];
  readonly rateLimit?: number;
}

/** What is wrong with an order for a token. */
export function tokenProblems({ name, networks = [], rateLimit = 0 }: Limits): Problem[] {
  const problems = textProblems('name', name, TOKEN_NAME);
  if (networks.length > MAX_NETWORKS) problems.push({ field: 'networks', problem: 'too_long', limit: MAX_NETWORKS });
  if (!networks.every(isAddressOrNetwork)) problems.push({ field: 'networks', problem: 'invalid' });
  const possible = Number.isInteger(rateLimit) && rateLimit >= 0 && rateLimit <= MAX_RATE_LIMIT;
  if (!possible) problems.push({ field: 'rate_limit', problem: 'invalid' });
  return problems;
}
