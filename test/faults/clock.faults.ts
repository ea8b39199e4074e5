import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { scratchDirectory } from '../support/database/mariadb-server.js';
import { sqlite, testDatabases } from '../support/database/databases.js';
import { startApp } from '../support/harness.js';
import { startProcess } from '../support/processes.js';
import { Factories } from '../support/scenes/factories.js';
import { figures } from '../support/scenes/figures.js';
import { until } from '../support/until.js';
import { IS_SHORT, seeded } from './seeded.js';
import { Storm } from './storm.js';
import { FLAWLESS } from './verdict.js';

const PRELOAD = fileURLToPath(new URL('./shifted-clock.mjs', import.meta.url));
const NODE = { nodeArguments: ['--import', PRELOAD] };
const DAY_MS = 86_400_000;
const JUMPS = IS_SHORT ? 3 : 60;

/** A clock that a process reads from a file. */
function aClock(): { file: string; shift(ms: number): void } {
  const file = join(scratchDirectory('clock'), 'offset');
  writeFileSync(file, '0');
  return { file, shift: (ms) => writeFileSync(file, String(ms)) };
}

describe.each(testDatabases())('a clock that jumps by seconds and by a year, on $name', (database) => {
  it('loses no answer and makes nothing twice', async () => {
    const [clock, random] = [aClock(), seeded(`clock on ${database.name}`)];
    const jumps = [1_000, -1_000, 365 * DAY_MS, -365 * DAY_MS, 0];
    const storm = await Storm.begin(database, 1, {
      ...NODE,
      overrides: {},
      through: (all) => ({ ...all, CLOCK_FILE: clock.file }),
    });
    for (let jump = 0; jump < JUMPS; jump++) {
      clock.shift(jumps[Math.floor(random() * jumps.length)]!);
      const before = storm.load.created;
      await until('calls are answered', () => storm.load.created > before + 5);
      await delay(100);
    }
    const verdict = await storm.end();
    figures(`a clock that jumps on ${database.name}`, {
      jumps: JUMPS,
      created: storm.load.created,
      ...storm.load.heard.words,
    });
    expect(verdict).toEqual(FLAWLESS);
  });
});

describe('a token that expires, under a clock that jumps', () => {
  it('is refused when it is over, and holds again when the clock is set back', async () => {
    const clock = aClock();
    const fresh = await sqlite.fresh({ TOKEN_CACHE_MS: '1000' });
    const app = await startApp(fresh.env);
    const make = new Factories(app);
    const root = await make.root();
    const subject = { kind: 'organization', organizationId: root.id } as const;
    const { secret: token } = await make.issue(subject, undefined, Date.now() + 7 * DAY_MS);
    await app.close();
    const service = await startProcess({ ...fresh.variables, CLOCK_FILE: clock.file }, NODE);
    const status = async () =>
      (await service.call({ method: 'GET', url: `/core/v1/organizations/${root.id}`, token })).status;
    expect(await status()).toBe(200);
    clock.shift(8 * DAY_MS);
    // It may be answered from memory for as long as TOKEN_CACHE_MS says.
    await until('the token is refused', async () => (await status()) === 403, { within: 2_500 });
    clock.shift(-DAY_MS);
    await until('the token holds again', async () => (await status()) === 200, { within: 2_500 });
    await service.kill();
    await fresh.drop();
  });
});
