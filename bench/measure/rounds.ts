import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoadProcess } from '../machine/load-process.js';
import { cpuOf, cpuOfMachine, residentOf } from '../machine/process-figures.js';
import type { Options } from '../options.js';
import type { WorkloadName } from '../workload-names.js';
import { type Competitor, targetOf } from './competitor.js';
import type { Run, Runs } from './figures.js';

/** Until the compiler has seen enough of a server. */
const WARM_SECONDS = 3;
/** Between two runs, for what the one before has left to do. */
const PAUSE_MS = 250;

type Streams = readonly { readonly name: WorkloadName; readonly connections: number }[];

/** The workloads that set their number of connections themselves, or run beside another; the first is measured. */
const STREAMS: Readonly<Partial<Record<WorkloadName, Streams>>> = {
  'managed-many-parents': [{ name: 'managed-many-parents', connections: 64 }],
  'managed-one-parent': [{ name: 'managed-one-parent', connections: 64 }],
  'enterprise-alone': [{ name: 'enterprise-alone', connections: 16 }],
  'enterprise-beside-managed': [
    { name: 'enterprise-beside-managed', connections: 16 },
    { name: 'managed-one-parent', connections: 16 },
  ],
};

export interface Bench {
  readonly options: Options;
  readonly load: LoadProcess;
  readonly databasePid: number | undefined;
}

/**
 * Runs workloads on all competitors in turn: A B C A B C …, so that what disturbs the machine disturbs them alike. A
 * competitor that does not have a workload is left out of its runs.
 */
export async function interleaved(
  bench: Bench,
  names: readonly WorkloadName[],
  competitors: readonly Competitor[],
): Promise<ReadonlyMap<WorkloadName, Runs>> {
  const turns = names.flatMap((name) =>
    competitors
      .filter(({ candidate }) => candidate.workloads.includes(name))
      .map((competitor) => ({ name, competitor, runs: [] as Run[] })),
  );
  const { quick, rounds, seconds } = bench.options;
  for (const { name, competitor } of turns) await once(bench, name, competitor, quick ? seconds : WARM_SECONDS);
  for (let round = 0; round < rounds; round++) {
    for (const { name, competitor, runs } of turns) {
      await delay(PAUSE_MS);
      runs.push(await once(bench, name, competitor, seconds));
    }
  }
  const of = (name: WorkloadName) => turns.filter((turn) => turn.name === name);
  return new Map(
    names.map((name) => [name, new Map(of(name).map(({ competitor, runs }) => [competitor.candidate.name, runs]))]),
  );
}

async function once(bench: Bench, name: WorkloadName, competitor: Competitor, seconds: number): Promise<Run> {
  const streams = STREAMS[name] ?? [{ name, connections: bench.options.connections }];
  const { pid } = competitor.server;
  const clocks = () => ({ server: cpuOf(pid), database: cpuOf(bench.databasePid), machine: cpuOfMachine() });
  const before = clocks();
  const result = await bench.load.run({ target: targetOf(competitor), streams, limit: { seconds } });
  const after = clocks();
  const [server, database] = [after.server - before.server, after.database - before.database];
  const own = server + (bench.databasePid === undefined ? 0 : database) + result.cpu;
  const [first] = result.streams;
  const all = result.streams.reduce((sum, { answers }) => sum + answers, 0);
  return {
    ...{ perSecond: first!.perSecond, p50: first!.p50, p99: first!.p99 },
    ...{ server: server / all, database: database / all, megabytes: residentOf(pid) },
    loadBusy: result.cpu / 1e6 / result.seconds,
    others: Math.max(0, after.machine - before.machine - own) / 1e6 / result.seconds / availableParallelism(),
    failures: Object.assign({}, ...result.streams.map(({ failures }) => failures)) as Record<string, number>,
    sample: result.streams.find(({ sample }) => sample !== undefined)?.sample,
  };
}
