import { readFileSync } from 'node:fs';
import { Metrics } from '../../../src/observability/metrics/metrics.js';
import { sqlite } from '../../support/database/databases.js';
import { startApp } from '../../support/harness.js';

/** The rows of the table: name, type and labels. */
function documented(): string[] {
  const rows = readFileSync('docs/operations/metrics.md', 'utf8').matchAll(
    /^\| `(tenantry_\w+)` +\| (\w+) +\| ((?:`\w+`,? ?)*) *\|/gm,
  );
  return Array.from(rows, ([, name, type, labels]) => `${name} ${type} ${labels!.replace(/[` ]/g, '')}`);
}

describe('docs/operations/metrics.md', () => {
  it('names every metric of the running service with its type and labels, and no other', async () => {
    const fresh = await sqlite.fresh({ METRICS_PORT: '0' });
    const started = await startApp(fresh.env);
    const measured = started.app.get(Metrics).described();
    await started.close();
    await fresh.drop();
    const ours = measured.filter(({ name }) => name.startsWith('tenantry_'));
    expect(documented().sort()).toEqual(
      ours.map(({ name, type, labels }) => `${name} ${type} ${labels.join()}`).sort(),
    );
    const others = measured.filter(({ name }) => !/^(tenantry|process|nodejs)_/.test(name));
    expect(others).toEqual([]);
  });
});
