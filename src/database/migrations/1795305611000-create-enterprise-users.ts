import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateEnterpriseUsers1795305611000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'enterprise_users',
      columns: [
        column.id('enterprise_id', { isPrimary: true }),
        column.id('user_id', { isPrimary: true }),
        column.id('organization_id'),
        column.text('role', 16),
        column.time('created_at'),
      ],
      indices: [index('ix_enterprise_users_user')],
      foreignKeys: [foreignKey('fk_enterprise_users_enterprise'), foreignKey('fk_enterprise_users_user')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('enterprise_users', true);
  }
}
