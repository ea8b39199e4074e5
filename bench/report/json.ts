import type { Figures } from '../measure/figures.js';
import type { Options } from '../options.js';
import type { Verdict } from './targets.js';

/** All figures of a run, every round of it. What was not measured is null. */
export function asJson(options: Options, { runs, findings }: Figures, verdicts: readonly Verdict[]): string {
  const workloads = [...runs].map(([name, each]) => [name, Object.fromEntries(each)]);
  const all = {
    node: process.version,
    options,
    workloads: Object.fromEntries(workloads) as object,
    findings: [...findings.values()],
    verdicts,
  };
  return `${JSON.stringify(all, null, 2)}\n`;
}
