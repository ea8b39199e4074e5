import { jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { secretHash } from '../../../src/token/token.js';
import type { TestApp } from '../harness.js';
import { until } from '../until.js';

/** A trip to the database: the text that was sent, and its values. */
export interface Trip {
  readonly sql: string;
  readonly params: readonly (string | number | null)[];
}

/**
 * What the application sends to its database while `work` runs: one trip for each call of the driver, so one for a
 * whole batch on MySQL and one for each statement on SQLite.
 */
export function tripsOf({ app }: TestApp, work: () => Promise<unknown>): Promise<Trip[]> {
  return tripsThrough(app.get(DataSource, { strict: false }), work);
}

/** The same, where there is no application around the data source. */
export async function tripsThrough({ logger }: DataSource, work: () => Promise<unknown>): Promise<Trip[]> {
  const trips: Trip[] = [];
  const spy = jest.spyOn(logger, 'logQuery').mockImplementation((sql, params) => {
    trips.push({ sql, params: [...((params ?? []) as Trip['params'])] });
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return trips;
}

/** Waits until the use of a token has been written down: that happens beside the request that used it. */
export async function tokenUseIsWritten({ sql }: TestApp, secret: string): Promise<void> {
  const hash = secretHash(secret);
  const written = () => sql.count('access_tokens', 'secret_hash = ? AND last_used_at IS NOT NULL', [hash]);
  await until('the last use of the token is written', async () => (await written()) === 1);
}
