import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { candidatesFor } from './candidates/candidates.js';
import { LoadProcess } from './machine/load-process.js';
import { type Placement, placement } from './machine/placement.js';
import { PrivatePlace } from './machine/private-place.js';
import { compete, enter, leave } from './measure/competition.js';
import type { Competitor } from './measure/competitor.js';
import type { Figures } from './measure/figures.js';
import type { Bench } from './measure/rounds.js';
import { loadCeiling } from './measure/ceiling.js';
import { type Options, optionsOf, USAGE, UsageError } from './options.js';
import { asJson } from './report/json.js';
import { candidatesReport, closingReport, workloadReport } from './report/report.js';
import { verdicts } from './report/targets.js';

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const tell = (line: string): void => void process.stderr.write(`    ${line}\n`);

async function bench(options: Options): Promise<void> {
  const where = placement();
  const place = await PrivatePlace.open(options, tell);
  const load = LoadProcess.start(where.load);
  let competitors: readonly Competitor[] = [];
  try {
    const entries = await enter(candidatesFor(options), place, where.server);
    competitors = entries.competitors;
    print(`${headline(options, where)}\n${candidatesReport(entries)}`);
    const means: Bench = { options, load, databasePid: place.databasePid };
    print(await loadCeiling(means, competitors));
    const onRuns: Parameters<typeof compete>[0]['onRuns'] = (name, runs) => print(workloadReport(name, runs));
    report(options, await compete({ bench: means, place, pinned: where.server, competitors, onRuns }));
  } finally {
    load.stop();
    await leave(competitors);
    await place.close();
  }
}

function headline({ rounds, seconds, connections, quick, sqlite }: Options, { words }: Placement): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, ${Math.round(totalmem() / 1024 ** 3)} GB`;
  const database = sqlite ? 'embedded SQLite' : 'a MariaDB of its own';
  return [
    `Node.js ${process.version}, ${machine}; ${database}, every commit on disk; ${words}`,
    `${rounds} rounds of ${seconds} s each, interleaved, ${connections} connections; medians`,
    ...(quick ? ['A quick run: it shows that everything works, and its figures mean little.'] : []),
    '',
  ].join('\n');
}

function report(options: Options, figures: Figures): void {
  // The targets were set for MariaDB.
  const outcome = options.sqlite ? [] : verdicts(figures);
  print(closingReport(figures, outcome));
  if (options.json === undefined) return;
  writeFileSync(options.json, asJson(options, figures, outcome));
  tell(`written: ${options.json}`);
}

// The processes that were started end with this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
try {
  const options = optionsOf(process.argv.slice(2));
  if (options === undefined) print(USAGE);
  else await bench(options);
} catch (error) {
  process.stderr.write(
    `${error instanceof UsageError ? `${error.message}\n${USAGE}` : String((error as Error).stack)}\n`,
  );
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
