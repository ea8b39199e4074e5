import type { Candidate } from '../candidates/candidate.js';
import type { PrivatePlace } from '../machine/private-place.js';
import { ServerProcess } from '../machine/server-process.js';
import { PRODUCT } from '../report/targets.js';
import { GROUPS, type WorkloadName } from '../workload-names.js';
import { commandFindings } from './commands.js';
import type { Competitor } from './competitor.js';
import { identicalFinding, limitFinding } from './exactness.js';
import type { Figures, Finding, Runs } from './figures.js';
import { type Bench, interleaved } from './rounds.js';
import { startFindings } from './starts.js';

/** What is no stream of calls that is timed. */
const OF_THEIR_OWN: ReadonlySet<WorkloadName> = new Set(['limit', 'identical', 'start-up', 'command']);

interface Competition {
  readonly bench: Bench;
  readonly place: PrivatePlace;
  /** Put ahead of the command of a server. */
  readonly pinned: readonly string[];
  readonly competitors: readonly Competitor[];
  /** Called with each workload as soon as it is measured. */
  readonly onRuns: (name: WorkloadName, runs: Runs) => void;
}

/** Who takes part, and why the others do not. */
export interface Entries {
  readonly competitors: readonly Competitor[];
  readonly absent: readonly { readonly name: string; readonly why: string }[];
}

/**
 * Seeds and starts every candidate. One that cannot be had is absent.
 * @throws where that is the product
 */
export async function enter(
  candidates: readonly Candidate[],
  place: PrivatePlace,
  pinned: readonly string[],
): Promise<Entries> {
  const [competitors, absent]: [Competitor[], { name: string; why: string }[]] = [[], []];
  for (const candidate of candidates) {
    place.tell(`${candidate.name}: seeding`);
    try {
      competitors.push(await entered(candidate, place, pinned));
    } catch (error) {
      if (candidate.name === PRODUCT) {
        await leave(competitors);
        throw error;
      }
      absent.push({ name: candidate.name, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return { competitors, absent };
}

/** Ends the servers, and what the benchmark has open in their databases. */
export async function leave(competitors: readonly Competitor[]): Promise<void> {
  for (const { server, prepared } of competitors) await Promise.allSettled([server.stop(), prepared.close()]);
}

async function entered(candidate: Candidate, place: PrivatePlace, pinned: readonly string[]): Promise<Competitor> {
  const prepared = await candidate.prepare(place);
  try {
    const server = await ServerProcess.start(prepared.server, pinned, place.log(candidate.name));
    return { candidate, prepared, server };
  } catch (error) {
    await prepared.close();
    throw error;
  }
}

/** Runs every workload that is asked for. */
export async function compete(competition: Competition): Promise<Figures> {
  const { bench, place, competitors } = competition;
  const runs = new Map<WorkloadName, Runs>();
  const findings = new Map<string, Finding>();
  for (const group of GROUPS) {
    const names = group.filter((name) => bench.options.only.includes(name));
    const [name] = names;
    if (name === undefined) continue;
    const taking = competitors.filter(({ candidate }) => candidate.workloads.includes(name));
    place.tell(`${names.join(', ')}: ${taking.map(({ candidate }) => candidate.name).join(', ')}`);
    if (OF_THEIR_OWN.has(name)) {
      for (const finding of await found(competition, name, taking)) findings.set(finding.what, finding);
      continue;
    }
    if (names.some((each) => each === 'enterprise-common-admin')) await addCommonAdmin(competition, taking);
    for (const [each, measured] of await interleaved(bench, names, competitors)) {
      runs.set(each, measured);
      competition.onRuns(each, measured);
    }
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
