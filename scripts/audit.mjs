/**
 * Runs `npm audit` on what the lock file installs for the service, and compares its advisories with the exemptions of
 * scripts/audit-exemptions.json: each has a reason and a day until which it holds.
 *
 * Ends with 1 for an advisory without an exemption, for an exemption that has ended, and for one of an advisory that no
 * longer appears. A registry that answers no audits is named, and ends it with 0, or with 1 where REQUIRE_AUDIT is 1.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EXEMPTIONS = new URL('./audit-exemptions.json', import.meta.url);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The report of npm, or why there is none. */
function report() {
  const audit = ['audit', '--json', '--omit=dev', '--package-lock-only'];
  const { stdout, stderr, error } = spawnSync('npm', audit, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) return { missing: error.message };
  try {
    const read = JSON.parse(stdout);
    if (read.vulnerabilities && !read.error) return { read };
    return { missing: read.message ?? read.error?.summary ?? 'npm gave a report of another form' };
  } catch {
    return { missing: stderr.trim().split('\n')[0] || 'npm gave no report' };
  }
}

/** Each advisory once: its number, the package it is about, its title. */
function advisoriesOf({ vulnerabilities }) {
  const found = new Map();
  for (const { via } of Object.values(vulnerabilities)) {
    for (const { url, name, title, severity } of via.filter((each) => typeof each === 'object')) {
      const id = url.split('/').at(-1);
      found.set(id, { id, text: `${id}, ${severity}, ${name}: ${title}` });
    }
  }
  return [...found.values()];
}

/** What is wrong with the exemptions by themselves. */
function faultsOf(exemptions, today) {
  return exemptions.flatMap(({ advisory, reason, until }) => {
    if (!advisory || !reason || !DAY.test(until ?? '')) {
      return [`The exemption of ${advisory || 'nothing'} needs an advisory, a reason, and a day in "until".`];
    }
    return until < today ? [`The exemption of ${advisory} has ended on ${until}: ${reason}`] : [];
  });
}

const exemptions = JSON.parse(readFileSync(EXEMPTIONS, 'utf8'));
const faults = faultsOf(exemptions, new Date().toISOString().slice(0, 10));
const { read, missing } = report();
if (read) {
  const exempt = new Set(exemptions.map(({ advisory }) => advisory));
  const advisories = advisoriesOf(read);
  faults.push(...advisories.filter(({ id }) => !exempt.has(id)).map(({ text }) => text));
  const found = new Set(advisories.map(({ id }) => id));
  const idle = exemptions.filter(({ advisory }) => !found.has(advisory));
  faults.push(...idle.map(({ advisory }) => `The exemption of ${advisory} is needed no longer: take it away.`));
  if (faults.length === 0) console.log(`No advisory without an exemption; ${exemptions.length} with one.`);
} else {
  console.log(`Not audited, since the registry answers no audits: ${missing}`);
  console.log('The minimum versions of test/guarantees/repository/dependencies.spec.ts are all that is checked.');
  if (process.env.REQUIRE_AUDIT === '1') faults.push('REQUIRE_AUDIT=1 makes that a failure.');
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
