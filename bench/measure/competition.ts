import type { Candidate } from '../candidates/candidate.js';
import type { PrivatePlace } from '../machine/private-place.js';
import { ServerProcess } from '../machine/server-process.js';
import { CALLS } from '../load/workloads.js';
import { PRODUCT } from '../report/targets.js';
import type { WorkloadName } from '../workload-names.js';
import { commandFindings } from './commands.js';
import type { Competitor } from './competitor.js';
import { identicalFinding, limitFinding } from './exactness.js';
import type { Figures, Finding, Runs } from './figures.js';
import { type Bench, interleaved } from './rounds.js';
import { startFindings } from './starts.js';

interface Competition {
  readonly bench: Bench;
  readonly place: PrivatePlace;
  /** Put ahead of the command of a server. */
  readonly pinned: readonly string[];
  readonly competitors: readonly Competitor[];
  /** Called with each workload as soon as it is measured. */
  readonly onRuns: (name: WorkloadName, runs: Runs) => void;
}

/** Seeds and starts every candidate. One that cannot be prepared is left out, and the reason is shown. */
export async function enter(
  candidates: readonly Candidate[],
  place: PrivatePlace,
  pinned: readonly string[],
): Promise<Competitor[]> {
  const competitors: Competitor[] = [];
  for (const candidate of candidates) {
    place.tell(`${candidate.name}: seeding`);
    try {
      const prepared = await candidate.prepare(place);
      const server = await ServerProcess.start(prepared.server, pinned, place.log(candidate.name));
      competitors.push({ candidate, prepared, server });
    } catch (error) {
      if (candidate.name === PRODUCT) throw error;
      place.tell(`${candidate.name}: not measured. ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return competitors;
}

/** Runs every workload that is asked for. */
export async function compete(competition: Competition): Promise<Figures> {
  const runs = new Map<WorkloadName, Runs>();
  const findings = new Map<string, Finding>();
  for (const name of competition.bench.options.only as readonly WorkloadName[]) {
    const taking = competition.competitors.filter(({ candidate }) => candidate.workloads.includes(name));
    competition.place.tell(`${name}: ${taking.map(({ candidate }) => candidate.name).join(', ')}`);
    if (CALLS[name] === undefined || name === 'limit' || name === 'identical') {
      for (const finding of await found(competition, name, taking)) findings.set(finding.what, finding);
      continue;
    }
    if (name === 'enterprise-common-admin') await addCommonAdmin(competition, taking);
    const measured = await interleaved(competition.bench, name, taking);
    runs.set(name, measured);
    competition.onRuns(name, measured);
  }
  return { runs, findings };
}

async function found(
  { bench, place, pinned }: Competition,
  name: WorkloadName,
  taking: readonly Competitor[],
): Promise<Finding[]> {
  const product = taking.find(({ candidate }) => candidate.name === PRODUCT);
  if (product === undefined) return [];
  const { rounds } = bench.options;
  switch (name) {
    case 'limit':
      return [await limitFinding(bench, product)];
    case 'identical':
      return [await identicalFinding(bench, product)];
    case 'start-up':
      return startFindings(taking, { pinned, log: (of) => place.log(of), rounds });
    default:
      return commandFindings(product, pinned, rounds);
  }
}

async function addCommonAdmin({ bench, place }: Competition, taking: readonly Competitor[]): Promise<void> {
  const { adminEnterprises } = bench.options;
  place.tell(`seeding ${adminEnterprises} enterprises of one admin`);
  for (const { prepared } of taking) await prepared.addCommonAdmin?.(adminEnterprises);
}
