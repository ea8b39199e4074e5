import { suspensionRounds } from '../../stress/suspension-rounds.js';
import { testDatabases } from '../../support/database/databases.js';
import { figures } from '../../support/scenes/figures.js';
import { Installation } from '../../support/scenes/installation.js';

describe.each(testDatabases())('suspensions during creations on $name', (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  afterAll(() => here.close());

  // Protects LOCK IN SHARE MODE in both statements, and on SQLite the state that is read inside the transaction.
  // Most leaks come one at a time: fewer rounds than these have been seen to miss the fault.
  it.each(['enterprise', 'managed'] as const)(
    'lets no %s appear after the answer',
    async (kind) => {
      // Fifty at each of the three levels.
      const rounds = 150;
      const seen = await suspensionRounds(here, { rounds, workers: 12, kinds: [kind] });
      figures(`suspensions against creations of kind ${kind} on ${database.name}`, { ...seen });
      expect({ late: seen.late, others: seen.others }).toEqual({ late: 0, others: [] });
      expect(seen.created).toBeGreaterThan(rounds);
    },
    120_000,
  );
});
