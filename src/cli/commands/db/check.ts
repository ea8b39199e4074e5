import { Command } from 'commander';
import type { InvariantResult } from '../../../integrity/integrity-check.service.js';
import type { Cli } from '../../support/cli.js';
import { operatorWithoutDeadline } from '../../support/operator.js';
import { Coloured } from '../../output/coloured.js';
import { EXIT, Failure } from '../../output/failure.js';
import type { Report } from '../../output/report.js';
import { listing } from '../../output/tables.js';

/** `tenantry check`. */
export function checkCommand(cli: Cli): Command {
  return new Command('check')
    .description('Verifies that the data is what the service promises: one line for each invariant.')
    .addHelpText(
      'after',
      `
It reads one state of the database and changes nothing, so it may run while the service works; run it after a restore,
and after a server was lost. The exit code is 0 where every invariant holds, and 1 where one is broken: then up to
five of the rows that break it are shown. docs/operations/check.md explains each of them.

Examples:
  tenantry check
  DATABASE_URL=mysql://tenantry:secret@127.0.0.1:3306/tenantry tenantry check --json`,
    )
    .action(async () => {
      let results: readonly InvariantResult[] = [];
      await cli.run(async ({ integrity }) => {
        results = await integrity.check(operatorWithoutDeadline(), (name, fraction) => cli.bar(name, fraction));
        cli.bar('', 1);
        return report(results);
      });
      refuseBroken(results);
    });
}

function report(results: readonly InvariantResult[]): Report {
  const rows = results.map(({ name, promise, broken, examples }) => ({
    result: broken === 0 ? new Coloured('green', 'ok') : new Coloured('red', 'broken'),
    invariant: name,
    promise: [promise, ...examples.map(({ subject, found }) => `- ${[subject, found].filter(Boolean).join(': ')}`)],
  }));
  const ok = brokenOf(results).length === 0;
  return { text: listing(rows), json: { ok, invariants: results } };
}

function refuseBroken(results: readonly InvariantResult[]): void {
  const broken = brokenOf(results);
  if (broken.length === 0) return;
  const names = broken.map(({ name }) => name).join(', ');
  const message = `${broken.length} of ${results.length} invariants are broken: ${names}. docs/operations/check.md explains what to do.`;
  throw new Failure(EXIT.refused, 'invariants_broken', message);
}

function brokenOf(results: readonly InvariantResult[]): InvariantResult[] {
  return results.filter(({ broken }) => broken > 0);
}
