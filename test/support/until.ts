/**
 * Waits until a condition holds, asking again every few milliseconds; gives what the condition gave.
 *
 * Tests wait for facts and never for time. A condition that throws counts as not yet held.
 * @throws after `within` milliseconds (10 s unless given), naming what was waited for and what was seen last
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  { within = 10_000, every = 20 }: { within?: number; every?: number } = {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + within;
  for (;;) {
    let seen: unknown;
    try {
      const value = await condition();
      if (value !== false && value !== null && value !== undefined)
        return value as Exclude<T, false | null | undefined>;
      seen = value;
    } catch (error) {
      seen = error;
    }
    if (Date.now() > deadline) throw new Error(`Waited ${within} ms in vain until ${what}; last seen: ${String(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

/** Starts `n` pieces of work at once and waits for all of them; their results in the order of their numbers. */
export function race<T>(n: number, work: (number: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: n }, (_, number) => work(number)));
}
