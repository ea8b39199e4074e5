import { type Call, wire } from '../support/answers.js';
import { testDatabases } from '../support/database/databases.js';
import { Factories } from '../support/scenes/factories.js';
import { startApp, type TestApp } from '../support/harness.js';
import { mannWhitney, median } from '../support/statistics.js';
import { aFamily } from '../guarantees/family.js';
import { type Subject, subjectsIn } from './subjects.js';

const PAIRS = Number(process.env.TIMING_PAIRS ?? 2_000);
const WARM_UP = 200;
/** A difference is one where it is as large as this, in percent of the median, and as unlikely as this by chance. */
const LEAST_PERCENT = 5;
const MOST_LIKELY = 0.01;

/** What a subject takes, in microseconds. */
interface Figures {
  readonly foreign: number;
  readonly unknown: number;
  readonly percent: number;
  readonly p: number;
}

// What another tenant has and what does not exist take the same time, as far as a statistical test of this many requests
// can tell. It goes through the whole pipeline but the socket, whose time would only hide a difference.
describe.each(testDatabases())('the time that a refusal takes on $name', (database) => {
  it('does not tell what is not there from what is not the caller’s', async () => {
    const fresh = await database.fresh();
    const app = await startApp(fresh.env);
    const make = new Factories(app);
    const { callers } = await aFamily(make);
    const found: string[] = [];
    for (const subject of await subjectsIn(make)) {
      for (const caller of ['own', 'user'] as const) {
        const figures = await compared(app, subject, callers[caller]);
        const line = `${database.name}, ${caller === 'own' ? 'organization' : 'user'}: ${subject.name}`;
        process.stderr.write(`    ${line.padEnd(62)} ${written(figures)}\n`);
        if (Math.abs(figures.percent) >= LEAST_PERCENT && figures.p <= MOST_LIKELY)
          found.push(`${line}: ${written(figures)}`);
      }
    }
    await app.close();
    await fresh.drop();
    expect(found).toEqual([]);
  });
});

/** Asks by pairs, of which either comes first by chance: whatever slows the machine meets both alike. */
async function compared(app: TestApp, { foreign, unknown, call }: Subject, token: string): Promise<Figures> {
  const times = { foreign: [] as number[], unknown: [] as number[] };
  const names = { foreign, unknown };
  for (let pair = -WARM_UP; pair < PAIRS; pair++) {
    const order = Math.random() < 0.5 ? (['foreign', 'unknown'] as const) : (['unknown', 'foreign'] as const);
    for (const kind of order) {
      const of = names[kind];
      const time = await timeOf(app, { ...call(of[(pair + WARM_UP) % of.length]!), token });
      if (pair >= 0) times[kind].push(time);
    }
  }
  const [ofForeign, ofUnknown] = [median(times.foreign), median(times.unknown)];
  const percent = (100 * (ofForeign - ofUnknown)) / ofUnknown;
  return { foreign: ofForeign, unknown: ofUnknown, percent, p: mannWhitney(times.foreign, times.unknown) };
}

async function timeOf({ app }: TestApp, call: Call): Promise<number> {
  const { headers, payload } = wire(call);
  const started = performance.now();
  const { statusCode } = await app.inject({ method: call.method, url: call.url, headers, payload });
  const time = 1_000 * (performance.now() - started);
  if (statusCode !== 404) throw new Error(`${call.method} ${call.url} is answered with ${statusCode}.`);
  return time;
}

function written({ foreign, unknown, percent, p }: Figures): string {
  const sign = percent < 0 ? '' : '+';
  return `foreign ${foreign.toFixed(0)} µs, unknown ${unknown.toFixed(0)} µs, ${sign}${percent.toFixed(1)} %, p ${p.toPrecision(2)}`;
}
