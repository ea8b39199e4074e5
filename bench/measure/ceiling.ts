import { number } from '../report/table.js';
import { BASE } from '../report/workload-table.js';
import { targetOf, type Competitor } from './competitor.js';
import type { Bench } from './rounds.js';

const SECONDS = 2;

/** What the load can do at most, against the cheapest answer that there is; runs that come near it measure the load. */
export async function loadCeiling({ load, options }: Bench, competitors: readonly Competitor[]): Promise<string> {
  const competitor = competitors.find(({ candidate }) => candidate.name === BASE) ?? competitors[0]!;
  const streams = [{ name: 'ping', connections: options.connections } as const];
  const job = { target: targetOf(competitor), streams, limit: { seconds: SECONDS } };
  await load.run(job);
  const { streams: results, seconds, cpu } = await load.run(job);
  const { answers, perSecond } = results[0]!;
  const each = cpu / answers;
  return (
    `Load: ${number(perSecond)} pings/s of ${competitor.candidate.name}, ${number(each)} µs of its own CPU for each, ` +
    `${Math.round(cpu / 1e4 / seconds)} % of its core; it could make about ${number(1e6 / each)} calls/s.`
  );
}
