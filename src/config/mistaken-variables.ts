import { getMetadataStorage } from 'class-validator';
import { Env } from './env.js';

/** Shorter names resemble unrelated variables: HOST is a POST with one letter changed. */
const SHORTEST_MISTYPED = 6;

/**
 * Unknown variables that look like misspelled ones of this service, each with a sentence: `RATELIMIT` for `RATE_LIMIT`,
 * `TENANTRY_PORT` for `PORT`. An unknown variable would be ignored without a message.
 */
export function mistakenVariables(source: Record<string, string | undefined>): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Env, '', false, false);
  const ours = [...new Set(rules.map(({ propertyName }) => propertyName))];
  return Object.entries(source).flatMap(([name, value]) => {
    if (ours.includes(name) || !value || isAddressOfService(value)) return [];
    const meant = ours.find((each) => resembles(name, each));
    return meant === undefined ? [] : [`${name} is not read: did you mean ${meant}?`];
  });
}

/** Kubernetes sets TENANTRY_PORT=tcp://… in every container beside a service of that name. */
function isAddressOfService(value: string): boolean {
  return /^(tcp|udp|sctp):\/\//.test(value);
}

function resembles(name: string, ours: string): boolean {
  const [left, right] = [plain(name), plain(ours)];
  if (left === right) return true;
  return right.length >= SHORTEST_MISTYPED && haveOneSlip(left, right);
}

/** Without what people forget or add: case, separators, the program's name, the plural. */
function plain(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^TENANTRY(?=.)/, '')
    .replace(/IES$/, 'Y')
    .replace(/S$/, '');
}

/** Whether one letter was added, left out or changed, or two that are neighbours are in the other order. */
function haveOneSlip(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  const shorter = new Set(shortenings(right));
  return shortenings(left).some((each) => each === right || shorter.has(each)) || shorter.has(left);
}

function shortenings(text: string): string[] {
  return Array.from(text, (_, index) => text.slice(0, index) + text.slice(index + 1));
}
