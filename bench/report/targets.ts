import type { Figures, Runs } from '../measure/figures.js';
import type { WorkloadName } from '../workload-names.js';
import { ratio } from './statistics.js';
import { number, table } from './table.js';
import { BASE, ratioOf } from './workload-table.js';

export const PRODUCT = 'Tenantry';
export const PRODUCT_AT_SCALE = 'Tenantry at 1 M';

/** What is aimed at: a value that is at least, or at most, so much. */
interface Target {
  readonly what: string;
  readonly direction: 'at least' | 'at most';
  readonly target: number;
  readonly stretch: number;
  /** Undefined where it was not measured, NaN where calls failed. */
  readonly value: (figures: Figures) => number | undefined;
}

export interface Verdict extends Omit<Target, 'value'> {
  readonly value: number | undefined;
  readonly verdict: 'stretch met' | 'met' | 'MISSED' | 'CALLS FAILED' | 'not measured';
}

type Quantity = 'perSecond' | 'server' | 'p50' | 'p99';
const runsOf = (figures: Figures, name: WorkloadName): Runs => figures.runs.get(name) ?? new Map();

/** One candidate against another in the same rounds. */
const against =
  (name: WorkloadName, quantity: Quantity, other: string, one = PRODUCT) =>
  (figures: Figures): number | undefined =>
    ratioOf(runsOf(figures, name).get(one), runsOf(figures, name).get(other), quantity);

/** One workload against another, of one candidate in the same run. */
const between =
  (name: WorkloadName, quantity: Quantity, other: WorkloadName, candidate = PRODUCT) =>
  (figures: Figures): number | undefined =>
    ratioOf(runsOf(figures, name).get(candidate), runsOf(figures, other).get(candidate), quantity);

const found =
  (name: string, base: string) =>
  ({ findings }: Figures): number | undefined => {
    const [one, other] = [findings.get(name), findings.get(base)];
    return one && other && ratio(one.value, other.value);
  };

/** 1 where it was right. */
const right =
  (name: string) =>
  ({ findings }: Figures): number | undefined => {
    const finding = findings.get(name);
    return finding && Number(finding.isRight);
  };

/** The most memory that the product had under any load. */
function memory({ runs }: Figures): number | undefined {
  const all = [...runs.values()].flatMap((each) => each.get(PRODUCT) ?? []);
  return all.length === 0 ? undefined : Math.max(...all.map(({ megabytes }) => megabytes));
}

const least = (what: string, target: number, stretch: number, value: Target['value']): Target => ({
  ...{ what, direction: 'at least', target, stretch, value },
});
const most = (what: string, target: number, stretch: number, value: Target['value']): Target => ({
  ...{ what, direction: 'at most', target, stretch, value },
});

const atScale = (name: WorkloadName, words: string): Target =>
  most(`${words}: p99 at 1 M organizations / at 1 k`, 1.3, 1.1, against(name, 'p99', PRODUCT, PRODUCT_AT_SCALE));

export const TARGETS: readonly Target[] = [
  least('create enterprise: requests/s / floor', 0.75, 0.9, against('enterprise', 'perSecond', BASE)),
  most('create enterprise: server CPU / floor', 2.4, 1.6, against('enterprise', 'server', BASE)),
  least('create managed organization: requests/s / floor', 0.7, 0.85, against('managed', 'perSecond', BASE)),
  most('create managed organization: server CPU / floor', 2.4, 2.4, against('managed', 'server', BASE)),
  least('get organization: requests/s / floor', 0.7, 0.9, against('get', 'perSecond', BASE)),
  least('list 100: requests/s / floor', 0.9, 1, against('list-first', 'perSecond', BASE)),
  least('ping: requests/s / floor', 0.65, 0.8, against('ping', 'perSecond', BASE)),
  least('create enterprise: requests/s / better-auth', 8, 12, against('enterprise', 'perSecond', 'better-auth')),
  least('create enterprise: requests/s / boilerplate', 3.5, 5, against('enterprise', 'perSecond', 'boilerplate')),
  most(
    'create enterprise: requests/s with an admin of one organization / with one of very many enterprises',
    ...([1.1, 1] as const),
    between('enterprise-one-admin', 'perSecond', 'enterprise-common-admin'),
  ),
  most(
    'list 100: p50 of the middle page at 500,000 children / of the first',
    ...([1.5, 1.1] as const),
    between('list-middle', 'p50', 'list-first', PRODUCT_AT_SCALE),
  ),
  atScale('enterprise', 'create enterprise'),
  atScale('managed', 'create managed organization'),
  atScale('get', 'get organization'),
  atScale('list-first', 'list 100'),
  least(
    'create managed organization, 64 clients: requests/s on one parent / on 1,000',
    ...([0.5, 0.7] as const),
    between('managed-one-parent', 'perSecond', 'managed-many-parents'),
  ),
  least('a limit is reached exactly, and nothing fails (1 = yes)', 1, 1, right('limit')),
  least('64 identical calls give one answer and one enterprise (1 = yes)', 1, 1, right('identical')),
  least(
    'create enterprise: requests/s while 16 clients create managed ones / alone',
    ...([0.5, 0.75] as const),
    between('enterprise-beside-managed', 'perSecond', 'enterprise-alone'),
  ),
  most('memory under load, MB', 200, 150, memory),
  most('start-up / floor', 6, 4, found(`start-up of ${PRODUCT}`, `start-up of ${BASE}`)),
  most('organization show / one statement of bare node', 3, 2, found('organization show', 'one statement')),
];

/** Each target with what became of it. */
export function verdicts(figures: Figures, targets: readonly Target[] = TARGETS): Verdict[] {
  return targets.map(({ value, ...target }) => {
    const measured = value(figures);
    return { ...target, value: measured, verdict: verdictOf(target, measured) };
  });
}

function verdictOf(
  { direction, target, stretch }: Omit<Target, 'value'>,
  value: number | undefined,
): Verdict['verdict'] {
  if (value === undefined) return 'not measured';
  if (!Number.isFinite(value)) return 'CALLS FAILED';
  const meets = (limit: number) => (direction === 'at least' ? value >= limit : value <= limit);
  if (meets(stretch)) return 'stretch met';
  return meets(target) ? 'met' : 'MISSED';
}

export function targetTable(all: readonly Verdict[]): string {
  const rows = all.map(({ what, direction, target, stretch, value, verdict }) => [
    ...[what, number(value ?? NaN), `${direction} ${number(target)}`, number(stretch), verdict],
  ]);
  return table(['target', 'measured', 'aimed at', 'stretch', ''], rows);
}
