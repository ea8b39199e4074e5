import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { CreateAuditLines1795353650000 } from '../../src/database/migrations/1795353650000-create-audit-lines.js';
import { TokenScene } from '../support/api-tokens.js';
import { testDatabases } from '../support/databases.js';

// What was recorded before organizations read whole trees is told there, too, whatever cut the migration short.
describe.each(testDatabases())('the lines of earlier audit events on $name', (database) => {
  it('are what they would have been, and none twice', async () => {
    const scene = await TokenScene.open(database);
    const dataSource = await new DataSource(dataSourceOptions(scene.app.env)).initialize();
    const runner = dataSource.createQueryRunner();
    try {
      const [, child] = await scene.make.lineage(4);
      await scene.make.suspend(child!);
      await scene.make.user();
      const lines = () => scene.app.sql.rows('SELECT * FROM audit_lines ORDER BY organization_id, at, event_id');
      const written = await lines();
      expect(new Set(written.map(({ organization_id: id }) => id)).size).toBe(1 + 1 + 4);
      const migration = new CreateAuditLines1795353650000();
      await migration.down(runner);
      await migration.up(runner);
      expect(await lines()).toEqual(written);
      await scene.app.sql.execute("DELETE FROM audit_lines WHERE organization_id <> ''");
      await migration.up(runner);
      expect(await lines()).toEqual(written);
    } finally {
      await runner.release();
      await dataSource.destroy();
      await scene.close();
    }
  });
});
