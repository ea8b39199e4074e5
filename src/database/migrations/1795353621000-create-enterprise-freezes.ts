import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateEnterpriseFreezes1795353621000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'enterprise_freezes',
      columns: [
        column.id('enterprise_id', { isPrimary: true }),
        column.id('organization_id'),
        column.time('at'),
        column.time('expires_at'),
        column.text('frozen_by', 255),
        column.text('thawed_by', 255, { isNullable: true }),
      ],
      indices: [index('ix_enterprise_freezes_organization')],
      foreignKeys: [foreignKey('fk_enterprise_freezes_enterprise')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('enterprise_freezes', true);
  }
}
