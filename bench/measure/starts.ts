import { median } from '../../test/support/statistics.js';
import { ServerProcess } from '../machine/server-process.js';
import type { Competitor } from './competitor.js';
import type { Finding } from './figures.js';

interface Where {
  readonly pinned: readonly string[];
  readonly log: (name: string) => string;
  readonly rounds: number;
}

/** From the start of a process to its first answer of 200, of each competitor in turn. */
export async function startFindings(competitors: readonly Competitor[], where: Where): Promise<Finding[]> {
  const times = new Map<string, number[]>(competitors.map(({ candidate }) => [candidate.name, []]));
  for (let round = 0; round < where.rounds; round++) {
    for (const { candidate, prepared } of competitors) {
      const server = await ServerProcess.start(prepared.server, where.pinned, where.log(candidate.name));
      times.get(candidate.name)!.push(server.startUp);
      await server.stop();
    }
  }
  return [...times].map(([name, each]) => ({
    what: `start-up of ${name}`,
    value: median(each),
    unit: 'ms',
    detail: `from start to the first answer of 200, ${each.length} times`,
    isRight: true,
  }));
}
