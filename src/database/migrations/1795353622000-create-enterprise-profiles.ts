import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateEnterpriseProfiles1795353622000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'enterprise_profiles',
      columns: [
        column.id('enterprise_id', { isPrimary: true }),
        column.text('legal_person_name', 255, { isNullable: true }),
        column.flag('users_view_all_wallets', { default: 0 }),
      ],
      foreignKeys: [foreignKey('fk_enterprise_profiles_enterprise')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('enterprise_profiles', true);
  }
}
