import { jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { TestApp } from './harness.js';

/** A trip to the database: the text that was sent, and its values. */
export interface Trip {
  readonly sql: string;
  readonly params: readonly (string | number | null)[];
}

/**
 * What the application sends to its database while `work` runs: one trip for each call of the driver, so one for a
 * whole batch on MySQL and one for each statement on SQLite. Writing down a token's last use is left out, since it
 * happens beside the request, at most once a minute.
 */
export async function tripsOf({ app }: TestApp, work: () => Promise<unknown>): Promise<Trip[]> {
  const trips: Trip[] = [];
  const { logger } = app.get(DataSource, { strict: false });
  const spy = jest.spyOn(logger, 'logQuery').mockImplementation((sql, params) => {
    trips.push({ sql, params: [...((params ?? []) as Trip['params'])] });
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return trips.filter(({ sql }) => !sql.includes('SET last_used_at'));
}
