import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { AddActorsOrganizations1795353663000 } from '../../src/database/migrations/1795353663000-add-actors-organizations.js';
import { testDatabases } from '../support/databases.js';
import { creation, EnterpriseScene } from '../support/enterprises.js';

// What was recorded before the place of an actor was noted is hidden from those below that place, too.
describe.each(testDatabases())('the places of earlier actors on $name', (database) => {
  let scene: EnterpriseScene;
  let dataSource: DataSource;
  let runner: QueryRunner;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    dataSource = await new DataSource(dataSourceOptions(scene.app.env)).initialize();
    runner = dataSource.createQueryRunner();
  });

  afterAll(async () => {
    await runner.release();
    await dataSource.destroy();
    await scene.close();
  });

  const places = () =>
    scene.app.sql.rows(`SELECT actor_id AS actor, actor_organization_id AS place FROM audit_events
      UNION ALL SELECT frozen_by, frozen_by_organization_id FROM enterprise_freezes ORDER BY actor, place`);

  it('are what they would have been, whatever cut the migration short', async () => {
    const [root, child] = await scene.make.lineage(3);
    const chief = await scene.make.userToken(await scene.make.member(root!, 'admin'));
    const token = await scene.make.organizationToken(child!);
    const operator = await scene.make.operatorToken();
    for (const by of [chief, token, operator]) {
      const { enterpriseId } = (await scene.created(creation(child!, by))).body;
      const url = `/api/v2/enterprise/${enterpriseId}/freeze`;
      expect((await scene.app.call({ method: 'POST', url, token: by, json: {} })).status).toBe(200);
    }
    const noted = await places();
    expect(new Set(noted.map(({ place }) => place))).toEqual(new Set([null, root!.id, child!.id]));

    const migration = new AddActorsOrganizations1795353663000();
    await migration.down(runner);
    await migration.up(runner);
    expect(await places()).toEqual(noted);
    await scene.app.sql.execute('UPDATE audit_events SET actor_organization_id = NULL');
    await scene.app.sql.execute('UPDATE enterprise_freezes SET frozen_by_organization_id = NULL');
    await migration.up(runner);
    expect(await places()).toEqual(noted);
  });
});
