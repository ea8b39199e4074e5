import { CALLS } from './workloads.js';
import { type Limit, run, type StreamResult } from './run.js';
import type { Target } from './target.js';
import type { WorkloadName } from '../workload-names.js';

/** What the load process is asked for; it answers each job with its results, in the order of the streams. */
export interface Job {
  readonly target: Target;
  readonly streams: readonly { readonly name: WorkloadName; readonly connections: number }[];
  readonly limit: Limit;
}

export interface JobResult {
  readonly streams: readonly StreamResult[];
  readonly seconds: number;
  /** Of this process, in microseconds. */
  readonly cpu: number;
}

async function work({ target, streams, limit }: Job): Promise<JobResult> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const prepared = streams.map(({ name, connections }) => ({ name, connections, next: CALLS[name]!(target) }));
  const results = await run(target, prepared, limit);
  const { user, system } = process.cpuUsage(cpu);
  return { streams: results, seconds: (performance.now() - began) / 1_000, cpu: user + system };
}

// A process of its own, so that it can be kept off the core of the server.
process.on('message', (job: Job) => {
  work(job).then(
    (result) => process.send!(result),
    (error: unknown) => {
      process.stderr.write(`The load failed: ${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
