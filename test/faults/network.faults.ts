import { setTimeout as delay } from 'node:timers/promises';
import { describeOnMariaDb } from '../support/database/databases.js';
import { type Mode, TcpProxy } from '../support/database/tcp-proxy.js';
import { figures } from '../support/scenes/figures.js';
import { until } from '../support/until.js';
import { IS_SHORT, seeded } from './seeded.js';
import { Storm } from './storm.js';
import { FLAWLESS } from './verdict.js';

const DEADLINE_MS = 3_000;
/** A busy machine may send an answer so much later. */
const GRACE_MS = 1_500;
const BACK_WITHIN_MS = 8_000;
const ROUNDS = IS_SHORT ? 1 : 10;
const MODES: readonly Mode[] = ['black-hole', 'pause', 'refuse'];

describeOnMariaDb('a network between the service and its database', (database) => {
  it('that loses, holds, refuses, resets and slows down loses no answer, and no call waits beyond its deadline', async () => {
    const random = seeded('network');
    const plain = await database.blank();
    const proxy = await TcpProxy.before(plain.env.DATABASE_URL!);
    await plain.drop();
    const through = (variables: Record<string, string>) => ({
      ...variables,
      DATABASE_URL: proxy.url(variables.DATABASE_URL!),
    });
    const storm = await Storm.begin(database, 1, { through, overrides: { REQUEST_DEADLINE_MS: String(DEADLINE_MS) } });
    const backMs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const mode of MODES) {
        proxy.set(mode);
        if (mode === 'refuse') proxy.reset();
        await delay(500 + random() * 2_500);
        proxy.set('pass');
        const [healed, before] = [performance.now(), storm.load.created];
        await until(`calls are answered after ${mode}`, () => storm.load.created > before, { within: BACK_WITHIN_MS });
        backMs.push(Math.round(performance.now() - healed));
      }
      proxy.decide(() => {
        const drawn = random();
        if (drawn < 0.02) return { reset: drawn < 0.01 ? 'before' : 'after' };
        return { delayMs: 100 * random(), of: drawn < 0.5 ? 'statement' : 'answer' };
      });
      await delay(3_000);
      proxy.decide(() => undefined);
    }
    const verdict = await storm.end();
    await proxy.close();
    const { slowestMs, created, heard } = storm.load;
    figures('a network with faults', {
      created,
      'slowest call ms': slowestMs,
      'back after ms': backMs.join('/'),
      ...heard.words,
    });
    expect(verdict).toEqual(FLAWLESS);
    expect(slowestMs).toBeLessThan(DEADLINE_MS + GRACE_MS);
  });
});
