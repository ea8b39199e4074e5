import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnMariaDb, type FreshDatabase } from '../../support/database/databases.js';
import { startProcess } from '../../support/processes.js';

const YEAR_MS = 365 * 86_400_000;

describeOnMariaDb('a start on a machine whose clock is wrong', (database) => {
  let fresh: FreshDatabase;
  let directory: string;

  beforeAll(async () => {
    fresh = await database.fresh({ LOG_LEVEL: 'warn' });
    directory = mkdtempSync(join(tmpdir(), 'tenantry-clock-'));
  });

  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await fresh.drop();
  });

  /** What a start logs with a clock that is so far ahead. */
  async function logged(offsetMs: number): Promise<string> {
    const CLOCK_FILE = join(directory, 'offset');
    writeFileSync(CLOCK_FILE, String(offsetMs));
    const nodeArguments = ['--import', join(process.cwd(), 'test/faults/shifted-clock.mjs')];
    const service = await startProcess({ ...fresh.variables, CLOCK_FILE }, { nodeArguments });
    expect(await service.stop()).toBe(0);
    return service.output();
  }

  it.each([
    [YEAR_MS, 'behind'],
    [-YEAR_MS, 'ahead of'],
  ])('by %d ms is warned of, with what to do', async (offset, side) => {
    expect(await logged(offset)).toMatch(
      new RegExp(
        `The clock of the database server 127\\.0\\.0\\.1:\\d+ is 3153\\d{4} seconds ${side} that of this machine: .*time server`,
      ),
    );
  });

  it('by less than a minute is not', async () => {
    expect(await logged(20_000)).not.toContain('clock');
  });
});
