import { InvalidArgumentError } from 'commander';
import { actionsNamed, type AuditAction } from '../../audit/audit-actions.js';
import { type GrantedScope, isGrantable, SCOPES } from '../../auth/scopes.js';
import { isId } from '../../common/ids.js';
import { isAddressOrNetwork } from '../../common/networks.js';
import { MAX_PREVIOUS_SECRET_SECONDS } from '../../webhook/webhook-endpoint.js';

const MAX_LIMIT = 2_147_483_647;
const MAX_MINUTES = 100 * 365 * 24 * 60;
const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const;
const LONGEST_PAGE = 500;

/** How an argument names one organization. */
export const ORGANIZATION = 'its id (32 hex digits) or its sub-domain';
/** How an argument names one user. */
export const USER = 'id (32 hex digits) or email';

/** A number of managed organizations; Infinity for `unlimited`. */
export function limit(value: string): number {
  if (value === 'unlimited') return Infinity;
  if (/^\d{1,10}$/.test(value) && Number(value) <= MAX_LIMIT) return Number(value);
  throw new InvalidArgumentError(`Give a whole number from 0 to ${MAX_LIMIT}, or unlimited.`);
}

/** A span of time in milliseconds; Infinity for `never`. */
export function lifetime(value: string): number {
  if (value === 'never') return Infinity;
  const minutes = minutesOf(value);
  if (minutes <= MAX_MINUTES) return minutes * 60_000;
  throw new InvalidArgumentError('Give days, hours or minutes, such as 30d, 12h or 15m (at most 36500d), or never.');
}

/** For how long a secret is valid beside the next one, in seconds. */
export function overlap(value: string): number {
  const seconds = value === '0' ? 0 : minutesOf(value) * 60;
  if (seconds <= MAX_PREVIOUS_SECRET_SECONDS) return seconds;
  throw new InvalidArgumentError('Give days, hours or minutes, such as 7d, 12h or 15m (at most 30d), or 0.');
}

/** Infinity as the services' null: no limit, no expiry. Options use Infinity since commander shows null as an empty text. */
export function nullIfInfinite(value: number): number | null {
  return value === Infinity ? null : value;
}

/** A number of calls; the domain checks the maximum. */
export function calls(value: string): number {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Give a whole number; 0 is no limit.');
}

/** The length of a page of a list. */
export function pageLength(value: string): number {
  if (/^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= LONGEST_PAGE) return Number(value);
  throw new InvalidArgumentError(`Give a whole number from 1 to ${LONGEST_PAGE}.`);
}

/** An id, where no other name is accepted. */
export function idArgument(value: string): string {
  if (isId(value)) return value;
  throw new InvalidArgumentError('Give an id: 32 hex digits.');
}

/** Scopes with commas between them; the option may be given several times. */
export function scopes(value: string, before: readonly GrantedScope[] = []): GrantedScope[] {
  const named = words(value);
  const unknown = named.find((word) => !isGrantable(word));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no scope '${unknown}'; there are ${SCOPES.join(', ')}, and all.`);
  return [...new Set([...before, ...named.filter(isGrantable)])];
}

/** Addresses and networks with commas between them; the option may be given several times. */
export function networks(value: string, before: readonly string[] = []): string[] {
  const named = words(value);
  const wrong = named.filter((word) => !isAddressOrNetwork(word));
  if (wrong.length > 0)
    throw new InvalidArgumentError(
      `'${wrong.join()}' is no address and no network such as 10.0.0.0/8 or 2001:db8::/32.`,
    );
  return [...new Set([...before, ...named])];
}

/** Types of events with commas between them, each a type or a group of them: all types that they name in this release. */
export function eventTypes(text: string): readonly AuditAction[] {
  return actionsNamed(typesOrGroups(text)) ?? [];
}

/** The same as they were given, so that a group has the types of later releases too. */
export function typesOrGroups(text: string): readonly string[] {
  const named = words(text);
  if (actionsNamed(named)) return named;
  throw new InvalidArgumentError('Types are such as organization.created or organization.*');
}

/** NaN for what is not a span of time, which is neither less nor more than any. */
function minutesOf(value: string): number {
  const [, digits, unit] = /^([1-9]\d{0,7})([mhd])$/.exec(value) ?? [];
  return Number(digits) * MINUTES[(unit ?? 'm') as keyof typeof MINUTES];
}

function words(value: string): string[] {
  return value.split(',').map((word) => word.trim());
}
