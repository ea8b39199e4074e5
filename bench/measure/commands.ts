import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../../test/support/statistics.js';
import type { Competitor } from './competitor.js';
import type { Finding } from './figures.js';

const ONE_STATEMENT = fileURLToPath(new URL('../floor/one-statement.js', import.meta.url));
const COMMAND = ['dist/src/cli/tenantry.js', 'organization', 'show'];

/** How long a command takes from its start to its end, in turn with a process that asks one statement. */
export function commandFindings({ prepared }: Competitor, pinned: readonly string[], rounds: number): Finding[] {
  const { environment, directory } = prepared.server;
  const { PATH = '', HOME = '' } = process.env;
  const organization = prepared.target.organizations[0]!;
  const timeOf = (...command: string[]): number => {
    const [file, ...args] = [...pinned, process.execPath, ...command, organization];
    const began = performance.now();
    const { status } = spawnSync(file, args, { cwd: directory, env: { PATH, HOME, ...environment } });
    return status === 0 ? performance.now() - began : NaN;
  };
  const times: [show: number, bare: number][] = [];
  for (let round = 0; round < rounds; round++) times.push([timeOf(...COMMAND), timeOf(ONE_STATEMENT)]);
  const finding = (what: string, each: readonly number[], detail: string): Finding => {
    const isRight = each.every(Number.isFinite);
    return { what, value: isRight ? median(each) : NaN, unit: 'ms', detail, isRight };
  };
  const shown = times.map(([show]) => show);
  const bare = times.map(([, each]) => each);
  return [
    finding('organization show', shown, `tenantry organization show, ${rounds} times`),
    finding('one statement', bare, `bare node: connect and ask one statement, ${rounds} times`),
  ];
}
