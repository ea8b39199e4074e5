import { randomBytes } from 'node:crypto';

/** The form of every public id: 32 lowercase hex digits (contract: `^[0-9a-f]{32}$`). */
export const ID_PATTERN = /^[0-9a-f]{32}$/;

const POOL_BYTES = 4_096;
/** Hex digits of an id behind its variant. */
const RANDOM_DIGITS = 15;
/** The first digit of a variant of UUID: its two highest bits are 10. */
const VARIANTS = '89ab89ab89ab89ab';
let pool = '';
let used = 0;
let lastMs = 0;
let sequence = 0;

/**
 * A new id: UUIDv7 without its dashes, so 48 bits of milliseconds first and ids in the order of creation.
 *
 * Within one process ids only ever grow: the 12 bits after the version count the ids of one millisecond, and a
 * clock that steps back (or a full counter) goes on from the last millisecond used. Draw it **before** the first
 * try of a write: a retry after a lost COMMIT recognises its own row by it.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    sequence = 0;
  } else if (++sequence > 0xfff) {
    lastMs++;
    sequence = 0;
  }
  if (used + RANDOM_DIGITS + 1 > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex');
    used = 0;
  }
  const variant = VARIANTS[parseInt(pool[used]!, 16)]!;
  const random = pool.slice(used + 1, (used += RANDOM_DIGITS + 1));
  const time = lastMs.toString(16).padStart(12, '0');
  return `${time}7${sequence.toString(16).padStart(3, '0')}${variant}${random}`;
}

/** A bound for ids: those made at this millisecond or later are not below it. */
export function firstIdAt(milliseconds: number): string {
  return milliseconds.toString(16).padStart(12, '0').padEnd(32, '0');
}

/** Whether a value has the form of an id. Anything else is never bound to an id column: it is simply not found. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID_PATTERN.test(value);
}
