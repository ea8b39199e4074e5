import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index, uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateOrganizationAnnotations1795305607000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'organization_annotations',
      columns: [
        column.id('organization_id', { isPrimary: true }),
        column.count('position', { isPrimary: true }),
        column.id('parent_id'),
        column.text('name', 100),
        column.text('value', 1000, { isNullable: true }),
        column.hash('name_hash'),
        column.hash('pair_hash'),
      ],
      uniques: [uniqueKey('uq_organization_annotations_organization_name_hash')],
      indices: [index('ix_organization_annotations_pair')],
      foreignKeys: [foreignKey('fk_organization_annotations_organization')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('organization_annotations', true);
  }
}
