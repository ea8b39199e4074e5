import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeOnMariaDb, type TestDatabase } from '../support/database/databases.js';
import { scratchDirectory } from '../support/database/mariadb-server.js';
import { figures } from '../support/scenes/figures.js';
import { Installation } from '../support/scenes/installation.js';
import { suspensionRounds } from '../stress/suspension-rounds.js';
import { buildWith, type Mutant, MUTANTS } from './mutants.js';
import { oneConnection } from './one-connection.js';
import { sameKeys } from './same-keys.js';
import { IS_SHORT, seeded } from './seeded.js';
import { SweptProcess } from './sweeping/swept-process.js';

const WITHIN_MS = 120_000;

/** What a suite finds wrong in a build; nothing in a correct one. It looks until then, or until the time is over. */
type Suite = (
  database: TestDatabase,
  directory: string,
  mutant: Mutant,
  signal: AbortSignal,
) => Promise<readonly unknown[]>;

const SUITES: Readonly<Record<Mutant['suite'], Suite>> = {
  async suspension(database, directory, _, signal) {
    const here = await Installation.open(database, { WEBHOOKS_EVERY_MS: '0' }, directory);
    try {
      while (!signal.aborted) {
        const seen = await suspensionRounds(here, { rounds: 10, workers: 24, kinds: ['enterprise', 'managed'] });
        if (seen.late > 0 || seen.others.length > 0) return [`${seen.late} created after a suspension`, ...seen.others];
      }
      return [];
    } finally {
      await here.close();
    }
  },

  async 'same keys'(database, directory, { schema }, signal) {
    const here = await Installation.open(database, { WEBHOOKS_EVERY_MS: '0' }, directory);
    try {
      if (schema !== undefined) await here.sql.execute(schema);
      while (!signal.aborted) {
        const found = await sameKeys(here, 10);
        if (found.length > 0) return found;
      }
      return [];
    } finally {
      await here.close();
    }
  },

  async sweep(database, directory) {
    const swept = await SweptProcess.start(database, directory);
    try {
      return await swept.findings();
    } finally {
      await swept.close();
    }
  },

  'one connection': (_, directory, __, signal) => oneConnection(directory, signal),
};

// The harness is tested, too: a mistake that it does not find is one that it would not find in a change.
describeOnMariaDb('a mistake in the code', (database) => {
  const random = seeded('mutants');
  // A run of a few minutes takes two of them, and every run others.
  const chosen = IS_SHORT ? MUTANTS.toSorted(() => random() - 0.5).slice(0, 2) : MUTANTS;

  it.each(chosen)('$name: is found by the suite of $suite', async (mutant) => {
    const scratch = scratchDirectory('mutant');
    try {
      const directory = buildWith(mutant, join(scratch, 'build'));
      const began = performance.now();
      const found = await SUITES[mutant.suite](database, directory, mutant, AbortSignal.timeout(WITHIN_MS));
      const ms = Math.round(performance.now() - began);
      figures(`mutant ${mutant.name}`, {
        suite: mutant.suite,
        'found after ms': ms,
        findings: found.length,
        first: JSON.stringify(found[0]),
      });
      expect(found).not.toEqual([]);
      expect(ms).toBeLessThan(WITHIN_MS);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});
