import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index, uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateEnterprises1795305610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'enterprises',
      columns: [
        column.id('id', { isPrimary: true }),
        column.id('organization_id'),
        column.id('user_id'),
        column.text('name', 320),
        column.text('name_search', 320),
        column.text('account_type', 16),
        column.flag('is_caas'),
        column.count('version', { default: 1 }),
        column.time('created_at'),
        column.hash('key_hash'),
        column.hash('email_digest', { isNullable: true }),
        column.hash('admins_digest'),
        column.hash('identifiers_digest', { isNullable: true }),
        column.text('given_account_type', 16, { isNullable: true }),
        column.flag('given_is_caas', { isNullable: true }),
      ],
      uniques: [uniqueKey('uq_enterprises_organization_key_hash')],
      indices: [index('ix_enterprises_organization'), index('ix_enterprises_name'), index('ix_enterprises_user_email')],
      foreignKeys: [foreignKey('fk_enterprises_organization'), foreignKey('fk_enterprises_user')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('enterprises', true);
  }
}
