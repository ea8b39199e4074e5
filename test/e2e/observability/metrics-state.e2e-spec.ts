import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../../src/common/ids.js';
import { EMBEDDED_FILE } from '../../../src/database/connection/data-source.js';
import { testDatabases } from '../../support/database/databases.js';
import { listenForScrapes, scrape } from '../../support/metrics.js';
import { callOver } from '../../support/processes.js';
import { createEnterprise } from '../../support/scenes/installation.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { until } from '../../support/until.js';

/** More than one statement of the count reads. */
const MANY = 2_500;

describe.each(testDatabases())('the metrics of the state on $name', (database) => {
  let scene: Scene;
  let url: string;
  let base: string;

  beforeEach(async () => {
    scene = await Scene.open(database, { METRICS_PORT: '0' });
    url = await listenForScrapes(scene.app);
    base = await scene.app.listen();
  });

  afterEach(() => scene.close());

  it('count organizations by state and enterprises, in steps, and not the deleted ones', async () => {
    const { sql } = scene.app;
    const below = { parentId: scene.root.id, path: scene.root.id };
    const rows = Array.from({ length: MANY }, (_, n) => {
      const id = newId();
      const [activatedAt, deletedAt, holds] = [n % 5 === 0 ? 'NULL' : 1, n % 5 === 1 ? 1 : 'NULL', n % 5 === 2 ? 2 : 0];
      return `('${id}', '${below.parentId}', '${below.path}/${id}', 2, 1, 'n', 's${n}', 1, ${activatedAt}, ${deletedAt}, ${holds}, '${scene.root.currencyId}')`;
    });
    await sql.execute(
      `INSERT INTO organizations (id, parent_id, path, depth, managed, name, sub_domain, created_at, activated_at,
        deleted_at, holds, currency_id) VALUES ${rows.join(', ')}`,
    );
    await callOver(base, createEnterprise(scene.root, scene.token));
    const states = await until('the count is done', async () => {
      const seen = await scrape(url);
      const found = seen.series('tenantry_organizations').map(({ labels, value }) => [labels.state, value]);
      return found.length > 0 && seen.value('tenantry_enterprises') === 1 && found;
    });
    // A fifth each is not activated, deleted and held; and there is the root.
    expect(states).toEqual([
      ['active', (MANY * 2) / 5 + 1],
      ['not_activated', MANY / 5],
      ['held', MANY / 5],
    ]);
  });

  it('leave out what cannot be read, and are answered nevertheless', async () => {
    const { env, sql } = scene.app;
    if (env.DATABASE_URL === undefined) renameSync(join(env.DATA_DIR, EMBEDDED_FILE), join(env.DATA_DIR, 'elsewhere'));
    else await sql.execute(`DROP DATABASE ${new URL(env.DATABASE_URL).pathname.slice(1)}`);
    const seen = await scrape(url);
    const names = ['organizations', 'enterprises', 'tenants_counted_timestamp_seconds', 'events_pending_age_seconds'];
    expect(names.map((name) => seen.value(`tenantry_${name}`))).toEqual(names.map(() => undefined));
    expect([seen.value('tenantry_ready'), seen.value('tenantry_build_info')]).toEqual([0, 1]);
  });

  it('count the retries by their reason and by the error of the database', async () => {
    const busy = await (database.name === 'sqlite' ? lockedFile() : deadlocks());
    const made = callOver(base, createEnterprise(scene.root, scene.token));
    await until('a retry is counted', async () =>
      (await scrape(url)).value('tenantry_database_retries_total', busy.labels),
    );
    await busy.end();
    expect((await made).status).toBe(200);
    const created = (await scrape(url)).value('tenantry_tenants_created_total', { kind: 'enterprise' });
    expect(created).toBe(1);
  });

  async function lockedFile() {
    await scene.app.sql.execute('BEGIN IMMEDIATE');
    return { labels: { reason: 'busy', error: 'SQLITE_BUSY' }, end: () => scene.app.sql.execute('COMMIT') };
  }

  async function deadlocks() {
    await scene.app.sql.execute(
      `CREATE TRIGGER deadlocks BEFORE INSERT ON enterprises FOR EACH ROW
        SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'Deadlock found'`,
    );
    return {
      labels: { reason: 'deadlock', error: '1213' },
      end: () => scene.app.sql.execute('DROP TRIGGER deadlocks'),
    };
  }
});
