import { InvalidArgumentError } from 'commander';
import { type GrantedScope, isGrantable, SCOPES } from '../auth/scopes.js';

const MAX_LIMIT = 2_147_483_647;
const MAX_MINUTES = 100 * 365 * 24 * 60;
const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const;

/** One organization, as a person names it. */
export const ORGANIZATION = 'its id (32 hex digits) or its sub-domain';

/** A text that its column can hold, as it is given: at most `max` characters, and not white space alone. */
export function text(max: number): (value: string) => string {
  return (value) => {
    if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
    if ([...value].length > max) throw new InvalidArgumentError(`It has more than ${max} characters.`);
    return value;
  };
}

/** A number of managed organizations; Infinity for `unlimited`. */
export function limit(value: string): number {
  if (value === 'unlimited') return Infinity;
  if (/^\d{1,10}$/.test(value) && Number(value) <= MAX_LIMIT) return Number(value);
  throw new InvalidArgumentError(`Give a whole number from 0 to ${MAX_LIMIT}, or unlimited.`);
}

/** A span of time in milliseconds; Infinity for `never`. */
export function lifetime(value: string): number {
  if (value === 'never') return Infinity;
  const [, digits, unit] = /^([1-9]\d{0,7})([mhd])$/.exec(value) ?? [];
  const minutes = Number(digits) * MINUTES[(unit ?? 'm') as keyof typeof MINUTES];
  if (minutes <= MAX_MINUTES) return minutes * 60_000;
  throw new InvalidArgumentError('Give days, hours or minutes, such as 30d, 12h or 15m (at most 36500d), or never.');
}

/** What the services call no limit and no end. Commander makes an empty text of an option whose value is null. */
export function boundless(value: number): number | null {
  return value === Infinity ? null : value;
}

/** Scopes with commas between them; the option may be given several times. */
export function scopes(value: string, before: readonly GrantedScope[] = []): GrantedScope[] {
  const named = value.split(',').map((word) => word.trim());
  const unknown = named.find((word) => !isGrantable(word));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no scope '${unknown}'; there are ${SCOPES.join(', ')}, and all.`);
  return [...new Set([...before, ...named.filter(isGrantable)])];
}
