import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateOrganizationUsage1795305605000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'organization_usage',
      columns: [
        column.id('organization_id', { isPrimary: true }),
        column.count('managed_count'),
        column.count('managed_limit', { isNullable: true }),
      ],
      foreignKeys: [foreignKey('fk_organization_usage_organization')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('organization_usage', true);
  }
}
