import { hasFailures, type Run, type Runs } from '../measure/figures.js';
import { ratio, spreadOf } from './statistics.js';
import { number, percent, table } from './table.js';

const HEAD = [
  'candidate',
  ...['requests/s', 'spread', '/ floor', 'server µs', '/ floor', 'database µs', '/ floor'],
  ...['p50 ms', 'p99 ms', 'RSS MB', 'load', 'others', 'failures'],
];
export const BASE = 'floor';

type Quantity = 'perSecond' | 'server' | 'database' | 'p50' | 'p99' | 'megabytes' | 'loadBusy' | 'others';

/** The median of a quantity over the rounds. */
export const medianOf = (runs: readonly Run[], quantity: Quantity): number =>
  spreadOf(runs.map((run) => run[quantity])).median;

/** Undefined where one of them was not measured; NaN where a call failed: then something else was measured. */
export function ratioOf(
  runs: readonly Run[] | undefined,
  base: readonly Run[] | undefined,
  quantity: Quantity,
): number | undefined {
  if (!runs?.length || !base?.length) return undefined;
  return hasFailures(runs) || hasFailures(base) ? NaN : ratio(medianOf(runs, quantity), medianOf(base, quantity));
}

/** One line for each candidate that had the workload. */
export function workloadTable(runs: Runs): string {
  const base = runs.get(BASE);
  const rows = [...runs].map(([name, each]) => {
    const relative = (quantity: Quantity) => number(ratioOf(each, base, quantity) ?? NaN);
    const absolute = (quantity: Quantity) => number(medianOf(each, quantity));
    const share = (quantity: Quantity) => percent(medianOf(each, quantity));
    return [
      ...[name, absolute('perSecond'), `±${percent(spreadOf(each.map(({ perSecond }) => perSecond)).spread)}`],
      ...[relative('perSecond'), absolute('server'), relative('server')],
      ...[absolute('database'), relative('database'), absolute('p50'), absolute('p99')],
      ...[
        number(Math.max(...each.map(({ megabytes }) => megabytes))),
        share('loadBusy'),
        share('others'),
        failuresOf(each),
      ],
    ];
  });
  return [table(HEAD, rows), ...samples(runs), ...doubts(runs)].join('\n');
}

function failuresOf(runs: readonly Run[]): string {
  const counts = new Map<string, number>();
  for (const { failures } of runs) {
    for (const [why, count] of Object.entries(failures)) counts.set(why, (counts.get(why) ?? 0) + count);
  }
  return counts.size === 0 ? 'none' : [...counts].map(([why, count]) => `${why}: ${count}`).join(', ');
}

function samples(runs: Runs): string[] {
  return [...runs].flatMap(([name, each]) => {
    const sample = each.find((run) => run.sample !== undefined)?.sample;
    return sample === undefined ? [] : [`${name}, one that failed: ${sample}`];
  });
}

const MUCH_OF_THE_LOAD = 0.9;
const MUCH_OTHER_WORK = 0.1;

/** Why the figures may be worth little. */
function doubts(runs: Runs): string[] {
  const most = (quantity: Quantity) => Math.max(...[...runs.values()].map((each) => medianOf(each, quantity)));
  return [
    ...(most('loadBusy') > MUCH_OF_THE_LOAD ? ['The load was near what it can do: the server may be faster.'] : []),
    ...(most('others') > MUCH_OTHER_WORK
      ? ['The machine did other work meanwhile: measure again when it is quiet.']
      : []),
  ];
}
