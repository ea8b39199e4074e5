import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { jest } from '@jest/globals';
import * as ids from '../../src/common/ids.js';

/** What outlives a file, on purpose: globals that are no symbols, such as those of the libraries. */
const kept = globalThis as { filesBefore?: number; idsOfTheFirst?: unknown; stored?: () => unknown };
const LEFT = 'TENANTRY_LEFT_BY_A_FILE';
let spoilt = false;

export function finds(): void {
  expect({
    spoilt,
    clock: jest.isMockFunction(Date.now),
    left: process.env[LEFT],
    timers: 'clock' in setTimeout,
    expectation: 'toBeSpoilt' in expect(0),
    stored: kept.stored?.(),
  }).toEqual({ spoilt: false, clock: false, left: undefined, timers: false, expectation: false, stored: undefined });
  kept.idsOfTheFirst ??= ids.newId;
  process.stderr.write(`files before: ${(kept.filesBefore ??= 0)}; shared: ${kept.idsOfTheFirst === ids.newId}\n`);
  kept.filesBefore++;
}

export function spoils(): void {
  spoilt = true;
  process.env[LEFT] = 'by a file';
  expect.extend({ toBeSpoilt: () => ({ pass: true, message: () => '' }) });
  const storage = new AsyncLocalStorage<string>();
  kept.stored = storage.run('by a file', () => AsyncResource.bind(() => storage.getStore()));
  expect(kept.stored()).toBe('by a file');
  jest.useFakeTimers();
  jest.spyOn(Date, 'now').mockReturnValue(0);
}
