import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateOrganizationUsers1795305609000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'organization_users',
      columns: [
        column.id('organization_id', { isPrimary: true }),
        column.id('user_id', { isPrimary: true }),
        column.text('role', 16),
        column.time('created_at'),
      ],
      indices: [index('ix_organization_users_user')],
      foreignKeys: [foreignKey('fk_organization_users_organization'), foreignKey('fk_organization_users_user')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('organization_users', true);
  }
}
