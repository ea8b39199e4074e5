import type { DataSource } from 'typeorm';
import type { Organization } from '../../../src/organization/organization.js';
import { dataSourceWithEntities } from '../../support/database/data-source.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { manyEnterprises } from '../../support/scenes/many-enterprises.js';
import { brokenInvariants } from '../../support/scenes/roles.js';

// Protects the levels of the migration, and the bounds of its batches: none is left out between two of them.
describe.each(testDatabases())('the migration that fills user_reach on $name', (database) => {
  let scene: EnterpriseScene;
  let dataSource: DataSource;
  let line: Organization[];

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    line = await scene.make.lineage(5);
    dataSource = await dataSourceWithEntities(scene.app.env);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await scene.close();
  });

  const rows = () => scene.app.sql.rows('SELECT * FROM user_reach ORDER BY user_id, ancestor_id, organization_id');

  it('writes what the service would have written, and what a run that broke off has left', async () => {
    const admin = await scene.make.member(line[0]!, 'admin');
    for (const organization of [...line, await scene.make.root()]) {
      const additionalAdmins = organization.path[0] === line[0]!.id ? [admin.id] : [];
      await scene.make.enterprise(organization, { additionalAdmins });
    }
    await manyEnterprises(scene.app.sql, line[1]!, admin.id, 2_100);
    await scene.make.enterprise(line[4]!);
    const written = await rows();
    // The admin in each of five organizations, the users of seven enterprises once.
    expect(written).toHaveLength(2 * (1 + 2 + 3 + 4 + 5) + 1 + 5);

    await scene.app.sql.execute('DELETE FROM user_reach WHERE user_id <> ?', [admin.id]);
    const migration = dataSource.migrations.find(({ constructor }) => constructor.name.startsWith('UserReach'));
    const runner = dataSource.createQueryRunner();
    await migration!.up(runner);
    expect(await rows()).toEqual(written);
    await migration!.down(runner);
    await migration!.up(runner);
    await runner.release();
    expect(await rows()).toEqual(written);
    const broken = await brokenInvariants(scene.app.sql);
    expect(broken.filter((what) => what.includes('visib'))).toEqual([]);
  });
});
