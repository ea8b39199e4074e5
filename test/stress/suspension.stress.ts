import { testDatabases } from '../support/database/databases.js';
import { figures } from '../support/scenes/figures.js';
import { Installation } from '../support/scenes/installation.js';
import { suspensionRounds } from './suspension-rounds.js';

// The long form of test/e2e/locks/suspension-stress.e2e-spec.ts: more rounds, more callers, both kinds at once.
describe.each(testDatabases())('many rounds of suspensions and creations on $name', (database) => {
  it.each([{ workers: 8 }, { workers: 24 }, { workers: 48 }])('of $workers callers leaks nothing', async (load) => {
    const here = await Installation.open(database);
    const seen = await suspensionRounds(here, { rounds: 200, kinds: ['enterprise', 'managed'], ...load });
    figures(`suspensions against ${load.workers} callers on ${database.name}`, { ...seen });
    expect({ late: seen.late, others: seen.others }).toEqual({ late: 0, others: [] });
    await here.close();
  });
});
