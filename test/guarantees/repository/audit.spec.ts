import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const ID = 'GHSA-6v32-fjc9-9qf6';
const ADVISORY = {
  source: 1,
  name: 'sample',
  url: `https://github.com/advisories/${ID}`,
  title: 'Everything can be read',
  severity: 'high',
};
const FOUND = { auditReportVersion: 2, vulnerabilities: { sample: { via: [ADVISORY] }, above: { via: ['sample'] } } };
const NOTHING = { auditReportVersion: 2, vulnerabilities: {} };
const REFUSED = { message: '405 Method Not Allowed - POST https://packages.example.com/audit', statusCode: 405 };
const LASTING = { advisory: ID, reason: 'It cannot be reached from here.', until: '2999-12-31' };

describe('npm run audit', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'tenantry-audit-'));
    for (const each of ['scripts', 'bin']) mkdirSync(join(directory, each));
    copyFileSync('scripts/audit.mjs', join(directory, 'scripts/audit.mjs'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  /** Runs it where npm gives this report, with these exemptions. */
  function audited(report: object | string, exemptions: object[], variables: Record<string, string> = {}) {
    const text = typeof report === 'string' ? report : JSON.stringify(report);
    writeFileSync(join(directory, 'scripts/audit-exemptions.json'), JSON.stringify(exemptions));
    writeFileSync(join(directory, 'bin/npm'), `#!/bin/sh\ncat <<'END'\n${text}\nEND\nexit 1\n`);
    chmodSync(join(directory, 'bin/npm'), 0o755);
    const path = [join(directory, 'bin'), process.env.PATH].join(delimiter);
    const script = join(directory, 'scripts/audit.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
      env: { PATH: path, ...variables },
    });
    return { status, stdout, stderr };
  }

  it('ends with 0 where nothing is found', () => {
    expect(audited(NOTHING, [])).toMatchObject({ status: 0, stderr: '' });
  });

  it('ends with 1 for an advisory, and names it once', () => {
    const { status, stderr } = audited(FOUND, []);
    expect([status, stderr]).toEqual([1, `${ID}, high, sample: Everything can be read\n`]);
  });

  it('lets one pass that is exempt, with a reason, until a day', () => {
    expect(audited(FOUND, [LASTING])).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['has ended on 2026-01-31', { ...LASTING, until: '2026-01-31' }],
    ['needs an advisory, a reason, and a day', { ...LASTING, reason: '' }],
    ['needs an advisory, a reason, and a day', { ...LASTING, until: 'some day' }],
  ])('ends with 1 for an exemption that %s', (words, exemption) => {
    const { status, stderr } = audited(FOUND, [exemption]);
    expect([status, stderr]).toEqual([1, expect.stringContaining(words)]);
  });

  it('ends with 1 for an exemption of what no longer appears', () => {
    const { status, stderr } = audited(NOTHING, [LASTING]);
    expect([status, stderr]).toEqual([1, `The exemption of ${ID} is needed no longer: take it away.\n`]);
  });

  it.each([
    ['405 Method Not Allowed', REFUSED],
    ['npm gave no report', 'nothing'],
    ['npm gave a report of another form', {}],
  ])('says that nothing was audited where there is no report: %s', (words, report) => {
    const { status, stdout } = audited(report, []);
    expect([status, stdout]).toEqual([0, expect.stringMatching(`^Not audited, since .*${words}`)]);
    expect(audited(report, [], { REQUIRE_AUDIT: '1' })).toMatchObject({
      status: 1,
      stderr: 'REQUIRE_AUDIT=1 makes that a failure.\n',
    });
    expect(audited(report, [{ ...LASTING, until: '2026-01-31' }]).status).toBe(1);
  });

  it('is run by .ci/run, with exemptions that each have a reason and a day', () => {
    expect(readFileSync('.ci/run', 'utf8')).toContain("step 'advisories' npm run audit");
    const exemptions = JSON.parse(readFileSync('scripts/audit-exemptions.json', 'utf8')) as (typeof LASTING)[];
    for (const { reason, until } of exemptions)
      expect([reason, until]).toEqual([expect.stringMatching(/.{20}/), expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)]);
  });
});
