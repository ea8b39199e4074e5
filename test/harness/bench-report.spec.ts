import type { Figures, Run } from '../../bench/measure/figures.js';
import { percentile, ratio, spreadOf } from '../../bench/report/statistics.js';
import { number, table } from '../../bench/report/table.js';
import { verdicts } from '../../bench/report/targets.js';
import { workloadTable } from '../../bench/report/workload-table.js';
import type { WorkloadName } from '../../bench/workload-names.js';

const run = (perSecond: number, more: Partial<Run> = {}): Run => ({
  ...{ perSecond, p50: 1, p99: 2, server: 100, database: 200, megabytes: 80, loadBusy: 0.1, others: 0.02 },
  failures: {},
  ...more,
});

const figures = (workload: WorkloadName, runs: Readonly<Record<string, readonly Run[]>>): Figures => ({
  runs: new Map([[workload, new Map(Object.entries(runs))]]),
  findings: new Map(),
});

const verdictOf = (all: Figures, what: string) => verdicts(all).find((each) => each.what === what);
const PING = 'ping: requests/s / floor';

describe('the statistics of the benchmark', () => {
  it('are the middle value, and half of the range as a part of it', () => {
    expect(spreadOf([90, 100, 130])).toEqual({ median: 100, spread: 0.2 });
    expect(spreadOf([5])).toEqual({ median: 5, spread: 0 });
    expect(spreadOf([]).median).toBeNaN();
  });

  it('take the value that a part of all does not exceed', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, index) => index + 1);
    expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile(hundred, 1)]).toEqual([50, 99, 100]);
    expect(percentile(Float64Array.of(7), 0.99)).toBe(7);
    expect(percentile(new Float64Array(), 0.5)).toBeNaN();
  });

  it('give no ratio to nothing', () => {
    expect(ratio(3, 4)).toBe(0.75);
    expect(ratio(3, 0)).toBeNaN();
    expect(ratio(3, NaN)).toBeNaN();
  });
});

describe('the tables of the benchmark', () => {
  it('have columns of one width, the first to the left', () => {
    expect(
      table(
        ['name', 'n'],
        [
          ['a', '10'],
          ['longer', '9'],
        ],
      ).split('\n'),
    ).toEqual(['name     n', '------  --', 'a       10', 'longer   9']);
  });

  it.each([
    [1234.5, '1,235'],
    [12.34, '12.3'],
    [0.123, '0.12'],
    [NaN, '-'],
  ])('show %p as %s', (value, text) => {
    expect(number(value)).toBe(text);
  });

  it('compare each candidate with the floor', () => {
    const [, , floor, product] = workloadTable(
      new Map([
        ['floor', [run(1_000), run(900), run(1_100)]],
        ['Tenantry', [run(500, { server: 150 }), run(600, { server: 160 }), run(550, { server: 155 })]],
      ]),
    ).split('\n');
    expect(floor!.split(/ {2,}/).slice(0, 4)).toEqual(['floor', '1,000', '±10 %', '1.00']);
    expect(product!.split(/ {2,}/).slice(0, 6)).toEqual(['Tenantry', '550', '±9 %', '0.55', '155', '1.55']);
    expect(product).toMatch(/none$/);
  });

  it('give no ratio where a call has failed, and say what failed', () => {
    const failing = run(500, { failures: { 429: 3 }, sample: '429: too many' });
    const text = workloadTable(
      new Map([
        ['floor', [run(1_000)]],
        ['Tenantry', [failing, run(500)]],
      ]),
    );
    const [, , , product, sample] = text.split('\n');
    expect(product!.split(/ {2,}/).slice(0, 4)).toEqual(['Tenantry', '500', '±0 %', '-']);
    expect(product).toMatch(/429: 3$/);
    expect(sample).toBe('Tenantry, one that failed: 429: too many');
  });
});

describe('the doubts about figures', () => {
  const withRun = (more: Partial<Run>) =>
    workloadTable(new Map([['floor', [run(1_000, more)]]]))
      .split('\n')
      .slice(3);

  it('are none on a quiet machine', () => {
    expect(withRun({ loadBusy: 0.9, others: 0.1 })).toEqual([]);
  });

  it('are said where the load or other work was in the way', () => {
    expect(withRun({ loadBusy: 0.91 })).toEqual(['The load was near what it can do: the server may be faster.']);
    expect(withRun({ others: 0.11 })).toEqual([
      'The machine did other work meanwhile: measure again when it is quiet.',
    ]);
  });
});

describe('the targets of the benchmark', () => {
  it.each([
    [800, 'stretch met'],
    [799, 'met'],
    [650, 'met'],
    [649, 'MISSED'],
  ])('at least 0.65, better 0.80: %p of 1000 is %s', (perSecond, verdict) => {
    const all = figures('ping', { floor: [run(1_000)], Tenantry: [run(perSecond)] });
    expect(verdictOf(all, PING)).toMatchObject({ value: perSecond / 1_000, verdict });
  });

  it.each([
    [150, 'stretch met'],
    [200, 'met'],
    [201, 'MISSED'],
  ])('at most 200 MB, better 150: %p is %s', (megabytes, verdict) => {
    const all = figures('ping', { Tenantry: [run(1, { megabytes: 100 }), run(1, { megabytes })] });
    expect(verdictOf(all, 'memory under load, MB')).toMatchObject({ value: megabytes, verdict });
  });

  it('are not measured where a candidate is missing', () => {
    expect(verdictOf(figures('ping', { Tenantry: [run(800)] }), PING)?.verdict).toBe('not measured');
    expect(verdictOf(figures('get', { Tenantry: [run(800)], floor: [run(800)] }), PING)?.verdict).toBe('not measured');
  });

  it('are neither met nor missed where a call has failed', () => {
    const failing = run(800, { failures: { socket: 1 } });
    for (const runs of [
      { floor: [run(1_000)], Tenantry: [failing] },
      { floor: [failing], Tenantry: [run(800)] },
    ]) {
      expect(verdictOf(figures('ping', runs), PING)?.verdict).toBe('CALLS FAILED');
    }
  });

  it('compare two workloads of one candidate', () => {
    const all: Figures = {
      runs: new Map<WorkloadName, Map<string, Run[]>>([
        ['managed-many-parents', new Map([['Tenantry', [run(1_000)]]])],
        ['managed-one-parent', new Map([['Tenantry', [run(600)]]])],
      ]),
      findings: new Map(),
    };
    const what = 'create managed organization, 64 clients: requests/s on one parent / on 1,000';
    expect(verdictOf(all, what)).toMatchObject({ value: 0.6, verdict: 'met' });
  });

  it('need a count that is exact', () => {
    const finding = { what: 'limit', value: 201, unit: 'created', detail: '', isRight: false };
    const all: Figures = { runs: new Map(), findings: new Map([['limit', finding]]) };
    expect(verdictOf(all, 'a limit is reached exactly, and nothing fails (1 = yes)')?.verdict).toBe('MISSED');
  });
});
