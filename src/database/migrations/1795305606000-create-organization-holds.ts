import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateOrganizationHolds1795305606000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'organization_holds',
      columns: [
        column.id('organization_id', { isPrimary: true }),
        column.text('source', 16, { isPrimary: true }),
        column.id('placed_by_organization_id', { isPrimary: true }),
        column.text('reason', 1000, { isNullable: true }),
        column.time('since'),
        column.text('by', 255),
      ],
      foreignKeys: [foreignKey('fk_organization_holds_organization')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('organization_holds', true);
  }
}
