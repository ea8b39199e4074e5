import type { Problem } from '../common/errors.js';
import { isAddressOrNetwork } from '../common/networks.js';
import { type TextKind, textProblems } from '../common/texts.js';

/** The name of a token; `label` in api-v2. */
export const TOKEN_NAME: TextKind = { max: 255 };
/** As many as fit in the column at their greatest length (49 characters each). */
export const MAX_NETWORKS = 40;
/** Calls a minute: the maximum of RATE_LIMIT, which it replaces for one token. */
const MAX_RATE_LIMIT = 1_000_000;

/** The members of a new token that may be invalid: its subject and scopes are valid by their types. */
interface Limits {
  readonly name: string;
  readonly networks?: readonly string[];
  readonly rateLimit?: number;
}

/** The problems of a new token. */
export function tokenProblems({ name, networks = [], rateLimit = 0 }: Limits): Problem[] {
  const problems = textProblems('name', name, TOKEN_NAME);
  if (networks.length > MAX_NETWORKS) problems.push({ field: 'networks', problem: 'too_long', limit: MAX_NETWORKS });
  if (!networks.every(isAddressOrNetwork)) problems.push({ field: 'networks', problem: 'invalid' });
  const possible = Number.isInteger(rateLimit) && rateLimit >= 0 && rateLimit <= MAX_RATE_LIMIT;
  if (!possible) problems.push({ field: 'rate_limit', problem: 'invalid' });
  return problems;
}
