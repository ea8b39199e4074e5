import type { Entries } from '../measure/competition.js';
import type { Figures, Finding, Runs } from '../measure/figures.js';
import type { WorkloadName } from '../workload-names.js';
import { number, table } from './table.js';
import { targetTable, type Verdict } from './targets.js';
import { workloadTable } from './workload-table.js';

/** What each workload does, for the heading of its table. */
const TITLES: Readonly<Record<WorkloadName, string>> = {
  ping: 'ping, which asks the database nothing',
  get: 'get one of 1,000 organizations',
  'list-first': 'list 100 managed organizations: the first page',
  'list-middle': 'list 100 managed organizations: the middle page',
  'list-last': 'list 100 managed organizations: the last page',
  'list-enterprises': 'list 100 enterprises',
  'token-warm': 'get an organization, by a token that is in use',
  'token-cold': 'get an organization, each call by a token that was not in use',
  enterprise: 'create an enterprise with a new user, two further admins and two identifiers',
  'enterprise-half-known': 'create an enterprise, every second time for a known email',
  managed: 'create a managed organization with three annotations, under one of 1,000',
  mixed: 'four reads of five calls: get 50 %, list 30 %, create 20 %',
  'managed-many-parents': 'create a managed organization, 64 clients under 1,000 parents',
  'managed-one-parent': 'create a managed organization, 64 clients under one parent',
  'enterprise-alone': 'create an enterprise, 16 clients in one organization',
  'enterprise-beside-managed': 'the same, while 16 other clients create managed organizations in it',
  'enterprise-one-admin': 'create an enterprise with one further admin, who is a member of the organization',
  'enterprise-common-admin': 'create an enterprise with one further admin, who has very many enterprises',
  limit: 'a limit under a race',
  identical: 'identical calls at the same time',
  'start-up': 'start-up',
  command: 'a command',
};

export function workloadReport(name: WorkloadName, runs: Runs): string {
  return `\n${name}: ${TITLES[name]}\n\n${workloadTable(runs)}\n`;
}

/** What each candidate does less, which its figures must be read with. */
export function candidatesReport({ competitors, absent }: Entries): string {
  const lines = competitors.map(({ candidate, server }) => {
    return `  ${candidate.name} lacks: ${candidate.lacks} (${candidate.name} started in ${number(server.startUp)} ms)`;
  });
  const missing = absent.map(({ name, why }) => `  ${name} is not measured: ${why}`);
  return ['Candidates', ...lines, ...missing].join('\n');
}

export function closingReport({ findings }: Figures, verdicts: readonly Verdict[]): string {
  const parts = [findings.size > 0 ? `\n${findingTable([...findings.values()])}\n` : ''];
  return [...parts, verdicts.length > 0 ? `\n${targetTable(verdicts)}\n` : ''].join('');
}

function findingTable(findings: readonly Finding[]): string {
  const rows = findings.map(({ what, value, unit, detail, isRight }) => [
    ...[what, `${number(value)} ${unit}`, isRight ? 'right' : 'WRONG', detail],
  ]);
  return table(['measured', 'value', '', 'of what'], rows);
}
