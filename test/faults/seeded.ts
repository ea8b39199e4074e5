import { jest } from '@jest/globals';

/**
 * Numbers between 0 and 1 that are the same for the same `--seed` and purpose.
 * @returns the next of them, each time (Mulberry32)
 */
export function seeded(purpose: string): () => number {
  let state = jest.getSeed();
  for (const character of purpose) state = Math.imul(state ^ character.charCodeAt(0), 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Whether this run has the few minutes of every change, and not the hour before a release. */
export const IS_SHORT = process.env.FAULTS === 'short';
